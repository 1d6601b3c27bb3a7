package dev.vicino.exact;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The widest registers of the machine, one vector in each lane, column after column. The sums stay in the first
/// cache.
final class SimdColumnKernels implements ColumnKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final long ALL_LANES = -1L >>> (Long.SIZE - LANES);

    @Override
    public void squaredEuclidean(float[] query, float[][] columns, int from, int count, float[] sums) {
        Arrays.fill(sums, 0, roundedUp(count), 0);
        for (int i = 0; i < query.length; i++) {
            FloatVector q = FloatVector.broadcast(SPECIES, query[i]);
            float[] column = columns[i];
            for (int at = 0; at < count; at += LANES) {
                FloatVector difference = q.sub(at(column, from + at));
                difference.fma(difference, at(sums, at)).intoArray(sums, at);
            }
        }
    }

    @Override
    public void manhattan(float[] query, float[][] columns, int from, int count, float[] sums) {
        Arrays.fill(sums, 0, roundedUp(count), 0);
        for (int i = 0; i < query.length; i++) {
            FloatVector q = FloatVector.broadcast(SPECIES, query[i]);
            float[] column = columns[i];
            for (int at = 0; at < count; at += LANES) {
                FloatVector difference = q.sub(at(column, from + at));
                at(sums, at).add(difference.abs()).intoArray(sums, at);
            }
        }
    }

    @Override
    public void negatedDot(float[] query, float[][] columns, int from, int count, float[] sums) {
        Arrays.fill(sums, 0, roundedUp(count), 0);
        for (int i = 0; i < query.length; i++) {
            FloatVector q = FloatVector.broadcast(SPECIES, -query[i]);
            float[] column = columns[i];
            for (int at = 0; at < count; at += LANES) {
                q.fma(at(column, from + at), at(sums, at)).intoArray(sums, at);
            }
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

    private static int roundedUp(int count) {
        return (count + AT_ONCE - 1) / AT_ONCE * AT_ONCE;
    }
}
