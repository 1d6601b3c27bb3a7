package dev.vicino.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// For sixteen registers: eight sums, four queries by two registers of rows; the queries come in two halves. Three
/// registers of rows would fit, too, were they not kept beside the spread numbers of several queries, for which there
/// is no register then: a third slower.
final class SimdNarrowTileKernels extends SimdTileKernels {
    @Override
    public int rows() {
        return 2 * LANES;
    }

    @Override
    public void dot(float[] queries, float[] panel, int from, int dimension, float[] tile) {
        dotOfHalf(queries, 0, panel, from, dimension, tile);
        dotOfHalf(queries, QUERIES / 2, panel, from, dimension, tile);
    }

    private static void dotOfHalf(float[] queries, int first, float[] panel, int from, int dimension, float[] tile) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = a0;
        FloatVector a1 = a0;
        FloatVector b1 = a0;
        FloatVector a2 = a0;
        FloatVector b2 = a0;
        FloatVector a3 = a0;
        FloatVector b3 = a0;
        for (int i = 0, at = from, q = first; i < dimension; i++, at += 2 * LANES, q += QUERIES) {
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
    public void manhattan(float[] queries, float[] panel, int from, int dimension, float[] tile) {
        manhattanOfHalf(queries, 0, panel, from, dimension, tile);
        manhattanOfHalf(queries, QUERIES / 2, panel, from, dimension, tile);
    }

    private static void manhattanOfHalf(
            float[] queries, int first, float[] panel, int from, int dimension, float[] tile) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = a0;
        FloatVector a1 = a0;
        FloatVector b1 = a0;
        FloatVector a2 = a0;
        FloatVector b2 = a0;
        FloatVector a3 = a0;
        FloatVector b3 = a0;
        for (int i = 0, at = from, q = first; i < dimension; i++, at += 2 * LANES, q += QUERIES) {
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
