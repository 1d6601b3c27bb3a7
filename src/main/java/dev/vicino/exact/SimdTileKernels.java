package dev.vicino.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The widest registers of the machine: sixteen sums, eight queries by two registers of rows, stay in registers from
/// the first component to the last.
///
/// Each step loads two registers of rows and spreads eight numbers of queries, for sixteen multiply-adds: the loads
/// hide behind the arithmetic on machines with two loads and two multiply-adds a cycle, and sixteen independent sums
/// are twice what hides a multiply-add's latency there. The code is written out because the compiler keeps only named
/// sums in registers, and these as well only as long as they pass through no method of ours: stored by one, and
/// depending on what else the process had compared before, they were objects, and L1 took seven times as long.
///
/// Under L1, differences are multiply-adds: they and the sums are then computed side by side, in different units.
///
/// Where registers are no wider than eight lanes there are sixteen of them, too few for sixteen sums: there, the
/// queries come in two halves.
final class SimdTileKernels implements TileKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final boolean SIXTEEN_SUMS_FIT = LANES > 8;

    /// Components that are interleaved at a time, so that where they go to stays in the first cache.
    private static final int INTERLEAVED_AT_ONCE = 32;

    private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
    private static final VectorShuffle<Float> TWICE_01 = VectorShuffle.fromValues(FOUR, 0, 0, 1, 1);
    private static final VectorShuffle<Float> TWICE_23 = VectorShuffle.fromValues(FOUR, 2, 2, 3, 3);
    private static final VectorShuffle<Float> LOWER_PAIR = VectorShuffle.fromValues(FOUR, 0, 1, 0, 1);
    private static final VectorShuffle<Float> UPPER_PAIR = VectorShuffle.fromValues(FOUR, 2, 3, 2, 3);
    private static final VectorMask<Float> ODD = VectorMask.fromValues(FOUR, false, true, false, true);
    private static final VectorMask<Float> UPPER = VectorMask.fromValues(FOUR, false, false, true, true);

    private static final FloatVector MINUS_ONE = FloatVector.broadcast(SPECIES, -1);

    @Override
    public int rows() {
        return 2 * LANES;
    }

    @Override
    public void interleave(float[] rows, int count, int dimension, float[] factors, float[] panel) {
        for (int start = 0; start < dimension; start += INTERLEAVED_AT_ONCE) {
            int end = Math.min(start + INTERLEAVED_AT_ONCE, dimension);
            for (int r = 0; r < count; r += 4) {
                interleaveFour(rows, r, dimension, start, end, factors, panel);
            }
        }
    }

    /// Four components of four rows are a square, which is turned over in registers: with (a₀ a₁ a₂ a₃) and so on as
    /// the rows, first into (a₀ b₀ a₁ b₁), (a₂ b₂ a₃ b₃) and the same of c and d, then into (a₀ b₀ c₀ d₀) to
    /// (a₃ b₃ c₃ d₃).
    private static void interleaveFour(
            float[] rows, int row, int dimension, int start, int end, float[] factors, float[] panel) {
        int stride = 2 * LANES;
        int a = row * dimension;
        int b = a + dimension;
        int c = b + dimension;
        int d = c + dimension;
        int at = start * stride + row;
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

    @Override
    public void dot(float[] queries, float[] panel, int dimension, float[] tile) {
        if (SIXTEEN_SUMS_FIT) {
            dotOfAll(queries, panel, dimension, tile);
        } else {
            dotOfHalf(queries, 0, panel, dimension, tile);
            dotOfHalf(queries, QUERIES / 2, panel, dimension, tile);
        }
    }

    private static void dotOfAll(float[] queries, float[] panel, int dimension, float[] tile) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = a0;
        FloatVector a1 = a0;
        FloatVector b1 = a0;
        FloatVector a2 = a0;
        FloatVector b2 = a0;
        FloatVector a3 = a0;
        FloatVector b3 = a0;
        FloatVector a4 = a0;
        FloatVector b4 = a0;
        FloatVector a5 = a0;
        FloatVector b5 = a0;
        FloatVector a6 = a0;
        FloatVector b6 = a0;
        FloatVector a7 = a0;
        FloatVector b7 = a0;
        for (int i = 0, at = 0, q = 0; i < dimension; i++, at += 2 * LANES, q += QUERIES) {
            FloatVector a = FloatVector.fromArray(SPECIES, panel, at);
            FloatVector b = FloatVector.fromArray(SPECIES, panel, at + LANES);
            FloatVector q0 = FloatVector.broadcast(SPECIES, queries[q]);
            a0 = q0.fma(a, a0);
            b0 = q0.fma(b, b0);
            FloatVector q1 = FloatVector.broadcast(SPECIES, queries[q + 1]);
            a1 = q1.fma(a, a1);
            b1 = q1.fma(b, b1);
            FloatVector q2 = FloatVector.broadcast(SPECIES, queries[q + 2]);
            a2 = q2.fma(a, a2);
            b2 = q2.fma(b, b2);
            FloatVector q3 = FloatVector.broadcast(SPECIES, queries[q + 3]);
            a3 = q3.fma(a, a3);
            b3 = q3.fma(b, b3);
            FloatVector q4 = FloatVector.broadcast(SPECIES, queries[q + 4]);
            a4 = q4.fma(a, a4);
            b4 = q4.fma(b, b4);
            FloatVector q5 = FloatVector.broadcast(SPECIES, queries[q + 5]);
            a5 = q5.fma(a, a5);
            b5 = q5.fma(b, b5);
            FloatVector q6 = FloatVector.broadcast(SPECIES, queries[q + 6]);
            a6 = q6.fma(a, a6);
            b6 = q6.fma(b, b6);
            FloatVector q7 = FloatVector.broadcast(SPECIES, queries[q + 7]);
            a7 = q7.fma(a, a7);
            b7 = q7.fma(b, b7);
        }
        a0.intoArray(tile, 0);
        b0.intoArray(tile, LANES);
        a1.intoArray(tile, 2 * LANES);
        b1.intoArray(tile, 3 * LANES);
        a2.intoArray(tile, 4 * LANES);
        b2.intoArray(tile, 5 * LANES);
        a3.intoArray(tile, 6 * LANES);
        b3.intoArray(tile, 7 * LANES);
        a4.intoArray(tile, 8 * LANES);
        b4.intoArray(tile, 9 * LANES);
        a5.intoArray(tile, 10 * LANES);
        b5.intoArray(tile, 11 * LANES);
        a6.intoArray(tile, 12 * LANES);
        b6.intoArray(tile, 13 * LANES);
        a7.intoArray(tile, 14 * LANES);
        b7.intoArray(tile, 15 * LANES);
    }

    private static void dotOfHalf(float[] queries, int first, float[] panel, int dimension, float[] tile) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = a0;
        FloatVector a1 = a0;
        FloatVector b1 = a0;
        FloatVector a2 = a0;
        FloatVector b2 = a0;
        FloatVector a3 = a0;
        FloatVector b3 = a0;
        for (int i = 0, at = 0, q = first; i < dimension; i++, at += 2 * LANES, q += QUERIES) {
            FloatVector a = FloatVector.fromArray(SPECIES, panel, at);
            FloatVector b = FloatVector.fromArray(SPECIES, panel, at + LANES);
            FloatVector q0 = FloatVector.broadcast(SPECIES, queries[q]);
            a0 = q0.fma(a, a0);
            b0 = q0.fma(b, b0);
            FloatVector q1 = FloatVector.broadcast(SPECIES, queries[q + 1]);
            a1 = q1.fma(a, a1);
            b1 = q1.fma(b, b1);
            FloatVector q2 = FloatVector.broadcast(SPECIES, queries[q + 2]);
            a2 = q2.fma(a, a2);
            b2 = q2.fma(b, b2);
            FloatVector q3 = FloatVector.broadcast(SPECIES, queries[q + 3]);
            a3 = q3.fma(a, a3);
            b3 = q3.fma(b, b3);
        }
        a0.intoArray(tile, 2 * first * LANES);
        b0.intoArray(tile, (2 * first + 1) * LANES);
        a1.intoArray(tile, (2 * first + 2) * LANES);
        b1.intoArray(tile, (2 * first + 3) * LANES);
        a2.intoArray(tile, (2 * first + 4) * LANES);
        b2.intoArray(tile, (2 * first + 5) * LANES);
        a3.intoArray(tile, (2 * first + 6) * LANES);
        b3.intoArray(tile, (2 * first + 7) * LANES);
    }

    @Override
    public void manhattan(float[] queries, float[] panel, int dimension, float[] tile) {
        manhattanOfHalf(queries, 0, panel, dimension, tile);
        manhattanOfHalf(queries, QUERIES / 2, panel, dimension, tile);
    }

    /// Four queries only: with three operations where the dot product has one, eight of them would be more than the
    /// compiler inlines.
    private static void manhattanOfHalf(float[] queries, int first, float[] panel, int dimension, float[] tile) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = a0;
        FloatVector a1 = a0;
        FloatVector b1 = a0;
        FloatVector a2 = a0;
        FloatVector b2 = a0;
        FloatVector a3 = a0;
        FloatVector b3 = a0;
        for (int i = 0, at = 0, q = first; i < dimension; i++, at += 2 * LANES, q += QUERIES) {
            FloatVector a = FloatVector.fromArray(SPECIES, panel, at);
            FloatVector b = FloatVector.fromArray(SPECIES, panel, at + LANES);
            FloatVector q0 = FloatVector.broadcast(SPECIES, queries[q]);
            a0 = a.fma(MINUS_ONE, q0).abs().add(a0);
            b0 = b.fma(MINUS_ONE, q0).abs().add(b0);
            FloatVector q1 = FloatVector.broadcast(SPECIES, queries[q + 1]);
            a1 = a.fma(MINUS_ONE, q1).abs().add(a1);
            b1 = b.fma(MINUS_ONE, q1).abs().add(b1);
            FloatVector q2 = FloatVector.broadcast(SPECIES, queries[q + 2]);
            a2 = a.fma(MINUS_ONE, q2).abs().add(a2);
            b2 = b.fma(MINUS_ONE, q2).abs().add(b2);
            FloatVector q3 = FloatVector.broadcast(SPECIES, queries[q + 3]);
            a3 = a.fma(MINUS_ONE, q3).abs().add(a3);
            b3 = b.fma(MINUS_ONE, q3).abs().add(b3);
        }
        a0.intoArray(tile, 2 * first * LANES);
        b0.intoArray(tile, (2 * first + 1) * LANES);
        a1.intoArray(tile, (2 * first + 2) * LANES);
        b1.intoArray(tile, (2 * first + 3) * LANES);
        a2.intoArray(tile, (2 * first + 4) * LANES);
        b2.intoArray(tile, (2 * first + 5) * LANES);
        a3.intoArray(tile, (2 * first + 6) * LANES);
        b3.intoArray(tile, (2 * first + 7) * LANES);
    }

    @Override
    public int passing(float[] limits, float[] tile) {
        int passing = 0;
        for (int q = 0; q < QUERIES; q++) {
            FloatVector a = FloatVector.fromArray(SPECIES, tile, q * 2 * LANES);
            FloatVector b = FloatVector.fromArray(SPECIES, tile, q * 2 * LANES + LANES);
            VectorMask<Float> above =
                    a.compare(VectorOperators.GT, limits[q]).and(b.compare(VectorOperators.GT, limits[q]));
            passing |= above.allTrue() ? 0 : 1 << q;
        }
        return passing;
    }
}
