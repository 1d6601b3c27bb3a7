package dev.vicino.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The widest registers of the machine along the dimensions, some rows side by side. What is left at the end of a row
/// is loaded under a mask, as zeros beyond it.
///
/// Each kernel is written out, for two reasons. The compiler always inlines the vectors' own methods, but ours only as
/// long as the whole stays small; a vector that passes through one of ours that it does not inline becomes an object.
/// And a kernel of this length is never inlined itself, so that each is compiled alone: inlined into a scan's loop
/// together, those of the second and third metric that a process uses would find the compiler's limits used up.
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
                FloatVector q = FloatVector.fromArray(SPECIES, query, i);
                FloatVector d0 = q.sub(FloatVector.fromArray(SPECIES, rows, a + i));
                FloatVector d1 = q.sub(FloatVector.fromArray(SPECIES, rows, b + i));
                FloatVector d2 = q.sub(FloatVector.fromArray(SPECIES, rows, c + i));
                FloatVector d3 = q.sub(FloatVector.fromArray(SPECIES, rows, d + i));
                s0 = d0.fma(d0, s0);
                s1 = d1.fma(d1, s1);
                s2 = d2.fma(d2, s2);
                s3 = d3.fma(d3, s3);
            }
            if (whole < dimension) {
                FloatVector q = FloatVector.fromArray(SPECIES, query, whole, rest);
                FloatVector d0 = q.sub(FloatVector.fromArray(SPECIES, rows, a + whole, rest));
                FloatVector d1 = q.sub(FloatVector.fromArray(SPECIES, rows, b + whole, rest));
                FloatVector d2 = q.sub(FloatVector.fromArray(SPECIES, rows, c + whole, rest));
                FloatVector d3 = q.sub(FloatVector.fromArray(SPECIES, rows, d + whole, rest));
                s0 = d0.fma(d0, s0);
                s1 = d1.fma(d1, s1);
                s2 = d2.fma(d2, s2);
                s3 = d3.fma(d3, s3);
            }
            sums[row] = s0.reduceLanes(VectorOperators.ADD);
            sums[row + 1] = s1.reduceLanes(VectorOperators.ADD);
            sums[row + 2] = s2.reduceLanes(VectorOperators.ADD);
            sums[row + 3] = s3.reduceLanes(VectorOperators.ADD);
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
                FloatVector q = FloatVector.fromArray(SPECIES, query, i);
                s0 = s0.add(q.sub(FloatVector.fromArray(SPECIES, rows, a + i)).abs());
                s1 = s1.add(q.sub(FloatVector.fromArray(SPECIES, rows, b + i)).abs());
                s2 = s2.add(q.sub(FloatVector.fromArray(SPECIES, rows, c + i)).abs());
                s3 = s3.add(q.sub(FloatVector.fromArray(SPECIES, rows, d + i)).abs());
            }
            if (whole < dimension) {
                FloatVector q = FloatVector.fromArray(SPECIES, query, whole, rest);
                s0 = s0.add(q.sub(FloatVector.fromArray(SPECIES, rows, a + whole, rest))
                        .abs());
                s1 = s1.add(q.sub(FloatVector.fromArray(SPECIES, rows, b + whole, rest))
                        .abs());
                s2 = s2.add(q.sub(FloatVector.fromArray(SPECIES, rows, c + whole, rest))
                        .abs());
                s3 = s3.add(q.sub(FloatVector.fromArray(SPECIES, rows, d + whole, rest))
                        .abs());
            }
            sums[row] = s0.reduceLanes(VectorOperators.ADD);
            sums[row + 1] = s1.reduceLanes(VectorOperators.ADD);
            sums[row + 2] = s2.reduceLanes(VectorOperators.ADD);
            sums[row + 3] = s3.reduceLanes(VectorOperators.ADD);
        }
    }

    /// Two rows, each of which has two sums.
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
                FloatVector q = FloatVector.fromArray(SPECIES, query, i);
                FloatVector x0 = FloatVector.fromArray(SPECIES, rows, a + i);
                FloatVector x1 = FloatVector.fromArray(SPECIES, rows, b + i);
                dot0 = q.fma(x0, dot0);
                dot1 = q.fma(x1, dot1);
                square0 = x0.fma(x0, square0);
                square1 = x1.fma(x1, square1);
            }
            if (whole < dimension) {
                FloatVector q = FloatVector.fromArray(SPECIES, query, whole, rest);
                FloatVector x0 = FloatVector.fromArray(SPECIES, rows, a + whole, rest);
                FloatVector x1 = FloatVector.fromArray(SPECIES, rows, b + whole, rest);
                dot0 = q.fma(x0, dot0);
                dot1 = q.fma(x1, dot1);
                square0 = x0.fma(x0, square0);
                square1 = x1.fma(x1, square1);
            }
            dots[row] = dot0.reduceLanes(VectorOperators.ADD);
            dots[row + 1] = dot1.reduceLanes(VectorOperators.ADD);
            squares[row] = square0.reduceLanes(VectorOperators.ADD);
            squares[row + 1] = square1.reduceLanes(VectorOperators.ADD);
        }
    }

    @Override
    public int mayPass(float limit, float perLength, float[] dots, float[] squares, int count, int[] numbers) {
        int found = 0;
        int row = 0;
        for (; row + LANES <= count; row += LANES) {
            FloatVector lengths = FloatVector.fromArray(SPECIES, squares, row).sqrt();
            FloatVector least = FloatVector.fromArray(SPECIES, dots, row)
                    .add(lengths.mul(perLength))
                    .neg();
            VectorMask<Float> passed = least.compare(VectorOperators.GT, limit)
                    .and(least.compare(VectorOperators.LT, Float.POSITIVE_INFINITY))
                    .not();
            for (long left = passed.toLong(); left != 0; left &= left - 1) {
                numbers[found++] = row + Long.numberOfTrailingZeros(left);
            }
        }
        for (; row < count; row++) {
            float least = -(dots[row] + (float) Math.sqrt(squares[row]) * perLength);
            if (!(least > limit && least < Float.POSITIVE_INFINITY)) {
                numbers[found++] = row;
            }
        }
        return found;
    }
}
