package dev.vicino.transfer;

/// Numbers as the floats of a vector: doubles are rounded to the nearest, whole numbers must be exact.
final class FloatNumbers {
    /// Up to here every whole number is a float.
    static final int LARGEST_WHOLE = 1 << 24;

    private FloatNumbers() {}

    /// A row of numbers as a vector, or refused for one of them.
    ///
    /// @param whole whether they are whole by their type
    static Row row(long number, double[] values, int from, int count, boolean whole) {
        float[] vector = new float[count];
        for (int i = 0; i < count; i++) {
            double value = values[from + i];
            vector[i] = (float) value;
            if (whole && Math.abs(value) > LARGEST_WHOLE) {
                return new RefusedRow(
                        number,
                        "%d at position %d is too large to be kept exactly as a float; expected at most %d"
                                .formatted((long) value, i, LARGEST_WHOLE),
                        "");
            }
            if (Float.isInfinite(vector[i]) && !Double.isInfinite(value)) {
                return new RefusedRow(number, value + " at position " + i + " does not fit a float", "");
            }
        }
        return new Row.Given(number, Draft.of(vector));
    }
}
