package dev.vicino.opensearch;

import dev.vicino.Metric;

/// Which scores the cluster can have given to an item of a known value. It computes them in single precision, so items
/// come in an order that is only nearly the values'.
///
/// The scores of the `knn_score` script are 1 / (1 + d²) by L2, 1 / (1 + d) by L1, 1 + p or, below zero, 1 / (1 − p) by
/// the dot product, and (1 + cos) / 2. A sum of n rounded terms is off by at most n + 1 roundings of 2⁻²⁴ of the sum of
/// their magnitudes (Higham, Accuracy and Stability of Numerical Algorithms, 2002, § 4.2), in whatever order they are
/// added; the bounds here are twice as wide.
final class ScoreBounds {
    private static final double ROUNDING = 0x1p-24;

    /// Of vectors' lengths, outside of which single precision loses a cosine or a dot product altogether.
    private static final double SHORTEST = 1e-15;

    private static final double LONGEST = 1e15;

    private final Metric metric;
    private final double relative;
    private final double absolute;

    /// @param dimension of the vectors
    /// @param query length of the query
    /// @param longest length among the vectors
    ScoreBounds(Metric metric, int dimension, double query, double longest) {
        this.metric = metric;
        this.relative = 2 * (dimension + 16) * ROUNDING;
        this.absolute = switch (metric) {
            case EUCLIDEAN, MANHATTAN -> dimension * (double) Float.MIN_NORMAL;
            case DOT_PRODUCT -> relative * query * longest + dimension * (double) Float.MIN_NORMAL;
            // The dot product is off by so much of both lengths, and each of these as well.
            case COSINE -> 3 * relative;
        };
    }

    /// Whether scores say anything about vectors of such lengths.
    static boolean hold(Metric metric, double query, double shortest, double longest) {
        return switch (metric) {
            case EUCLIDEAN, MANHATTAN -> true;
            case DOT_PRODUCT -> query <= LONGEST && longest <= LONGEST;
            case COSINE -> query >= SHORTEST && query <= LONGEST && shortest >= SHORTEST && longest <= LONGEST;
        };
    }

    /// No item of this value, nor of a nearer one, has a lower score.
    double lowest(double value) {
        return rounded(score(value, 1), -1);
    }

    /// No item of this value, nor of a farther one, has a higher score.
    double highest(double value) {
        return rounded(score(value, -1), 1);
    }

    private static double rounded(double score, int direction) {
        return score + direction * (8 * ROUNDING * Math.abs(score) + Float.MIN_NORMAL);
    }

    /// @param worse 1 for the worst score that rounding may give, -1 for the best
    private double score(double value, int worse) {
        return switch (metric) {
            case EUCLIDEAN -> inverse(value * value, worse);
            case MANHATTAN -> inverse(value, worse);
            case DOT_PRODUCT -> product(value - worse * absolute);
            case COSINE -> (1 + (1 - value) - worse * absolute) / 2;
        };
    }

    private double inverse(double distance, int worse) {
        return 1 / (1 + Math.max(0, distance * (1 + worse * relative) + worse * absolute));
    }

    private static double product(double product) {
        return product >= 0 ? 1 + product : 1 / (1 - product);
    }
}
