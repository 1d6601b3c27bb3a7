package dev.vicino.exact;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.vicino.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Rows of little-endian floats in memory, compared where they lie.
///
/// Each kernel is written out for the reasons that [SimdRowKernels] gives.
public final class MappedRows implements StoredRows {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int LINE = 64;

    private static final ValueLayout.OfFloat FLOATS = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private final MetricValues values = new SimdMetricValues();
    private final MemorySegment memory;
    private final int dimension;
    private final long stride;
    private final int whole;
    private final VectorMask<Float> rest;
    private final float[] row;

    /// What the last register of each of four rows holds, zeros beyond the dimension.
    private final float[] ends = new float[AT_ONCE * LANES];

    /// @param memory row after row, from its first byte on
    public MappedRows(MemorySegment memory, int dimension) {
        this.memory = memory;
        this.dimension = dimension;
        this.stride = (long) dimension * Float.BYTES;
        this.whole = SPECIES.loopBound(dimension);
        this.rest = SPECIES.indexInRange(whole, dimension);
        this.row = new float[dimension];
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void fetch(int[] numbers, int count) {
        int touched = 0;
        for (long at = 0; at < stride; at += LINE) {
            for (int n = 0; n < count; n++) {
                touched += memory.get(ValueLayout.JAVA_BYTE, numbers[n] * stride + at);
            }
        }
        // No sum of so few bytes. The compiler does not know that, or it would leave the loops out.
        if (touched == Integer.MIN_VALUE) {
            throw new AssertionError(count);
        }
    }

    private long at(int[] numbers, int n, int count) {
        return numbers[Math.min(n, count - 1)] * stride;
    }

    /// Loads from memory take up so much of what the compiler may inline that a kernel must not have more than four.
    private void copyEnds(long a, long b, long c, long d) {
        long from = (long) whole * Float.BYTES;
        int count = dimension - whole;
        MemorySegment.copy(memory, FLOATS, a + from, ends, 0, count);
        MemorySegment.copy(memory, FLOATS, b + from, ends, LANES, count);
        MemorySegment.copy(memory, FLOATS, c + from, ends, 2 * LANES, count);
        MemorySegment.copy(memory, FLOATS, d + from, ends, 3 * LANES, count);
    }

    @Override
    public void squaredEuclidean(float[] query, int[] numbers, int count, float[] sums) {
        for (int n = 0; n < count; n += AT_ONCE) {
            long a = at(numbers, n, count);
            long b = at(numbers, n + 1, count);
            long c = at(numbers, n + 2, count);
            long d = at(numbers, n + 3, count);
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = 0; i < whole; i += LANES) {
                long o = (long) i * Float.BYTES;
                FloatVector q = FloatVector.fromArray(SPECIES, query, i);
                FloatVector d0 = q.sub(FloatVector.fromMemorySegment(SPECIES, memory, a + o, LITTLE_ENDIAN));
                FloatVector d1 = q.sub(FloatVector.fromMemorySegment(SPECIES, memory, b + o, LITTLE_ENDIAN));
                FloatVector d2 = q.sub(FloatVector.fromMemorySegment(SPECIES, memory, c + o, LITTLE_ENDIAN));
                FloatVector d3 = q.sub(FloatVector.fromMemorySegment(SPECIES, memory, d + o, LITTLE_ENDIAN));
                s0 = d0.fma(d0, s0);
                s1 = d1.fma(d1, s1);
                s2 = d2.fma(d2, s2);
                s3 = d3.fma(d3, s3);
            }
            if (whole < dimension) {
                copyEnds(a, b, c, d);
                FloatVector q = FloatVector.fromArray(SPECIES, query, whole, rest);
                FloatVector d0 = q.sub(FloatVector.fromArray(SPECIES, ends, 0));
                FloatVector d1 = q.sub(FloatVector.fromArray(SPECIES, ends, LANES));
                FloatVector d2 = q.sub(FloatVector.fromArray(SPECIES, ends, 2 * LANES));
                FloatVector d3 = q.sub(FloatVector.fromArray(SPECIES, ends, 3 * LANES));
                s0 = d0.fma(d0, s0);
                s1 = d1.fma(d1, s1);
                s2 = d2.fma(d2, s2);
                s3 = d3.fma(d3, s3);
            }
            sums[n] = s0.reduceLanes(VectorOperators.ADD);
            sums[n + 1] = s1.reduceLanes(VectorOperators.ADD);
            sums[n + 2] = s2.reduceLanes(VectorOperators.ADD);
            sums[n + 3] = s3.reduceLanes(VectorOperators.ADD);
        }
    }

    @Override
    public void manhattan(float[] query, int[] numbers, int count, float[] sums) {
        for (int n = 0; n < count; n += AT_ONCE) {
            long a = at(numbers, n, count);
            long b = at(numbers, n + 1, count);
            long c = at(numbers, n + 2, count);
            long d = at(numbers, n + 3, count);
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = 0; i < whole; i += LANES) {
                long o = (long) i * Float.BYTES;
                FloatVector q = FloatVector.fromArray(SPECIES, query, i);
                FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, memory, a + o, LITTLE_ENDIAN);
                FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, memory, b + o, LITTLE_ENDIAN);
                FloatVector x2 = FloatVector.fromMemorySegment(SPECIES, memory, c + o, LITTLE_ENDIAN);
                FloatVector x3 = FloatVector.fromMemorySegment(SPECIES, memory, d + o, LITTLE_ENDIAN);
                s0 = s0.add(q.sub(x0).abs());
                s1 = s1.add(q.sub(x1).abs());
                s2 = s2.add(q.sub(x2).abs());
                s3 = s3.add(q.sub(x3).abs());
            }
            if (whole < dimension) {
                copyEnds(a, b, c, d);
                FloatVector q = FloatVector.fromArray(SPECIES, query, whole, rest);
                FloatVector x0 = FloatVector.fromArray(SPECIES, ends, 0);
                FloatVector x1 = FloatVector.fromArray(SPECIES, ends, LANES);
                FloatVector x2 = FloatVector.fromArray(SPECIES, ends, 2 * LANES);
                FloatVector x3 = FloatVector.fromArray(SPECIES, ends, 3 * LANES);
                s0 = s0.add(q.sub(x0).abs());
                s1 = s1.add(q.sub(x1).abs());
                s2 = s2.add(q.sub(x2).abs());
                s3 = s3.add(q.sub(x3).abs());
            }
            sums[n] = s0.reduceLanes(VectorOperators.ADD);
            sums[n + 1] = s1.reduceLanes(VectorOperators.ADD);
            sums[n + 2] = s2.reduceLanes(VectorOperators.ADD);
            sums[n + 3] = s3.reduceLanes(VectorOperators.ADD);
        }
    }

    /// Four rows, each of which has two sums.
    @Override
    public void dotAndSquare(float[] query, int[] numbers, int count, float[] dots, float[] squares) {
        for (int n = 0; n < count; n += AT_ONCE) {
            long a = at(numbers, n, count);
            long b = at(numbers, n + 1, count);
            long c = at(numbers, n + 2, count);
            long d = at(numbers, n + 3, count);
            FloatVector dot0 = FloatVector.zero(SPECIES);
            FloatVector dot1 = dot0;
            FloatVector dot2 = dot0;
            FloatVector dot3 = dot0;
            FloatVector square0 = dot0;
            FloatVector square1 = dot0;
            FloatVector square2 = dot0;
            FloatVector square3 = dot0;
            for (int i = 0; i < whole; i += LANES) {
                long o = (long) i * Float.BYTES;
                FloatVector q = FloatVector.fromArray(SPECIES, query, i);
                FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, memory, a + o, LITTLE_ENDIAN);
                FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, memory, b + o, LITTLE_ENDIAN);
                FloatVector x2 = FloatVector.fromMemorySegment(SPECIES, memory, c + o, LITTLE_ENDIAN);
                FloatVector x3 = FloatVector.fromMemorySegment(SPECIES, memory, d + o, LITTLE_ENDIAN);
                dot0 = q.fma(x0, dot0);
                dot1 = q.fma(x1, dot1);
                dot2 = q.fma(x2, dot2);
                dot3 = q.fma(x3, dot3);
                square0 = x0.fma(x0, square0);
                square1 = x1.fma(x1, square1);
                square2 = x2.fma(x2, square2);
                square3 = x3.fma(x3, square3);
            }
            if (whole < dimension) {
                copyEnds(a, b, c, d);
                FloatVector q = FloatVector.fromArray(SPECIES, query, whole, rest);
                FloatVector x0 = FloatVector.fromArray(SPECIES, ends, 0);
                FloatVector x1 = FloatVector.fromArray(SPECIES, ends, LANES);
                FloatVector x2 = FloatVector.fromArray(SPECIES, ends, 2 * LANES);
                FloatVector x3 = FloatVector.fromArray(SPECIES, ends, 3 * LANES);
                dot0 = q.fma(x0, dot0);
                dot1 = q.fma(x1, dot1);
                dot2 = q.fma(x2, dot2);
                dot3 = q.fma(x3, dot3);
                square0 = x0.fma(x0, square0);
                square1 = x1.fma(x1, square1);
                square2 = x2.fma(x2, square2);
                square3 = x3.fma(x3, square3);
            }
            dots[n] = dot0.reduceLanes(VectorOperators.ADD);
            dots[n + 1] = dot1.reduceLanes(VectorOperators.ADD);
            dots[n + 2] = dot2.reduceLanes(VectorOperators.ADD);
            dots[n + 3] = dot3.reduceLanes(VectorOperators.ADD);
            squares[n] = square0.reduceLanes(VectorOperators.ADD);
            squares[n + 1] = square1.reduceLanes(VectorOperators.ADD);
            squares[n + 2] = square2.reduceLanes(VectorOperators.ADD);
            squares[n + 3] = square3.reduceLanes(VectorOperators.ADD);
        }
    }

    @Override
    public double value(Metric metric, float[] query, int number) {
        MemorySegment.copy(memory, FLOATS, number * stride, row, 0, dimension);
        return values.between(metric, query, row);
    }
}
