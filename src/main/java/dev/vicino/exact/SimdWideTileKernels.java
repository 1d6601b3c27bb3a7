package dev.vicino.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// For 32 registers: 24 sums, eight queries by three registers of rows, stay in registers from the first component to
/// the last.
///
/// Each step loads three registers of rows and spreads eight numbers of queries, for 24 multiply-adds: the loads hide
/// behind the arithmetic on machines with two loads and two multiply-adds a cycle, even where a load crosses the border
/// of two lines of the cache and counts twice. With two registers of rows, 16 sums, an Intel Xeon did a tenth less.
final class SimdWideTileKernels extends SimdTileKernels {
    @Override
    public int rows() {
        return 3 * LANES;
    }

    @Override
    public void dot(float[] queries, float[] panel, int from, int dimension, float[] tile) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = a0;
        FloatVector c0 = a0;
        FloatVector a1 = a0;
        FloatVector b1 = a0;
        FloatVector c1 = a0;
        FloatVector a2 = a0;
        FloatVector b2 = a0;
        FloatVector c2 = a0;
        FloatVector a3 = a0;
        FloatVector b3 = a0;
        FloatVector c3 = a0;
        FloatVector a4 = a0;
        FloatVector b4 = a0;
        FloatVector c4 = a0;
        FloatVector a5 = a0;
        FloatVector b5 = a0;
        FloatVector c5 = a0;
        FloatVector a6 = a0;
        FloatVector b6 = a0;
        FloatVector c6 = a0;
        FloatVector a7 = a0;
        FloatVector b7 = a0;
        FloatVector c7 = a0;
        for (int i = 0, at = from, q = 0; i < dimension; i++, at += 3 * LANES, q += QUERIES) {
            FloatVector a = FloatVector.fromArray(SPECIES, panel, at);
            FloatVector b = FloatVector.fromArray(SPECIES, panel, at + LANES);
            FloatVector c = FloatVector.fromArray(SPECIES, panel, at + 2 * LANES);
            FloatVector q0 = FloatVector.broadcast(SPECIES, queries[q]);
            a0 = q0.fma(a, a0);
            b0 = q0.fma(b, b0);
            c0 = q0.fma(c, c0);
            FloatVector q1 = FloatVector.broadcast(SPECIES, queries[q + 1]);
            a1 = q1.fma(a, a1);
            b1 = q1.fma(b, b1);
            c1 = q1.fma(c, c1);
            FloatVector q2 = FloatVector.broadcast(SPECIES, queries[q + 2]);
            a2 = q2.fma(a, a2);
            b2 = q2.fma(b, b2);
            c2 = q2.fma(c, c2);
            FloatVector q3 = FloatVector.broadcast(SPECIES, queries[q + 3]);
            a3 = q3.fma(a, a3);
            b3 = q3.fma(b, b3);
            c3 = q3.fma(c, c3);
            FloatVector q4 = FloatVector.broadcast(SPECIES, queries[q + 4]);
            a4 = q4.fma(a, a4);
            b4 = q4.fma(b, b4);
            c4 = q4.fma(c, c4);
            FloatVector q5 = FloatVector.broadcast(SPECIES, queries[q + 5]);
            a5 = q5.fma(a, a5);
            b5 = q5.fma(b, b5);
            c5 = q5.fma(c, c5);
            FloatVector q6 = FloatVector.broadcast(SPECIES, queries[q + 6]);
            a6 = q6.fma(a, a6);
            b6 = q6.fma(b, b6);
            c6 = q6.fma(c, c6);
            FloatVector q7 = FloatVector.broadcast(SPECIES, queries[q + 7]);
            a7 = q7.fma(a, a7);
            b7 = q7.fma(b, b7);
            c7 = q7.fma(c, c7);
        }
        a0.intoArray(tile, 0);
        b0.intoArray(tile, LANES);
        c0.intoArray(tile, 2 * LANES);
        a1.intoArray(tile, 3 * LANES);
        b1.intoArray(tile, 4 * LANES);
        c1.intoArray(tile, 5 * LANES);
        a2.intoArray(tile, 6 * LANES);
        b2.intoArray(tile, 7 * LANES);
        c2.intoArray(tile, 8 * LANES);
        a3.intoArray(tile, 9 * LANES);
        b3.intoArray(tile, 10 * LANES);
        c3.intoArray(tile, 11 * LANES);
        a4.intoArray(tile, 12 * LANES);
        b4.intoArray(tile, 13 * LANES);
        c4.intoArray(tile, 14 * LANES);
        a5.intoArray(tile, 15 * LANES);
        b5.intoArray(tile, 16 * LANES);
        c5.intoArray(tile, 17 * LANES);
        a6.intoArray(tile, 18 * LANES);
        b6.intoArray(tile, 19 * LANES);
        c6.intoArray(tile, 20 * LANES);
        a7.intoArray(tile, 21 * LANES);
        b7.intoArray(tile, 22 * LANES);
        c7.intoArray(tile, 23 * LANES);
    }

    @Override
    public void manhattan(float[] queries, float[] panel, int from, int dimension, float[] tile) {
        manhattanOfHalf(queries, 0, panel, from, dimension, tile);
        manhattanOfHalf(queries, QUERIES / 2, panel, from, dimension, tile);
    }

    /// Four queries only: with three operations where the dot product has one, eight of them would be more than the
    /// compiler inlines.
    private static void manhattanOfHalf(
            float[] queries, int first, float[] panel, int from, int dimension, float[] tile) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = a0;
        FloatVector c0 = a0;
        FloatVector a1 = a0;
        FloatVector b1 = a0;
        FloatVector c1 = a0;
        FloatVector a2 = a0;
        FloatVector b2 = a0;
        FloatVector c2 = a0;
        FloatVector a3 = a0;
        FloatVector b3 = a0;
        FloatVector c3 = a0;
        for (int i = 0, at = from, q = first; i < dimension; i++, at += 3 * LANES, q += QUERIES) {
            FloatVector a = FloatVector.fromArray(SPECIES, panel, at);
            FloatVector b = FloatVector.fromArray(SPECIES, panel, at + LANES);
            FloatVector c = FloatVector.fromArray(SPECIES, panel, at + 2 * LANES);
            FloatVector q0 = FloatVector.broadcast(SPECIES, queries[q]);
            a0 = a.fma(MINUS_ONE, q0).abs().add(a0);
            b0 = b.fma(MINUS_ONE, q0).abs().add(b0);
            c0 = c.fma(MINUS_ONE, q0).abs().add(c0);
            FloatVector q1 = FloatVector.broadcast(SPECIES, queries[q + 1]);
            a1 = a.fma(MINUS_ONE, q1).abs().add(a1);
            b1 = b.fma(MINUS_ONE, q1).abs().add(b1);
            c1 = c.fma(MINUS_ONE, q1).abs().add(c1);
            FloatVector q2 = FloatVector.broadcast(SPECIES, queries[q + 2]);
            a2 = a.fma(MINUS_ONE, q2).abs().add(a2);
            b2 = b.fma(MINUS_ONE, q2).abs().add(b2);
            c2 = c.fma(MINUS_ONE, q2).abs().add(c2);
            FloatVector q3 = FloatVector.broadcast(SPECIES, queries[q + 3]);
            a3 = a.fma(MINUS_ONE, q3).abs().add(a3);
            b3 = b.fma(MINUS_ONE, q3).abs().add(b3);
            c3 = c.fma(MINUS_ONE, q3).abs().add(c3);
        }
        a0.intoArray(tile, 3 * first * LANES);
        b0.intoArray(tile, (3 * first + 1) * LANES);
        c0.intoArray(tile, (3 * first + 2) * LANES);
        a1.intoArray(tile, (3 * first + 3) * LANES);
        b1.intoArray(tile, (3 * first + 4) * LANES);
        c1.intoArray(tile, (3 * first + 5) * LANES);
        a2.intoArray(tile, (3 * first + 6) * LANES);
        b2.intoArray(tile, (3 * first + 7) * LANES);
        c2.intoArray(tile, (3 * first + 8) * LANES);
        a3.intoArray(tile, (3 * first + 9) * LANES);
        b3.intoArray(tile, (3 * first + 10) * LANES);
        c3.intoArray(tile, (3 * first + 11) * LANES);
    }

    @Override
    public int passing(float[] limits, float[] tile) {
        int passing = 0;
        for (int q = 0; q < QUERIES; q++) {
            FloatVector a = FloatVector.fromArray(SPECIES, tile, q * 3 * LANES);
            FloatVector b = FloatVector.fromArray(SPECIES, tile, q * 3 * LANES + LANES);
            FloatVector c = FloatVector.fromArray(SPECIES, tile, q * 3 * LANES + 2 * LANES);
            VectorMask<Float> above = a.compare(VectorOperators.GT, limits[q])
                    .and(b.compare(VectorOperators.GT, limits[q]))
                    .and(c.compare(VectorOperators.GT, limits[q]));
            passing |= above.allTrue() ? 0 : 1 << q;
        }
        return passing;
    }
}
