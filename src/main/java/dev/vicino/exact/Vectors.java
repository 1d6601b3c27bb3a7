package dev.vicino.exact;

/// A vector's length and direction, in double precision, where the square of no float over- or underflows.
final class Vectors {
    private Vectors() {}

    static double length(float[] vector) {
        return length(vector, 0, vector.length);
    }

    /// Of the vector that starts at an index.
    static double length(float[] rows, int from, int dimension) {
        double sum = 0;
        for (int i = from; i < from + dimension; i++) {
            sum += (double) rows[i] * rows[i];
        }
        return Math.sqrt(sum);
    }

    /// The vector scaled to length one, each component rounded once; NaN for zeros, which have no direction.
    static float[] unit(float[] vector) {
        double length = length(vector);
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}
