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
    /// against.
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
            case EUCLIDEAN -> Math.sqrt(squaredEuclidean(a, b));
            case MANHATTAN -> manhattan(a, b);
            case DOT_PRODUCT -> dot(a, b);
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
        double lengths = this == COSINE ? Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b)) : 1;
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

    // Each sum is four, side by side: one alone would wait for its own last addition.

    private static double squaredEuclidean(float[] a, float[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (int end = a.length - 3; i < end; i += 4) {
            double d0 = (double) a[i] - b[i];
            double d1 = (double) a[i + 1] - b[i + 1];
            double d2 = (double) a[i + 2] - b[i + 2];
            double d3 = (double) a[i + 3] - b[i + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; i < a.length; i++) {
            double d = (double) a[i] - b[i];
            s0 += d * d;
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double manhattan(float[] a, float[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (int end = a.length - 3; i < end; i += 4) {
            s0 += Math.abs((double) a[i] - b[i]);
            s1 += Math.abs((double) a[i + 1] - b[i + 1]);
            s2 += Math.abs((double) a[i + 2] - b[i + 2]);
            s3 += Math.abs((double) a[i + 3] - b[i + 3]);
        }
        for (; i < a.length; i++) {
            s0 += Math.abs((double) a[i] - b[i]);
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double dot(float[] a, float[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (int end = a.length - 3; i < end; i += 4) {
            s0 += (double) a[i] * b[i];
            s1 += (double) a[i + 1] * b[i + 1];
            s2 += (double) a[i + 2] * b[i + 2];
            s3 += (double) a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += (double) a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double cosineDistance(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        double lengths = Math.sqrt(aa) * Math.sqrt(bb);
        if (lengths == 0) {
            throw new InvalidVectorException("a zero vector has no direction, so no cosine distance");
        }
        // Rounding may carry the cosine of parallel vectors a hair past 1; a distance below zero would be nonsense.
        return 1 - Math.clamp(ab / lengths, -1.0, 1.0);
    }
}
