package dev.vicino.exact;

import java.util.Arrays;

/// Plain Java. Four sums side by side, because a single one would wait for its own last addition.
final class ScalarKernels implements Kernels {
    @Override
    public float squaredEuclidean(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (int end = a.length - 3; i < end; i += 4) {
            float d0 = a[i] - b[i];
            float d1 = a[i + 1] - b[i + 1];
            float d2 = a[i + 2] - b[i + 2];
            float d3 = a[i + 3] - b[i + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; i < a.length; i++) {
            float d = a[i] - b[i];
            s0 += d * d;
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public float manhattan(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (int end = a.length - 3; i < end; i += 4) {
            s0 += Math.abs(a[i] - b[i]);
            s1 += Math.abs(a[i + 1] - b[i + 1]);
            s2 += Math.abs(a[i + 2] - b[i + 2]);
            s3 += Math.abs(a[i + 3] - b[i + 3]);
        }
        for (; i < a.length; i++) {
            s0 += Math.abs(a[i] - b[i]);
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (int end = a.length - 3; i < end; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void dots(float[] query, int[] room, byte[] columns, float[] products) {
        Arrays.fill(products, 0);
        for (int i = 0; i < query.length; i++) {
            if (query[i] != 0) {
                addScaled(products, columns, i * products.length, query[i]);
            }
        }
    }

    private static void addScaled(float[] products, byte[] columns, int from, float scale) {
        for (int p = 0; p < products.length; p++) {
            products[p] += scale * columns[from + p];
        }
    }

    @Override
    public void squaredEuclidean(int[] query, CodeRows codes, int[] numbers, int count, float[] sums) {
        for (int n = 0; n < count; n++) {
            int at = codes.at(numbers[n]);
            int sum = 0;
            for (int i = 0; i < query.length; i++) {
                int d = query[i] - codes.bytes()[at + i];
                sum += d * d;
            }
            sums[n] = sum;
        }
    }

    @Override
    public void dot(int[] query, CodeRows codes, int[] numbers, int count, float[] sums) {
        for (int n = 0; n < count; n++) {
            int at = codes.at(numbers[n]);
            int sum = 0;
            for (int i = 0; i < query.length; i++) {
                sum += query[i] * codes.bytes()[at + i];
            }
            sums[n] = sum;
        }
    }
}
