package dev.vicino.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// What the SIMD forms of the tile kernels have in common: how rows come into a panel. The sums are written out in the
/// two forms below, for the compiler keeps only named sums in registers, and these as well only as long as they pass
/// through no method of ours: stored by one, and depending on what else the process had compared before, they were
/// objects, and L1 took seven times as long.
///
/// Under L1, differences are multiply-adds: they and the sums are then computed side by side, in different units.
abstract sealed class SimdTileKernels implements TileKernels permits SimdWideTileKernels, SimdNarrowTileKernels {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    static final FloatVector MINUS_ONE = FloatVector.broadcast(SPECIES, -1);

    /// Components that are interleaved at a time, so that where they go to stays in the first cache.
    private static final int INTERLEAVED_AT_ONCE = 32;

    private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
    private static final VectorShuffle<Float> TWICE_01 = VectorShuffle.fromValues(FOUR, 0, 0, 1, 1);
    private static final VectorShuffle<Float> TWICE_23 = VectorShuffle.fromValues(FOUR, 2, 2, 3, 3);
    private static final VectorShuffle<Float> LOWER_PAIR = VectorShuffle.fromValues(FOUR, 0, 1, 0, 1);
    private static final VectorShuffle<Float> UPPER_PAIR = VectorShuffle.fromValues(FOUR, 2, 3, 2, 3);
    private static final VectorMask<Float> ODD = VectorMask.fromValues(FOUR, false, true, false, true);
    private static final VectorMask<Float> UPPER = VectorMask.fromValues(FOUR, false, false, true, true);

    /// The form for this machine: one that has more than eight lanes has 32 registers, others may have sixteen.
    static SimdTileKernels forThisMachine() {
        return LANES > 8 ? new SimdWideTileKernels() : new SimdNarrowTileKernels();
    }

    @Override
    public void interleave(float[] rows, int count, int dimension, float[] factors, float[] panel, int from) {
        for (int start = 0; start < dimension; start += INTERLEAVED_AT_ONCE) {
            int end = Math.min(start + INTERLEAVED_AT_ONCE, dimension);
            for (int r = 0; r < count; r += 4) {
                interleaveFour(rows, r, dimension, start, end, factors, panel, from);
            }
        }
    }

    /// Four components of four rows are a square, which is turned over in registers: with (a₀ a₁ a₂ a₃) and so on as
    /// the rows, first into (a₀ b₀ a₁ b₁), (a₂ b₂ a₃ b₃) and the same of c and d, then into (a₀ b₀ c₀ d₀) to
    /// (a₃ b₃ c₃ d₃).
    private void interleaveFour(
            float[] rows, int row, int dimension, int start, int end, float[] factors, float[] panel, int from) {
        int a = row * dimension;
        int b = a + dimension;
        int c = b + dimension;
        int d = c + dimension;
        int stride = rows();
        int at = from + start * stride + row;
        int i = start;
        for (; i <= end - 4; i += 4, at += 4 * stride) {
            FloatVector as = FloatVector.fromArray(FOUR, rows, a + i).mul(factors[row]);
            FloatVector bs = FloatVector.fromArray(FOUR, rows, b + i).mul(factors[row + 1]);
            FloatVector cs = FloatVector.fromArray(FOUR, rows, c + i).mul(factors[row + 2]);
            FloatVector ds = FloatVector.fromArray(FOUR, rows, d + i).mul(factors[row + 3]);
            FloatVector ab01 = as.rearrange(TWICE_01).blend(bs.rearrange(TWICE_01), ODD);
            FloatVector ab23 = as.rearrange(TWICE_23).blend(bs.rearrange(TWICE_23), ODD);
            FloatVector cd01 = cs.rearrange(TWICE_01).blend(ds.rearrange(TWICE_01), ODD);
            FloatVector cd23 = cs.rearrange(TWICE_23).blend(ds.rearrange(TWICE_23), ODD);
            ab01.blend(cd01.rearrange(LOWER_PAIR), UPPER).intoArray(panel, at);
            ab01.rearrange(UPPER_PAIR).blend(cd01, UPPER).intoArray(panel, at + stride);
            ab23.blend(cd23.rearrange(LOWER_PAIR), UPPER).intoArray(panel, at + 2 * stride);
            ab23.rearrange(UPPER_PAIR).blend(cd23, UPPER).intoArray(panel, at + 3 * stride);
        }
        for (; i < end; i++, at += stride) {
            panel[at] = rows[a + i] * factors[row];
            panel[at + 1] = rows[b + i] * factors[row + 1];
            panel[at + 2] = rows[c + i] * factors[row + 2];
            panel[at + 3] = rows[d + i] * factors[row + 3];
        }
    }
}
