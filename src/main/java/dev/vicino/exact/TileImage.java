package dev.vicino.exact;

import dev.vicino.Metric;

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
    /// Components that are interleaved at a time, so that where they go to stays in the first cache.
    private static final int AT_ONCE = 32;

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
    /// @param panel receives component i of row r at `i · stride + r`; a stride is a multiple of four
    static void ofRows(
            Metric metric, float[] rows, int count, int dimension, double[] lengths, float[] panel, int stride) {
        if (metric == Metric.COSINE) {
            scale(rows, count, dimension, lengths);
        }
        for (int start = 0; start < dimension; start += AT_ONCE) {
            int end = Math.min(start + AT_ONCE, dimension);
            for (int r = 0; r < count; r += 4) {
                interleaveFour(rows, r, dimension, start, end, panel, stride);
            }
        }
        if (metric == Metric.EUCLIDEAN) {
            for (int r = 0; r < count; r++) {
                panel[dimension * stride + r] = (float) (lengths[r] * lengths[r] / 2);
            }
        }
    }

    /// Four rows side by side, whose reads and writes the compiler checks against the arrays' ends together.
    private static void interleaveFour(
            float[] rows, int row, int dimension, int start, int end, float[] panel, int stride) {
        int a = row * dimension;
        int b = a + dimension;
        int c = b + dimension;
        int d = c + dimension;
        for (int i = start, at = start * stride + row; i < end; i++, at += stride) {
            panel[at] = rows[a + i];
            panel[at + 1] = rows[b + i];
            panel[at + 2] = rows[c + i];
            panel[at + 3] = rows[d + i];
        }
    }

    private static void scale(float[] rows, int count, int dimension, double[] lengths) {
        for (int r = 0; r < count; r++) {
            double factor = 1 / lengths[r];
            for (int i = r * dimension; i < (r + 1) * dimension; i++) {
                rows[i] = (float) (rows[i] * factor);
            }
        }
    }
}
