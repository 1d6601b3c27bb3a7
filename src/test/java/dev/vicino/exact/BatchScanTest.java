package dev.vicino.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.DimensionMismatchException;
import dev.vicino.InvalidVectorException;
import dev.vicino.Metric;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Held against sorting all values by [Metric#between], which is the definition.
class BatchScanTest {
    private static final int LIMIT = 10;

    static Stream<Arguments> samples() {
        return Arrays.stream(Metric.values())
                .flatMap(metric -> Arrays.stream(SampleVectors.values()).map(each -> Arguments.of(metric, each)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void finds_the_nearest_to_each_query(Metric metric, SampleVectors samples) {
        for (int dimension : new int[] {1, 15, 33, 300}) {
            float[][] vectors = samples.make(709, dimension);
            float[][] queries = queries(vectors);
            List<List<Neighbour>> expected = expected(metric, queries, vectors);
            for (KernelSet kernels : List.of(KernelSet.scalar(), KernelSet.simd())) {
                for (int threads : new int[] {1, 3}) {
                    BatchScan scan = new BatchScan(kernels, metric, queries, LIMIT, threads);
                    scan.offerAll(0, SampleVectors.block(vectors));
                    assertThat(scan.nearest()).isEqualTo(expected);
                    assertThat(scan.compared()).isEqualTo(vectors.length);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void finds_the_nearest_of_what_is_accepted_in_several_blocks(Metric metric) {
        float[][] vectors = SampleVectors.UNIFORM.make(3000, 40);
        float[][] queries = queries(vectors);
        BitSet accepted = new BitSet();
        accepted.set(0);
        accepted.set(500, 1900);
        for (int i = 2000; i < 3000; i += 7) {
            accepted.set(i);
        }
        List<List<Neighbour>> expected = Arrays.stream(queries)
                .map(query -> SampleVectors.nearest(metric, query, vectors, LIMIT, accepted.stream()))
                .toList();
        BatchScan scan = new BatchScan(metric, queries, LIMIT, 2);
        int half = 1234;
        BitSet later = accepted.get(half, vectors.length);
        scan.offerAccepted(
                half, SampleVectors.block(Arrays.copyOfRange(vectors, half, vectors.length)), later::nextSetBit);
        scan.offerAccepted(0, SampleVectors.block(Arrays.copyOf(vectors, half)), accepted::nextSetBit);
        assertThat(scan.nearest()).isEqualTo(expected);
        assertThat(scan.compared()).isEqualTo(accepted.cardinality());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void finds_the_nearest_of_more_than_can_wait_to_be_settled(Metric metric, SampleVectors samples) {
        float[][] vectors = samples.make(6000, 12);
        float[][] queries = Arrays.copyOf(vectors, 2);
        assertThat(BatchScan.nearest(metric, queries, SampleVectors.block(vectors), LIMIT, 1))
                .isEqualTo(expected(metric, queries, vectors));
    }

    @Test
    void returns_all_if_fewer_were_offered_than_asked_for() {
        float[][] vectors = {{2}, {1}};
        float[][] queries = {{0}};
        assertThat(BatchScan.nearest(Metric.EUCLIDEAN, queries, SampleVectors.block(vectors), 5, 1))
                .containsExactly(List.of(new Neighbour(1, 1), new Neighbour(0, 2)));
        assertThat(BatchScan.nearest(Metric.EUCLIDEAN, queries, VectorBlock.of(new float[0], 1), 5, 2))
                .containsExactly(List.of());
    }

    @Test
    void refuses_what_makes_no_batch() {
        assertThatThrownBy(() -> new BatchScan(Metric.EUCLIDEAN, new float[][] {{1}, {1, 2}}, 5, 1))
                .isInstanceOf(DimensionMismatchException.class)
                .hasMessageContainingAll("number 1", "2", "1");
        assertThatThrownBy(() -> new BatchScan(Metric.COSINE, new float[][] {{1}, {0}}, 5, 1))
                .isInstanceOf(InvalidVectorException.class)
                .hasMessageContaining("number 1");
        assertThatThrownBy(() -> new BatchScan(Metric.COSINE, new float[0][], 5, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BatchScan(Metric.EUCLIDEAN, new float[][] {{1}}, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
        assertThatThrownBy(() -> new BatchScan(Metric.EUCLIDEAN, new float[][] {{1}}, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    @Test
    void refuses_a_block_of_another_dimension_and_rows_of_zeros_under_cosine() {
        BatchScan scan = new BatchScan(Metric.COSINE, new float[][] {{1, 0}}, 5, 2);
        assertThatThrownBy(() -> scan.offerAll(0, VectorBlock.of(new float[3], 3)))
                .isInstanceOf(DimensionMismatchException.class)
                .hasMessageContainingAll("3", "2");
        assertThatThrownBy(() -> scan.offerAll(0, VectorBlock.of(new float[4], 2)))
                .isInstanceOf(InvalidVectorException.class);
    }

    /// More than one group of queries, the last one not full.
    private static float[][] queries(float[][] vectors) {
        return Arrays.copyOfRange(vectors, 30, 30 + TileKernels.QUERIES + 5);
    }

    private static List<List<Neighbour>> expected(Metric metric, float[][] queries, float[][] vectors) {
        return Arrays.stream(queries)
                .map(query -> SampleVectors.nearest(metric, query, vectors, LIMIT))
                .toList();
    }
}
