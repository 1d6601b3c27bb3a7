package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.Arrays;

/// The form in which vectors enter [TileKernels], chosen so that under each metric one sum says it all, and the
/// smallest sum is nearest.
///
/// | metric | query | row | sum |
/// |---|---|---|---|
/// | L2 | (−q, 1) | (x, ½‖x‖²) | ½‖x‖² − Σ qᵢ·xᵢ |
/// | L1 | q | x | Σ \|qᵢ − xᵢ\| |
/// | dot product | −q | x | −Σ qᵢ·xᵢ |
/// | cosine | −q / ‖q‖ | x / ‖x‖ | −cos |
final class TileImage {
    private static final double SMALLEST_SAFE_FACTOR = 0x1p-100;

    private TileImage() {}

    /// How many components an image has.
    static int width(Metric metric, int dimension) {
        return switch (metric) {
            case EUCLIDEAN -> dimension + 1;
            case MANHATTAN, DOT_PRODUCT, COSINE -> dimension;
        };
    }

    static float[] ofQuery(Metric metric, float[] query) {
        float[] from = metric == Metric.COSINE ? Vectors.unit(query) : query;
        float[] image = new float[width(metric, query.length)];
        boolean negated = metric != Metric.MANHATTAN;
        for (int i = 0; i < from.length; i++) {
            image[i] = negated ? -from[i] : from[i];
        }
        if (metric == Metric.EUCLIDEAN) {
            image[query.length] = 1;
        }
        return image;
    }

    /// Interleaves the images of rows.
    ///
    /// @param rows `count` vectors, one after the other, with room for a multiple of four; changed under cosine
    /// @param lengths their lengths
    /// @param factors for one row each, to be used within
    /// @param panel receives component i of row r at `from + i · stride + r`, with the kernels' rows for a stride
    static void ofRows(
            TileKernels kernels,
            Metric metric,
            float[] rows,
            int count,
            int dimension,
            double[] lengths,
            float[] factors,
            float[] panel,
            int from) {
        Arrays.fill(factors, 1);
        if (metric == Metric.COSINE) {
            for (int r = 0; r < count; r++) {
                factors[r] = factorToLengthOne(rows, r * dimension, dimension, lengths[r]);
            }
        }
        kernels.interleave(rows, count, dimension, factors, panel, from);
        if (metric == Metric.EUCLIDEAN) {
            for (int r = 0; r < count; r++) {
                panel[from + dimension * kernels.rows() + r] = (float) (lengths[r] * lengths[r] / 2);
            }
        }
    }

    /// One over the length; where float32 has no such number, or not precisely, the vector is scaled here, and nothing
    /// is left to do.
    private static float factorToLengthOne(float[] rows, int from, int dimension, double length) {
        double factor = 1 / length;
        if (factor > SMALLEST_SAFE_FACTOR && factor < 1 / SMALLEST_SAFE_FACTOR) {
            return (float) factor;
        }
        for (int i = from; i < from + dimension; i++) {
            rows[i] = (float) (rows[i] * factor);
        }
        return 1;
    }
}
