package dev.vicino.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vicino.Metric;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/// The first work is done in plain Java, and no more.
class FirstWorkTest {
    @Test
    void ends_when_its_components_are_used_up() {
        FirstWork first = new FirstWork(100);
        assertThat(first.has(60)).isTrue();
        assertThat(first.has(60)).isTrue();
        assertThat(first.has(1)).isFalse();
        assertThat(first.has(0)).isFalse();
    }

    /// SIMD lists the components that are not zero in the room that it is given; plain Java does not.
    @Test
    void of_kernels_is_done_in_plain_java() {
        assumeThat(FloatVector.SPECIES_PREFERRED.length())
                .as("narrower machines compare codes without SIMD")
                .isGreaterThanOrEqualTo(8);
        int axes = 64;
        float[] query = {2, 3};
        byte[] columns = new byte[query.length * axes];
        Arrays.fill(columns, (byte) 1);
        Kernels kernels =
                new KernelsFirstInPlainJava(new FirstWork(2 * columns.length), new ScalarKernels(), new SimdKernels());
        for (int listed : new int[] {-1, -1, 0}) {
            int[] room = {-1, -1};
            float[] products = new float[axes];
            kernels.dots(query, room, columns, products);
            assertThat(room[0]).isEqualTo(listed);
            assertThat(products).containsOnly(5);
        }
    }

    /// Two blocks that are not the same, as they ought to be, show which one is read.
    @Test
    void of_rows_is_done_with_copies() {
        float[] query = {0, 0};
        int[] numbers = {1, 0};
        VectorBlock copied = VectorBlock.of(new float[] {3, 0, 0, 1}, 2);
        StoredRows inPlace = StoredRows.inPlainJava(VectorBlock.of(new float[] {0, 4, 5, 0}, 2));
        StoredRows rows = new RowsFirstInPlainJava(new FirstWork(2 * 2 * 4 + 2), inPlace, copied);
        for (float[] expected : new float[][] {{1, 3}, {5, 4}}) {
            float[] sums = new float[2];
            rows.squaredEuclidean(query, numbers, 2, sums);
            assertThat(sums).containsExactly(expected[0] * expected[0], expected[1] * expected[1]);
            rows.manhattan(query, numbers, 2, sums);
            assertThat(sums).containsExactly(expected);
            float[] dots = new float[2];
            rows.dotAndSquare(query, numbers, 2, dots, sums);
            assertThat(sums).containsExactly(expected[0] * expected[0], expected[1] * expected[1]);
            double[] values = new double[2];
            rows.values(Metric.EUCLIDEAN, query, numbers, 2, values);
            assertThat(values).containsExactly(expected[0], expected[1]);
            assertThat(rows.value(Metric.EUCLIDEAN, query, 1)).isEqualTo(expected[0]);
        }
    }
}
