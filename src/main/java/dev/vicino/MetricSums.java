package dev.vicino;

/// The sums that the metrics' values are made of, in double precision. Eight side by side, because one alone would wait
/// for its own last addition, and because a register of eight lanes then adds in the same order, to the same last bit.
final class MetricSums {
    private MetricSums() {}

    /// Σ (aᵢ − bᵢ)²
    static double squaredEuclidean(float[] a, float[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (int end = a.length - 7; i < end; i += 8) {
            s0 += square((double) a[i] - b[i]);
            s1 += square((double) a[i + 1] - b[i + 1]);
            s2 += square((double) a[i + 2] - b[i + 2]);
            s3 += square((double) a[i + 3] - b[i + 3]);
            s4 += square((double) a[i + 4] - b[i + 4]);
            s5 += square((double) a[i + 5] - b[i + 5]);
            s6 += square((double) a[i + 6] - b[i + 6]);
            s7 += square((double) a[i + 7] - b[i + 7]);
        }
        double[] sums = {s0, s1, s2, s3, s4, s5, s6, s7};
        for (int lane = 0; i < a.length; i++, lane++) {
            sums[lane] += square((double) a[i] - b[i]);
        }
        return total(sums);
    }

    /// Σ |aᵢ − bᵢ|
    static double manhattan(float[] a, float[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (int end = a.length - 7; i < end; i += 8) {
            s0 += Math.abs((double) a[i] - b[i]);
            s1 += Math.abs((double) a[i + 1] - b[i + 1]);
            s2 += Math.abs((double) a[i + 2] - b[i + 2]);
            s3 += Math.abs((double) a[i + 3] - b[i + 3]);
            s4 += Math.abs((double) a[i + 4] - b[i + 4]);
            s5 += Math.abs((double) a[i + 5] - b[i + 5]);
            s6 += Math.abs((double) a[i + 6] - b[i + 6]);
            s7 += Math.abs((double) a[i + 7] - b[i + 7]);
        }
        double[] sums = {s0, s1, s2, s3, s4, s5, s6, s7};
        for (int lane = 0; i < a.length; i++, lane++) {
            sums[lane] += Math.abs((double) a[i] - b[i]);
        }
        return total(sums);
    }

    /// Σ aᵢ·bᵢ
    static double dot(float[] a, float[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (int end = a.length - 7; i < end; i += 8) {
            s0 += (double) a[i] * b[i];
            s1 += (double) a[i + 1] * b[i + 1];
            s2 += (double) a[i + 2] * b[i + 2];
            s3 += (double) a[i + 3] * b[i + 3];
            s4 += (double) a[i + 4] * b[i + 4];
            s5 += (double) a[i + 5] * b[i + 5];
            s6 += (double) a[i + 6] * b[i + 6];
            s7 += (double) a[i + 7] * b[i + 7];
        }
        double[] sums = {s0, s1, s2, s3, s4, s5, s6, s7};
        for (int lane = 0; i < a.length; i++, lane++) {
            sums[lane] += (double) a[i] * b[i];
        }
        return total(sums);
    }

    private static double square(double value) {
        return value * value;
    }

    private static double total(double[] s) {
        return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
    }
}
