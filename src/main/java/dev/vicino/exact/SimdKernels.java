package dev.vicino.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The widest registers of the machine, four sums side by side to hide the latency of a fused multiply-add.
final class SimdKernels implements Kernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public float squaredEuclidean(float[] a, float[] b) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (int end = a.length - 4 * LANES; i <= end; i += 4 * LANES) {
            FloatVector d0 = difference(a, b, i);
            FloatVector d1 = difference(a, b, i + LANES);
            FloatVector d2 = difference(a, b, i + 2 * LANES);
            FloatVector d3 = difference(a, b, i + 3 * LANES);
            s0 = d0.fma(d0, s0);
            s1 = d1.fma(d1, s1);
            s2 = d2.fma(d2, s2);
            s3 = d3.fma(d3, s3);
        }
        for (int end = a.length - LANES; i <= end; i += LANES) {
            FloatVector d = difference(a, b, i);
            s0 = d.fma(d, s0);
        }
        float sum = sum(s0, s1, s2, s3);
        for (; i < a.length; i++) {
            float d = a[i] - b[i];
            sum += d * d;
        }
        return sum;
    }

    @Override
    public float manhattan(float[] a, float[] b) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (int end = a.length - 4 * LANES; i <= end; i += 4 * LANES) {
            s0 = s0.add(difference(a, b, i).abs());
            s1 = s1.add(difference(a, b, i + LANES).abs());
            s2 = s2.add(difference(a, b, i + 2 * LANES).abs());
            s3 = s3.add(difference(a, b, i + 3 * LANES).abs());
        }
        for (int end = a.length - LANES; i <= end; i += LANES) {
            s0 = s0.add(difference(a, b, i).abs());
        }
        float sum = sum(s0, s1, s2, s3);
        for (; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    @Override
    public float dot(float[] a, float[] b) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (int end = a.length - 4 * LANES; i <= end; i += 4 * LANES) {
            s0 = at(a, i).fma(at(b, i), s0);
            s1 = at(a, i + LANES).fma(at(b, i + LANES), s1);
            s2 = at(a, i + 2 * LANES).fma(at(b, i + 2 * LANES), s2);
            s3 = at(a, i + 3 * LANES).fma(at(b, i + 3 * LANES), s3);
        }
        for (int end = a.length - LANES; i <= end; i += LANES) {
            s0 = at(a, i).fma(at(b, i), s0);
        }
        float sum = sum(s0, s1, s2, s3);
        for (; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static FloatVector at(float[] array, int index) {
        return FloatVector.fromArray(SPECIES, array, index);
    }

    private static FloatVector difference(float[] a, float[] b, int index) {
        return at(a, index).sub(at(b, index));
    }

    private static float sum(FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
        return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    }
}
