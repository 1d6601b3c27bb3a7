package dev.vicino.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The widest registers of the machine, one vector in each lane, four registers side by side.
final class SimdColumnKernels implements ColumnKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final long ALL_LANES = -1L >>> (Long.SIZE - LANES);

    @Override
    public void squaredEuclidean(float[] query, float[][] columns, int from, int count, float[] sums) {
        for (int at = 0; at < count; at += 4 * LANES) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = 0; i < query.length; i++) {
                float[] column = columns[i];
                FloatVector q = FloatVector.broadcast(SPECIES, query[i]);
                FloatVector d0 = q.sub(at(column, from + at));
                FloatVector d1 = q.sub(at(column, from + at + LANES));
                FloatVector d2 = q.sub(at(column, from + at + 2 * LANES));
                FloatVector d3 = q.sub(at(column, from + at + 3 * LANES));
                s0 = d0.fma(d0, s0);
                s1 = d1.fma(d1, s1);
                s2 = d2.fma(d2, s2);
                s3 = d3.fma(d3, s3);
            }
            put(sums, at, s0, s1, s2, s3);
        }
    }

    @Override
    public void manhattan(float[] query, float[][] columns, int from, int count, float[] sums) {
        for (int at = 0; at < count; at += 4 * LANES) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = 0; i < query.length; i++) {
                float[] column = columns[i];
                FloatVector q = FloatVector.broadcast(SPECIES, query[i]);
                s0 = s0.add(q.sub(at(column, from + at)).abs());
                s1 = s1.add(q.sub(at(column, from + at + LANES)).abs());
                s2 = s2.add(q.sub(at(column, from + at + 2 * LANES)).abs());
                s3 = s3.add(q.sub(at(column, from + at + 3 * LANES)).abs());
            }
            put(sums, at, s0, s1, s2, s3);
        }
    }

    @Override
    public void negatedDot(float[] query, float[][] columns, int from, int count, float[] sums) {
        for (int at = 0; at < count; at += 4 * LANES) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = 0; i < query.length; i++) {
                float[] column = columns[i];
                FloatVector q = FloatVector.broadcast(SPECIES, -query[i]);
                s0 = q.fma(at(column, from + at), s0);
                s1 = q.fma(at(column, from + at + LANES), s1);
                s2 = q.fma(at(column, from + at + 2 * LANES), s2);
                s3 = q.fma(at(column, from + at + 3 * LANES), s3);
            }
            put(sums, at, s0, s1, s2, s3);
        }
    }

    @Override
    public int notAbove(float limit, float[] sums, int from, int count, int[] numbers) {
        int found = 0;
        for (int at = 0; at < count; at += LANES) {
            long above = at(sums, from + at).compare(VectorOperators.GT, limit).toLong();
            for (long rest = ~above & ALL_LANES; rest != 0; rest &= rest - 1) {
                int number = at + Long.numberOfTrailingZeros(rest);
                if (number < count) {
                    numbers[found++] = number;
                }
            }
        }
        return found;
    }

    private static FloatVector at(float[] array, int index) {
        return FloatVector.fromArray(SPECIES, array, index);
    }

    private static void put(float[] sums, int at, FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
        s0.intoArray(sums, at);
        s1.intoArray(sums, at + LANES);
        s2.intoArray(sums, at + 2 * LANES);
        s3.intoArray(sums, at + 3 * LANES);
    }
}
