package dev.vicino.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Metric;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every form of the column kernels promises, held against sums in double precision.
abstract class ColumnKernelsContract {
    private static final int FROM = 64;
    private static final int COUNT = 150;

    abstract ColumnKernels kernels();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 17})
    void each_sum_is_within_its_bound(int dimension) {
        float[] query = SampleVectors.gaussian(1, dimension, 1)[0];
        float[][] vectors = SampleVectors.gaussian(4 * FROM, dimension, 2);
        float[][] columns = new float[dimension][vectors.length];
        for (int v = 0; v < vectors.length; v++) {
            for (int i = 0; i < dimension; i++) {
                columns[i][v] = vectors[v][i];
            }
        }
        float[] squares = new float[3 * ColumnKernels.AT_ONCE];
        float[] distances = squares.clone();
        float[] dots = squares.clone();
        kernels().squaredEuclidean(query, columns, FROM, COUNT, squares);
        kernels().manhattan(query, columns, FROM, COUNT, distances);
        kernels().negatedDot(query, columns, FROM, COUNT, dots);
        for (int i = 0; i < COUNT; i++) {
            float[] vector = vectors[FROM + i];
            double square = Math.pow(Metric.EUCLIDEAN.between(query, vector), 2);
            RowKernelsContract.assertWithinBound(squares[i], square, square, dimension);
            double distance = Metric.MANHATTAN.between(query, vector);
            RowKernelsContract.assertWithinBound(distances[i], distance, distance, dimension);
            double magnitude =
                    Metric.DOT_PRODUCT.between(SampleVectors.magnitudes(query), SampleVectors.magnitudes(vector));
            RowKernelsContract.assertWithinBound(
                    dots[i], -Metric.DOT_PRODUCT.between(query, vector), magnitude, dimension);
        }
    }

    @Test
    void lists_what_is_not_above_a_limit_within_the_count() {
        float[] sums = new float[3 * ColumnKernels.AT_ONCE];
        Arrays.fill(sums, 2);
        sums[10] = 1;
        sums[11] = Math.nextUp(1f);
        sums[70] = Float.NaN;
        sums[90] = Float.NEGATIVE_INFINITY;
        sums[109] = Float.POSITIVE_INFINITY;
        sums[110] = 0;
        int[] numbers = new int[2 * ColumnKernels.AT_ONCE];
        assertThat(kernels().notAbove(1, sums, 10, 100, numbers)).isEqualTo(3);
        assertThat(numbers).startsWith(0, 60, 80);
    }

    @Test
    void nothing_is_above_infinity_or_a_limit_that_is_no_number() {
        float[] sums = new float[ColumnKernels.AT_ONCE];
        Arrays.fill(sums, Float.POSITIVE_INFINITY);
        int[] numbers = new int[ColumnKernels.AT_ONCE];
        assertThat(kernels().notAbove(Float.POSITIVE_INFINITY, sums, 0, 50, numbers))
                .isEqualTo(50);
        assertThat(kernels().notAbove(Float.NaN, sums, 0, 50, numbers)).isEqualTo(50);
    }
}
