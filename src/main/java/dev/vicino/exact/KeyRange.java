package dev.vicino.exact;

import dev.vicino.Metric;
import dev.vicino.ValueRange;

/// A range of values in terms of keys: the numbers that a scan orders by, the smallest the nearest (the squared
/// distance for L2, the negated dot product, the value itself otherwise).
///
/// Turning a bound into a key rounds, so that keys close to one are left undecided.
///
/// @param values the range, in the metric's own unit
/// @param near the key of the bound on the query's side
/// @param far the key of the other
record KeyRange(ValueRange values, double near, double far) {
    private static final double ROUNDING = 0x1p-40;

    static KeyRange of(Metric metric, ValueRange values) {
        return switch (metric) {
            // Squaring would turn a bound below zero, where no distance lies, into one above.
            case EUCLIDEAN ->
                new KeyRange(
                        values,
                        values.min() <= 0 ? Double.NEGATIVE_INFINITY : key(metric, values.min()),
                        values.max() < 0 ? Double.NEGATIVE_INFINITY : key(metric, values.max()));
            case MANHATTAN, COSINE -> new KeyRange(values, values.min(), values.max());
            case DOT_PRODUCT -> new KeyRange(values, key(metric, values.max()), key(metric, values.min()));
        };
    }

    static double key(Metric metric, double value) {
        return switch (metric) {
            case EUCLIDEAN -> value * value;
            case MANHATTAN, COSINE -> value;
            case DOT_PRODUCT -> -value;
        };
    }

    /// Whether a key between these bounds is inside for certain.
    boolean surelyHolds(double lower, double upper) {
        return lower > near + margin(near) && upper < far - margin(far);
    }

    /// Whether a key between these bounds is outside for certain.
    boolean surelyLacks(double lower, double upper) {
        return upper < near - margin(near) || lower > far + margin(far);
    }

    private static double margin(double bound) {
        return Double.isInfinite(bound) ? 0 : Math.abs(bound) * ROUNDING;
    }
}
