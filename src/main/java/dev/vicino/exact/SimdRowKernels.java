package dev.vicino.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The widest registers of the machine along the dimensions, two rows side by side: that is faster than memory
/// several times over, and more would be more than the compiler inlines. What is left at the end of a row is loaded
/// under a mask, as zeros beyond it.
final class SimdRowKernels implements RowKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void squaredEuclidean(float[] query, float[] rows, int count, float[] sums) {
        int dimension = query.length;
        int whole = SPECIES.loopBound(dimension);
        VectorMask<Float> rest = SPECIES.indexInRange(whole, dimension);
        for (int row = 0; row < count; row += 2) {
            int a = row * dimension;
            int b = a + dimension;
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            for (int i = 0; i < whole; i += LANES) {
                FloatVector q = at(query, i);
                s0 = addSquare(q.sub(at(rows, a + i)), s0);
                s1 = addSquare(q.sub(at(rows, b + i)), s1);
            }
            if (whole < dimension) {
                FloatVector q = at(query, whole, rest);
                s0 = addSquare(q.sub(at(rows, a + whole, rest)), s0);
                s1 = addSquare(q.sub(at(rows, b + whole, rest)), s1);
            }
            sums[row] = sum(s0);
            sums[row + 1] = sum(s1);
        }
    }

    @Override
    public void manhattan(float[] query, float[] rows, int count, float[] sums) {
        int dimension = query.length;
        int whole = SPECIES.loopBound(dimension);
        VectorMask<Float> rest = SPECIES.indexInRange(whole, dimension);
        for (int row = 0; row < count; row += 2) {
            int a = row * dimension;
            int b = a + dimension;
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            for (int i = 0; i < whole; i += LANES) {
                FloatVector q = at(query, i);
                s0 = addMagnitude(q.sub(at(rows, a + i)), s0);
                s1 = addMagnitude(q.sub(at(rows, b + i)), s1);
            }
            if (whole < dimension) {
                FloatVector q = at(query, whole, rest);
                s0 = addMagnitude(q.sub(at(rows, a + whole, rest)), s0);
                s1 = addMagnitude(q.sub(at(rows, b + whole, rest)), s1);
            }
            sums[row] = sum(s0);
            sums[row + 1] = sum(s1);
        }
    }

    @Override
    public void dotAndSquare(float[] query, float[] rows, int count, float[] dots, float[] squares) {
        int dimension = query.length;
        int whole = SPECIES.loopBound(dimension);
        VectorMask<Float> rest = SPECIES.indexInRange(whole, dimension);
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

    private static FloatVector addMagnitude(FloatVector x, FloatVector sum) {
        return sum.add(x.abs());
    }

    private static float sum(FloatVector lanes) {
        return lanes.reduceLanes(VectorOperators.ADD);
    }
}
