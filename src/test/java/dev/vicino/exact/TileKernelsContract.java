package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every form of the tile kernels promises, held against sums in double precision.
abstract class TileKernelsContract {
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
        kernels().dot(interleaved(queries), interleaved(rows), dimension, tile);
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
        kernels().manhattan(interleaved(queries), interleaved(rows), dimension, tile);
        for (int q = 0; q < queries.length; q++) {
            for (int r = 0; r < rows.length; r++) {
                double expected = Metric.MANHATTAN.between(queries[q], rows[r]);
                RowKernelsContract.assertWithinBound(tile[q * rows.length + r], expected, expected, dimension);
            }
        }
    }

    private static float[] interleaved(float[][] vectors) {
        int dimension = vectors[0].length;
        float[] interleaved = new float[vectors.length * dimension];
        for (int v = 0; v < vectors.length; v++) {
            for (int i = 0; i < dimension; i++) {
                interleaved[i * vectors.length + v] = vectors[v][i];
            }
        }
        return interleaved;
    }
}
