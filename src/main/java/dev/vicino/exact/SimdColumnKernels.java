package dev.vicino.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The widest registers of the machine, one vector in each lane, two columns at a time. The sums stay in the first
/// cache; of two dimensions they are written and never read again but to be compared.
final class SimdColumnKernels implements ColumnKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final long ALL_LANES = -1L >>> (Long.SIZE - LANES);

    @Override
    public void squaredEuclidean(float[] query, float[][] columns, int from, int count, float[] sums) {
        int next = query.length % 2;
        if (next == 1) {
            setSquaredEuclidean(query[0], columns[0], from, count, sums);
        } else {
            setSquaredEuclidean(query[0], query[1], columns[0], columns[1], from, count, sums);
            next = 2;
        }
        for (; next < query.length; next += 2) {
            addSquaredEuclidean(query[next], query[next + 1], columns[next], columns[next + 1], from, count, sums);
        }
    }

    private static void setSquaredEuclidean(float query, float[] column, int from, int count, float[] sums) {
        FloatVector q = FloatVector.broadcast(SPECIES, query);
        for (int at = 0; at < count; at += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, column, from + at);
            FloatVector d = q.sub(x);
            d.mul(d).intoArray(sums, at);
        }
    }

    private static void setSquaredEuclidean(
            float first, float second, float[] firsts, float[] seconds, int from, int count, float[] sums) {
        FloatVector p = FloatVector.broadcast(SPECIES, first);
        FloatVector q = FloatVector.broadcast(SPECIES, second);
        for (int at = 0; at < count; at += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, firsts, from + at);
            FloatVector y = FloatVector.fromArray(SPECIES, seconds, from + at);
            FloatVector d = p.sub(x);
            FloatVector e = q.sub(y);
            e.fma(e, d.mul(d)).intoArray(sums, at);
        }
    }

    private static void addSquaredEuclidean(
            float first, float second, float[] firsts, float[] seconds, int from, int count, float[] sums) {
        FloatVector p = FloatVector.broadcast(SPECIES, first);
        FloatVector q = FloatVector.broadcast(SPECIES, second);
        for (int at = 0; at < count; at += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, firsts, from + at);
            FloatVector y = FloatVector.fromArray(SPECIES, seconds, from + at);
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, at);
            FloatVector d = p.sub(x);
            FloatVector e = q.sub(y);
            e.fma(e, d.fma(d, sum)).intoArray(sums, at);
        }
    }

    @Override
    public void manhattan(float[] query, float[][] columns, int from, int count, float[] sums) {
        int next = query.length % 2;
        if (next == 1) {
            setManhattan(query[0], columns[0], from, count, sums);
        } else {
            setManhattan(query[0], query[1], columns[0], columns[1], from, count, sums);
            next = 2;
        }
        for (; next < query.length; next += 2) {
            addManhattan(query[next], query[next + 1], columns[next], columns[next + 1], from, count, sums);
        }
    }

    private static void setManhattan(float query, float[] column, int from, int count, float[] sums) {
        FloatVector q = FloatVector.broadcast(SPECIES, query);
        for (int at = 0; at < count; at += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, column, from + at);
            q.sub(x).abs().intoArray(sums, at);
        }
    }

    private static void setManhattan(
            float first, float second, float[] firsts, float[] seconds, int from, int count, float[] sums) {
        FloatVector p = FloatVector.broadcast(SPECIES, first);
        FloatVector q = FloatVector.broadcast(SPECIES, second);
        for (int at = 0; at < count; at += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, firsts, from + at);
            FloatVector y = FloatVector.fromArray(SPECIES, seconds, from + at);
            p.sub(x).abs().add(q.sub(y).abs()).intoArray(sums, at);
        }
    }

    private static void addManhattan(
            float first, float second, float[] firsts, float[] seconds, int from, int count, float[] sums) {
        FloatVector p = FloatVector.broadcast(SPECIES, first);
        FloatVector q = FloatVector.broadcast(SPECIES, second);
        for (int at = 0; at < count; at += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, firsts, from + at);
            FloatVector y = FloatVector.fromArray(SPECIES, seconds, from + at);
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, at);
            sum.add(p.sub(x).abs()).add(q.sub(y).abs()).intoArray(sums, at);
        }
    }

    @Override
    public void negatedDot(float[] query, float[][] columns, int from, int count, float[] sums) {
        int next = query.length % 2;
        if (next == 1) {
            setNegatedDot(-query[0], columns[0], from, count, sums);
        } else {
            setNegatedDot(-query[0], -query[1], columns[0], columns[1], from, count, sums);
            next = 2;
        }
        for (; next < query.length; next += 2) {
            addNegatedDot(-query[next], -query[next + 1], columns[next], columns[next + 1], from, count, sums);
        }
    }

    private static void setNegatedDot(float query, float[] column, int from, int count, float[] sums) {
        FloatVector q = FloatVector.broadcast(SPECIES, query);
        for (int at = 0; at < count; at += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, column, from + at);
            q.mul(x).intoArray(sums, at);
        }
    }

    private static void setNegatedDot(
            float first, float second, float[] firsts, float[] seconds, int from, int count, float[] sums) {
        FloatVector p = FloatVector.broadcast(SPECIES, first);
        FloatVector q = FloatVector.broadcast(SPECIES, second);
        for (int at = 0; at < count; at += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, firsts, from + at);
            FloatVector y = FloatVector.fromArray(SPECIES, seconds, from + at);
            q.fma(y, p.mul(x)).intoArray(sums, at);
        }
    }

    private static void addNegatedDot(
            float first, float second, float[] firsts, float[] seconds, int from, int count, float[] sums) {
        FloatVector p = FloatVector.broadcast(SPECIES, first);
        FloatVector q = FloatVector.broadcast(SPECIES, second);
        for (int at = 0; at < count; at += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, firsts, from + at);
            FloatVector y = FloatVector.fromArray(SPECIES, seconds, from + at);
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, at);
            q.fma(y, p.fma(x, sum)).intoArray(sums, at);
        }
    }

    @Override
    public int notAbove(float limit, float[] sums, int from, int count, int[] numbers) {
        int found = 0;
        int at = 0;
        for (; at <= count - 4 * LANES; at += 4 * LANES) {
            VectorMask<Float> a =
                    FloatVector.fromArray(SPECIES, sums, from + at).compare(VectorOperators.GT, limit);
            VectorMask<Float> b =
                    FloatVector.fromArray(SPECIES, sums, from + at + LANES).compare(VectorOperators.GT, limit);
            VectorMask<Float> c =
                    FloatVector.fromArray(SPECIES, sums, from + at + 2 * LANES).compare(VectorOperators.GT, limit);
            VectorMask<Float> d =
                    FloatVector.fromArray(SPECIES, sums, from + at + 3 * LANES).compare(VectorOperators.GT, limit);
            if (!a.and(b).and(c.and(d)).allTrue()) {
                found = list(a.toLong(), at, count, numbers, found);
                found = list(b.toLong(), at + LANES, count, numbers, found);
                found = list(c.toLong(), at + 2 * LANES, count, numbers, found);
                found = list(d.toLong(), at + 3 * LANES, count, numbers, found);
            }
        }
        for (; at < count; at += LANES) {
            VectorMask<Float> above =
                    FloatVector.fromArray(SPECIES, sums, from + at).compare(VectorOperators.GT, limit);
            found = list(above.toLong(), at, count, numbers, found);
        }
        return found;
    }

    private static int list(long above, int at, int count, int[] numbers, int foundBefore) {
        int found = foundBefore;
        for (long rest = ~above & ALL_LANES; rest != 0; rest &= rest - 1) {
            int number = at + Long.numberOfTrailingZeros(rest);
            if (number < count) {
                numbers[found++] = number;
            }
        }
        return found;
    }
}
