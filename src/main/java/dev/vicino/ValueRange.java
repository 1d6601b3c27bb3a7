package dev.vicino;

/// The values that hits may have, in the metric's own unit, both bounds included.
///
/// @param min the least; negative infinity for none
/// @param max the greatest, no less than `min`; infinity for none
public record ValueRange(double min, double max) {
    /// Every value.
    public static final ValueRange ALL = new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public ValueRange {
        if (Double.isNaN(min) || Double.isNaN(max) || min > max) {
            throw new IllegalArgumentException("values from " + min + " to " + max + " are no range");
        }
    }

    public boolean contains(double value) {
        return min <= value && value <= max;
    }
}
