package dev.vicino.exact;

import dev.vicino.Metric;

/// What the float32 sum of a query with a vector x tells about the key that orders x.
///
/// The key is the squared distance under L2, the value itself under L1 and cosine, and the negated dot product: the
/// smallest is nearest. It is `scale · sum + shift`, give or take a slack of `relative · |sum| + perLength · ‖x‖ +
/// perSquare · ‖x‖² + absolute`, which is twice what rounding can amount to (Higham, *Accuracy and Stability of
/// Numerical Algorithms*, §3.1), so that it covers its own computation.
///
/// @param safeLength the largest ‖x‖ with which the sum surely does not overflow; of a longer vector it tells nothing
record SumBounds(
        double scale,
        double shift,
        double relative,
        double perLength,
        double perSquare,
        double absolute,
        double safeLength) {
    /// Far enough below float's largest for a sum of rounded terms.
    private static final double LARGEST_SAFE = 1e37;

    private static final double UNIT_ROUNDOFF = 0x1p-24;

    /// For sums over the vectors as they are: Σ (qᵢ − xᵢ)², Σ |qᵢ − xᵢ|, −Σ qᵢ·xᵢ, and the latter for both scaled to
    /// length one under cosine.
    static SumBounds ofDirectSums(Metric metric, float[] query) {
        double relative = 2 * (query.length + 8) * UNIT_ROUNDOFF;
        double absolute = 2 * query.length * (double) Float.MIN_VALUE;
        double length = Vectors.length(query);
        return switch (metric) {
            case EUCLIDEAN, MANHATTAN -> new SumBounds(1, 0, relative, 0, 0, absolute, Double.POSITIVE_INFINITY);
            case DOT_PRODUCT -> new SumBounds(1, 0, 0, relative * length, 0, absolute, LARGEST_SAFE / length);
            case COSINE -> new SumBounds(1, 1, 0, 0, 0, relative + absolute, Double.POSITIVE_INFINITY);
        };
    }

    /// For the sums of [TileImage]: as the direct ones, but ½‖x‖² − Σ qᵢ·xᵢ under L2, which is half of the squared
    /// distance less ‖q‖².
    static SumBounds ofTileSums(Metric metric, float[] query) {
        return switch (metric) {
            case EUCLIDEAN -> {
                double relative = 2 * (query.length + 9) * UNIT_ROUNDOFF;
                double absolute = 4 * (query.length + 1) * (double) Float.MIN_VALUE;
                double length = Vectors.length(query);
                double square = length * length;
                yield new SumBounds(
                        2,
                        square,
                        0,
                        2 * relative * length,
                        relative,
                        absolute + square * 0x1p-40,
                        Math.sqrt(LARGEST_SAFE) - length);
            }
            case MANHATTAN, DOT_PRODUCT, COSINE -> ofDirectSums(metric, query);
        };
    }

    /// The largest sum that a vector may have whose key may be no larger than a threshold.
    ///
    /// @param longest the largest ‖x‖ in question
    float largestSum(double threshold, double longest) {
        double slack = perLength * longest + perSquare * longest * longest + absolute;
        return Math.nextUp((float) ((threshold - shift + slack) / (scale - relative)));
    }

    /// Offers a vector by its sum; false if the sum is not finite and tells nothing.
    boolean offer(int ordinal, float sum, double length, Candidates candidates) {
        double key = scale * sum + shift;
        double slack = relative * Math.abs(sum) + perLength * length + perSquare * length * length + absolute;
        boolean finite = Math.abs(key) + slack < Double.POSITIVE_INFINITY;
        if (finite) {
            candidates.offer(ordinal, key - slack, key + slack);
        }
        return finite;
    }
}
