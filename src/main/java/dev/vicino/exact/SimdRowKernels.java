package dev.vicino.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The widest registers of the machine along the dimensions, four rows side by side. What is left at the end of a row
/// is loaded under a mask, as zeros beyond it.
final class SimdRowKernels implements RowKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void squaredEuclidean(float[] query, float[] rows, int count, float[] sums) {
        int dimension = query.length;
        int whole = SPECIES.loopBound(dimension);
        VectorMask<Float> rest = SPECIES.indexInRange(whole, dimension);
        for (int row = 0; row < count; row += AT_ONCE) {
            int a = row * dimension;
            int b = a + dimension;
            int c = b + dimension;
            int d = c + dimension;
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = 0; i < whole; i += LANES) {
                FloatVector q = at(query, i);
                s0 = addSquare(q.sub(at(rows, a + i)), s0);
                s1 = addSquare(q.sub(at(rows, b + i)), s1);
                s2 = addSquare(q.sub(at(rows, c + i)), s2);
                s3 = addSquare(q.sub(at(rows, d + i)), s3);
            }
            if (whole < dimension) {
                FloatVector q = at(query, whole, rest);
                s0 = addSquare(q.sub(at(rows, a + whole, rest)), s0);
                s1 = addSquare(q.sub(at(rows, b + whole, rest)), s1);
                s2 = addSquare(q.sub(at(rows, c + whole, rest)), s2);
                s3 = addSquare(q.sub(at(rows, d + whole, rest)), s3);
            }
            put(sums, row, s0, s1, s2, s3);
        }
    }

    @Override
    public void manhattan(float[] query, float[] rows, int count, float[] sums) {
        int dimension = query.length;
        int whole = SPECIES.loopBound(dimension);
        VectorMask<Float> rest = SPECIES.indexInRange(whole, dimension);
        for (int row = 0; row < count; row += AT_ONCE) {
            int a = row * dimension;
            int b = a + dimension;
            int c = b + dimension;
            int d = c + dimension;
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = 0; i < whole; i += LANES) {
                FloatVector q = at(query, i);
                s0 = s0.add(q.sub(at(rows, a + i)).abs());
                s1 = s1.add(q.sub(at(rows, b + i)).abs());
                s2 = s2.add(q.sub(at(rows, c + i)).abs());
                s3 = s3.add(q.sub(at(rows, d + i)).abs());
            }
            if (whole < dimension) {
                FloatVector q = at(query, whole, rest);
                s0 = s0.add(q.sub(at(rows, a + whole, rest)).abs());
                s1 = s1.add(q.sub(at(rows, b + whole, rest)).abs());
                s2 = s2.add(q.sub(at(rows, c + whole, rest)).abs());
                s3 = s3.add(q.sub(at(rows, d + whole, rest)).abs());
            }
            put(sums, row, s0, s1, s2, s3);
        }
    }

    @Override
    public void dotAndSquare(float[] query, float[] rows, int count, float[] dots, float[] squares) {
        int dimension = query.length;
        int whole = SPECIES.loopBound(dimension);
        VectorMask<Float> rest = SPECIES.indexInRange(whole, dimension);
        // Two sums for each row: two rows side by side keep four of them going.
        for (int row = 0; row < count; row += 2) {
            int a = row * dimension;
            int b = a + dimension;
            FloatVector dot0 = FloatVector.zero(SPECIES);
            FloatVector dot1 = dot0;
            FloatVector square0 = dot0;
            FloatVector square1 = dot0;
            for (int i = 0; i < whole; i += LANES) {
                FloatVector q = at(query, i);
                FloatVector x0 = at(rows, a + i);
                FloatVector x1 = at(rows, b + i);
                dot0 = q.fma(x0, dot0);
                dot1 = q.fma(x1, dot1);
                square0 = addSquare(x0, square0);
                square1 = addSquare(x1, square1);
            }
            if (whole < dimension) {
                FloatVector q = at(query, whole, rest);
                FloatVector x0 = at(rows, a + whole, rest);
                FloatVector x1 = at(rows, b + whole, rest);
                dot0 = q.fma(x0, dot0);
                dot1 = q.fma(x1, dot1);
                square0 = addSquare(x0, square0);
                square1 = addSquare(x1, square1);
            }
            dots[row] = sum(dot0);
            dots[row + 1] = sum(dot1);
            squares[row] = sum(square0);
            squares[row + 1] = sum(square1);
        }
    }

    private static FloatVector at(float[] array, int index) {
        return FloatVector.fromArray(SPECIES, array, index);
    }

    private static FloatVector at(float[] array, int index, VectorMask<Float> mask) {
        return FloatVector.fromArray(SPECIES, array, index, mask);
    }

    private static FloatVector addSquare(FloatVector x, FloatVector sum) {
        return x.fma(x, sum);
    }

    private static float sum(FloatVector lanes) {
        return lanes.reduceLanes(VectorOperators.ADD);
    }

    private static void put(float[] sums, int row, FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
        sums[row] = sum(s0);
        sums[row + 1] = sum(s1);
        sums[row + 2] = sum(s2);
        sums[row + 3] = sum(s3);
    }
}
