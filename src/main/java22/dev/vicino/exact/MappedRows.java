package dev.vicino.exact;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.vicino.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Rows of little-endian floats in memory, compared where they lie: one after the other, as memory gives out a single
/// stream faster than several, four sums side by side to hide the latency of a fused multiply-add.
///
/// Each kernel is written out for the reasons that [SimdRowKernels] gives.
public final class MappedRows implements StoredRows {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final long REGISTER = (long) LANES * Float.BYTES;
    private static final int LINE = 64;

    private static final ValueLayout.OfFloat FLOATS = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private final MetricValues values = new SimdMetricValues();
    private final MappedValues mappedValues;
    private final MemorySegment memory;
    private final int dimension;
    private final long stride;
    private final int whole;
    private final VectorMask<Float> rest;
    private final float[] row;

    /// What the last register of a row holds, zeros beyond the dimension.
    private final float[] end = new float[LANES];

    /// @param memory row after row, from its first byte on
    public MappedRows(MemorySegment memory, int dimension) {
        this.memory = memory;
        this.mappedValues = new MappedValues(memory, dimension, null);
        this.dimension = dimension;
        this.stride = (long) dimension * Float.BYTES;
        this.whole = SPECIES.loopBound(dimension);
        this.rest = SPECIES.indexInRange(whole, dimension);
        this.row = new float[dimension];
    }

    @Override
    public void fetch(int[] numbers, int count) {
        fetch(memory, stride, numbers, count);
    }

    /// A line of each, then the next line of each.
    ///
    /// @param stride bytes of a row
    static void fetch(MemorySegment memory, long stride, int[] numbers, int count) {
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

    @Override
    public void squaredEuclidean(float[] query, int[] numbers, int count, float[] sums) {
        for (int n = 0; n < count; n++) {
            long row = numbers[n] * stride;
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            int i = 0;
            for (; i + 4 * LANES <= dimension; i += 4 * LANES) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, query, i)
                        .sub(FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i, LITTLE_ENDIAN));
                FloatVector d1 = FloatVector.fromArray(SPECIES, query, i + LANES)
                        .sub(FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i + REGISTER, LITTLE_ENDIAN));
                FloatVector d2 = FloatVector.fromArray(SPECIES, query, i + 2 * LANES)
                        .sub(FloatVector.fromMemorySegment(
                                SPECIES, memory, row + 4L * i + 2 * REGISTER, LITTLE_ENDIAN));
                FloatVector d3 = FloatVector.fromArray(SPECIES, query, i + 3 * LANES)
                        .sub(FloatVector.fromMemorySegment(
                                SPECIES, memory, row + 4L * i + 3 * REGISTER, LITTLE_ENDIAN));
                s0 = d0.fma(d0, s0);
                s1 = d1.fma(d1, s1);
                s2 = d2.fma(d2, s2);
                s3 = d3.fma(d3, s3);
            }
            for (; i + LANES <= dimension; i += LANES) {
                FloatVector d = FloatVector.fromArray(SPECIES, query, i)
                        .sub(FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i, LITTLE_ENDIAN));
                s0 = d.fma(d, s0);
            }
            if (i < dimension) {
                FloatVector d =
                        FloatVector.fromArray(SPECIES, query, whole, rest).sub(end(row));
                s1 = d.fma(d, s1);
            }
            sums[n] = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
        }
    }

    @Override
    public void manhattan(float[] query, int[] numbers, int count, float[] sums) {
        for (int n = 0; n < count; n++) {
            long row = numbers[n] * stride;
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            int i = 0;
            for (; i + 4 * LANES <= dimension; i += 4 * LANES) {
                s0 = s0.add(FloatVector.fromArray(SPECIES, query, i)
                        .sub(FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i, LITTLE_ENDIAN))
                        .abs());
                s1 = s1.add(FloatVector.fromArray(SPECIES, query, i + LANES)
                        .sub(FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i + REGISTER, LITTLE_ENDIAN))
                        .abs());
                s2 = s2.add(FloatVector.fromArray(SPECIES, query, i + 2 * LANES)
                        .sub(FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i + 2 * REGISTER, LITTLE_ENDIAN))
                        .abs());
                s3 = s3.add(FloatVector.fromArray(SPECIES, query, i + 3 * LANES)
                        .sub(FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i + 3 * REGISTER, LITTLE_ENDIAN))
                        .abs());
            }
            for (; i + LANES <= dimension; i += LANES) {
                s0 = s0.add(FloatVector.fromArray(SPECIES, query, i)
                        .sub(FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i, LITTLE_ENDIAN))
                        .abs());
            }
            if (i < dimension) {
                s1 = s1.add(FloatVector.fromArray(SPECIES, query, whole, rest)
                        .sub(end(row))
                        .abs());
            }
            sums[n] = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
        }
    }

    @Override
    public void dotAndSquare(float[] query, int[] numbers, int count, float[] dots, float[] squares) {
        for (int n = 0; n < count; n++) {
            long row = numbers[n] * stride;
            FloatVector dot0 = FloatVector.zero(SPECIES);
            FloatVector dot1 = dot0;
            FloatVector dot2 = dot0;
            FloatVector dot3 = dot0;
            FloatVector square0 = dot0;
            FloatVector square1 = dot0;
            FloatVector square2 = dot0;
            FloatVector square3 = dot0;
            int i = 0;
            for (; i + 4 * LANES <= dimension; i += 4 * LANES) {
                FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i, LITTLE_ENDIAN);
                FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i + REGISTER, LITTLE_ENDIAN);
                FloatVector x2 =
                        FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i + 2 * REGISTER, LITTLE_ENDIAN);
                FloatVector x3 =
                        FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i + 3 * REGISTER, LITTLE_ENDIAN);
                dot0 = FloatVector.fromArray(SPECIES, query, i).fma(x0, dot0);
                dot1 = FloatVector.fromArray(SPECIES, query, i + LANES).fma(x1, dot1);
                dot2 = FloatVector.fromArray(SPECIES, query, i + 2 * LANES).fma(x2, dot2);
                dot3 = FloatVector.fromArray(SPECIES, query, i + 3 * LANES).fma(x3, dot3);
                square0 = x0.fma(x0, square0);
                square1 = x1.fma(x1, square1);
                square2 = x2.fma(x2, square2);
                square3 = x3.fma(x3, square3);
            }
            for (; i + LANES <= dimension; i += LANES) {
                FloatVector x = FloatVector.fromMemorySegment(SPECIES, memory, row + 4L * i, LITTLE_ENDIAN);
                dot0 = FloatVector.fromArray(SPECIES, query, i).fma(x, dot0);
                square0 = x.fma(x, square0);
            }
            if (i < dimension) {
                FloatVector x = end(row);
                dot1 = FloatVector.fromArray(SPECIES, query, whole, rest).fma(x, dot1);
                square1 = x.fma(x, square1);
            }
            dots[n] = dot0.add(dot1).add(dot2.add(dot3)).reduceLanes(VectorOperators.ADD);
            squares[n] = square0.add(square1).add(square2.add(square3)).reduceLanes(VectorOperators.ADD);
        }
    }

    /// Masked loads from memory take up so much of what the compiler may inline that it would give the kernel up.
    private FloatVector end(long row) {
        MemorySegment.copy(memory, FLOATS, row + (long) whole * Float.BYTES, end, 0, dimension - whole);
        return FloatVector.fromArray(SPECIES, end, 0);
    }

    @Override
    public double value(Metric metric, float[] query, int number) {
        if (MappedValues.FIT) {
            mappedValues.turn(query);
            return mappedValues.value(metric, number * stride);
        }
        MemorySegment.copy(memory, FLOATS, number * stride, row, 0, dimension);
        return values.between(metric, query, row);
    }

    @Override
    public void values(Metric metric, float[] query, int[] numbers, int count, double[] into) {
        if (!MappedValues.FIT) {
            StoredRows.super.values(metric, query, numbers, count, into);
            return;
        }
        mappedValues.turn(query);
        for (int n = 0; n < count; n++) {
            into[n] = mappedValues.value(metric, numbers[n] * stride);
        }
    }
}
