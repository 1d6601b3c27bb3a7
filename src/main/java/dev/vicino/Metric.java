package dev.vicino;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How near two vectors are. Each metric's *value* is the number that the lesson prints: L2 not squared, L1 a sum, the
/// raw dot product, and the cosine distance `1 − cos`. It is never a score, rescaled or inverted.
///
/// | metric | value of (a, b) | range | nearest |
/// |---|---|---|---|
/// | [#EUCLIDEAN] | √ Σ (aᵢ − bᵢ)² | [0, ∞) | smallest |
/// | [#MANHATTAN] | Σ \|aᵢ − bᵢ\| | [0, ∞) | smallest |
/// | [#DOT_PRODUCT] | Σ aᵢ·bᵢ | (−∞, ∞) | largest |
/// | [#COSINE] | 1 − Σ aᵢ·bᵢ / (‖a‖·‖b‖) | [0, 2] | smallest |
public enum Metric {
    EUCLIDEAN("l2", "Euclidean distance (L2)"),
    MANHATTAN("l1", "Manhattan distance (L1)"),
    DOT_PRODUCT("dot", "dot product"),
    COSINE("cosine", "cosine distance");

    private final String symbol;
    private final String title;

    Metric(String symbol, String title) {
        this.symbol = symbol;
        this.title = title;
    }

    /// The short name, as the command line and the manifest write it: `l2`, `l1`, `dot`, `cosine`.
    public String symbol() {
        return symbol;
    }

    /// The name in words, for headings.
    public String title() {
        return title;
    }

    /// Whether a larger value means nearer. True for the dot product alone.
    public boolean largestIsNearest() {
        return switch (this) {
            case DOT_PRODUCT -> true;
            case EUCLIDEAN, MANHATTAN, COSINE -> false;
        };
    }

    /// Orders two values of this metric, the nearer first.
    public int compareNearestFirst(double left, double right) {
        return largestIsNearest() ? Double.compare(right, left) : Double.compare(left, right);
    }

    /// The value between two vectors, written out in double precision: the definition that every kernel is tested
    /// against. It is defined to the last bit: the terms are added in eight sums, term i to the sum i mod 8, and then
    /// `((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))`.
    ///
    /// @param a a vector of finite floats
    /// @param b a vector of as many finite floats
    /// @throws DimensionMismatchException if the lengths differ
    /// @throws InvalidVectorException for [#COSINE], if either vector is all zeros: it has no direction
    public double between(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new DimensionMismatchException(
                    "cannot compare a vector of " + a.length + " dimensions with one of " + b.length + " by " + title);
        }
        return switch (this) {
            case EUCLIDEAN -> Math.sqrt(MetricSums.squaredEuclidean(a, b));
            case MANHATTAN -> MetricSums.manhattan(a, b);
            case DOT_PRODUCT -> MetricSums.dot(a, b);
            case COSINE -> cosineDistance(a, b);
        };
    }

    /// What each dimension adds to the sum that the value is made of.
    ///
    /// | metric | contribution of dimension i | value |
    /// |---|---|---|
    /// | [#EUCLIDEAN] | (aᵢ − bᵢ)² | √ Σ |
    /// | [#MANHATTAN] | \|aᵢ − bᵢ\| | Σ |
    /// | [#DOT_PRODUCT] | aᵢ·bᵢ | Σ |
    /// | [#COSINE] | aᵢ·bᵢ / (‖a‖·‖b‖) | 1 − Σ |
    ///
    /// Throws what [#between] throws.
    public double[] contributions(float[] a, float[] b) {
        // Refuses what has no value, for the same reasons.
        between(a, b);
        double lengths = this == COSINE ? Math.sqrt(MetricSums.dot(a, a)) * Math.sqrt(MetricSums.dot(b, b)) : 1;
        double[] contributions = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            contributions[i] = switch (this) {
                case EUCLIDEAN -> difference * difference;
                case MANHATTAN -> Math.abs(difference);
                case DOT_PRODUCT, COSINE -> (double) a[i] * b[i] / lengths;
            };
        }
        return contributions;
    }

    /// Reads a metric from its [#symbol] or its constant's name, in any case.
    ///
    /// @throws IllegalArgumentException naming the value and the choices, if it is neither
    public static Metric parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        for (Metric metric : values()) {
            if (metric.symbol.equals(wanted)
                    || metric.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no metric; expected one of "
                + Arrays.stream(values()).map(Metric::symbol).collect(Collectors.joining(", ")));
    }

    private static double cosineDistance(float[] a, float[] b) {
        double lengths = Math.sqrt(MetricSums.dot(a, a)) * Math.sqrt(MetricSums.dot(b, b));
        if (lengths == 0) {
            throw new InvalidVectorException("a zero vector has no direction, so no cosine distance");
        }
        // Rounding may carry the cosine of parallel vectors a hair past 1; a distance below zero would be nonsense.
        return 1 - Math.clamp(MetricSums.dot(a, b) / lengths, -1.0, 1.0);
    }
}
