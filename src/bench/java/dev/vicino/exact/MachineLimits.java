package dev.vicino.exact;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// What the machine can do at best at this moment: multiply-adds in registers, and reading of memory.
final class MachineLimits {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int SUMS = 10;
    private static final int STEPS = 200_000;
    private static final int REPEATS = 1_000;

    private MachineLimits() {}

    /// Floating-point operations that [#multiplyAdd] does.
    static double multiplyAddOperations() {
        return 2.0 * STEPS * REPEATS * SUMS * LANES;
    }

    /// Ten independent chains of fused multiply-adds: more than hide one another's latency. In short calls, so that
    /// the optimising compiler has had its turn after the first few.
    static float multiplyAdd() {
        float sum = 0;
        for (int i = 0; i < REPEATS; i++) {
            sum += multiplyAddChains();
        }
        return sum;
    }

    private static float multiplyAddChains() {
        FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector step = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector s0 = factor;
        FloatVector s1 = factor;
        FloatVector s2 = factor;
        FloatVector s3 = factor;
        FloatVector s4 = factor;
        FloatVector s5 = factor;
        FloatVector s6 = factor;
        FloatVector s7 = factor;
        FloatVector s8 = factor;
        FloatVector s9 = factor;
        for (int i = 0; i < STEPS; i++) {
            s0 = s0.fma(factor, step);
            s1 = s1.fma(factor, step);
            s2 = s2.fma(factor, step);
            s3 = s3.fma(factor, step);
            s4 = s4.fma(factor, step);
            s5 = s5.fma(factor, step);
            s6 = s6.fma(factor, step);
            s7 = s7.fma(factor, step);
            s8 = s8.fma(factor, step);
            s9 = s9.fma(factor, step);
        }
        FloatVector sum = s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7).add(s8).add(s9);
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /// The sum of all floats of an array, 12 KB at a call.
    static float read(float[] floats) {
        int stretch = 3072;
        return (float) IntStream.range(0, floats.length / stretch)
                .mapToDouble(i -> read(floats, i * stretch, (i + 1) * stretch))
                .sum();
    }

    private static float read(float[] floats, int from, int to) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int i = from; i < to; i += 4 * LANES) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, floats, i));
            s1 = s1.add(FloatVector.fromArray(SPECIES, floats, i + LANES));
            s2 = s2.add(FloatVector.fromArray(SPECIES, floats, i + 2 * LANES));
            s3 = s3.add(FloatVector.fromArray(SPECIES, floats, i + 3 * LANES));
        }
        return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    }
}
