package dev.vicino.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Metric;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every form of the tile kernels promises, held against sums in double precision.
abstract class TileKernelsContract {
    /// Where panels begin.
    private static final int FROM = 5;

    abstract TileKernels kernels();

    static IntStream dimensions() {
        return IntStream.concat(IntStream.rangeClosed(1, 20), IntStream.of(127, 784, 1023));
    }

    @ParameterizedTest
    @MethodSource("dimensions")
    void each_dot_is_within_its_bound(int dimension) {
        float[][] queries = SampleVectors.gaussian(TileKernels.QUERIES, dimension, 1);
        float[][] rows = SampleVectors.gaussian(kernels().rows(), dimension, 2);
        float[] tile = new float[queries.length * rows.length];
        kernels().dot(interleaved(queries, 0), interleaved(rows, FROM), FROM, dimension, tile);
        for (int q = 0; q < queries.length; q++) {
            for (int r = 0; r < rows.length; r++) {
                double magnitude = Metric.DOT_PRODUCT.between(
                        SampleVectors.magnitudes(queries[q]), SampleVectors.magnitudes(rows[r]));
                RowKernelsContract.assertWithinBound(
                        tile[q * rows.length + r],
                        Metric.DOT_PRODUCT.between(queries[q], rows[r]),
                        magnitude,
                        dimension);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dimensions")
    void each_manhattan_is_within_its_bound(int dimension) {
        float[][] queries = SampleVectors.gaussian(TileKernels.QUERIES, dimension, 3);
        float[][] rows = SampleVectors.gaussian(kernels().rows(), dimension, 4);
        float[] tile = new float[queries.length * rows.length];
        kernels().manhattan(interleaved(queries, 0), interleaved(rows, FROM), FROM, dimension, tile);
        for (int q = 0; q < queries.length; q++) {
            for (int r = 0; r < rows.length; r++) {
                double expected = Metric.MANHATTAN.between(queries[q], rows[r]);
                RowKernelsContract.assertWithinBound(tile[q * rows.length + r], expected, expected, dimension);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dimensions")
    void interleaves_rows_each_multiplied_by_its_factor(int dimension) {
        int stride = kernels().rows();
        for (int count : new int[] {stride, stride - 1, 1}) {
            float[][] vectors = SampleVectors.gaussian(count, dimension, 5);
            int room = (count + 3) / 4 * 4;
            float[] rows = new float[room * dimension];
            float[] factors = new float[room];
            for (int r = 0; r < count; r++) {
                System.arraycopy(vectors[r], 0, rows, r * dimension, dimension);
                factors[r] = r + 0.3f;
            }
            float[] panel = new float[FROM + stride * dimension];
            kernels().interleave(rows, count, dimension, factors, panel, FROM);
            for (int r = 0; r < count; r++) {
                for (int i = 0; i < dimension; i++) {
                    assertThat(panel[FROM + i * stride + r]).isEqualTo(vectors[r][i] * factors[r]);
                }
            }
        }
    }

    @Test
    void tells_which_queries_have_a_sum_that_is_not_above_their_limit() {
        int rows = kernels().rows();
        float[] limits = {1, 1, 1, 1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3};
        float[] tile = new float[TileKernels.QUERIES * rows];
        Arrays.fill(tile, 2);
        tile[1] = 1;
        tile[2 * rows + rows - 1] = Float.NaN;
        tile[3 * rows] = Math.nextUp(1f);
        assertThat(kernels().passing(limits, tile)).isEqualTo(0b1011_0101);
    }

    private static float[] interleaved(float[][] vectors, int from) {
        int dimension = vectors[0].length;
        float[] interleaved = new float[from + vectors.length * dimension];
        for (int v = 0; v < vectors.length; v++) {
            for (int i = 0; i < dimension; i++) {
                interleaved[from + i * vectors.length + v] = vectors[v][i];
            }
        }
        return interleaved;
    }
}
