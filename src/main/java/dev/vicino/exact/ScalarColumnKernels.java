package dev.vicino.exact;

import java.util.Arrays;

/// Plain Java, column by column.
final class ScalarColumnKernels implements ColumnKernels {
    @Override
    public void squaredEuclidean(float[] query, float[][] columns, int from, int count, float[] sums) {
        Arrays.fill(sums, 0, count, 0);
        for (int i = 0; i < query.length; i++) {
            float q = query[i];
            float[] column = columns[i];
            for (int at = 0; at < count; at++) {
                float difference = q - column[from + at];
                sums[at] += difference * difference;
            }
        }
    }

    @Override
    public void manhattan(float[] query, float[][] columns, int from, int count, float[] sums) {
        Arrays.fill(sums, 0, count, 0);
        for (int i = 0; i < query.length; i++) {
            float q = query[i];
            float[] column = columns[i];
            for (int at = 0; at < count; at++) {
                sums[at] += Math.abs(q - column[from + at]);
            }
        }
    }

    @Override
    public void negatedDot(float[] query, float[][] columns, int from, int count, float[] sums) {
        Arrays.fill(sums, 0, count, 0);
        for (int i = 0; i < query.length; i++) {
            float q = query[i];
            float[] column = columns[i];
            for (int at = 0; at < count; at++) {
                sums[at] -= q * column[from + at];
            }
        }
    }

    @Override
    public int notAbove(float limit, float[] sums, int from, int count, int[] numbers) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (!(sums[from + i] > limit)) {
                numbers[found++] = i;
            }
        }
        return found;
    }
}
