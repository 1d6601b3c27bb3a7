package dev.vicino.exact;

/// A vector's length and direction, in double precision, where the square of no float over- or underflows.
final class Vectors {
    private Vectors() {}

    static double length(float[] vector) {
        return length(vector, 0, vector.length);
    }

    /// Of the vector that starts at an index. Four sums side by side, because a single one would wait for its own
    /// last addition.
    static double length(float[] rows, int from, int dimension) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        int end = from + dimension;
        for (; i < end - 3; i += 4) {
            s0 += (double) rows[i] * rows[i];
            s1 += (double) rows[i + 1] * rows[i + 1];
            s2 += (double) rows[i + 2] * rows[i + 2];
            s3 += (double) rows[i + 3] * rows[i + 3];
        }
        for (; i < end; i++) {
            s0 += (double) rows[i] * rows[i];
        }
        return Math.sqrt((s0 + s1) + (s2 + s3));
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
