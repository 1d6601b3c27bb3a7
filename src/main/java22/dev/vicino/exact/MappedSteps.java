package dev.vicino.exact;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.vicino.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Rows of codes of evenly spaced numbers in memory, compared where they lie. A quarter of the memory has to be waited
/// for, but each number has to be made of its code: that pays where rows are anywhere, not where they follow each
/// other. The steps must be [made by floats][Steps#madeByFloats].
///
/// Each kernel is written out for the reasons that [SimdRowKernels] gives.
public final class MappedSteps implements StoredRows {
    /// Whether this machine compares them faster than floats.
    public static final boolean FIT = MappedValues.FIT;

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_128;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_512;
    private static final int LANES = FLOATS.length();

    private final MemorySegment memory;
    private final Steps steps;
    private final MappedValues values;
    private final int dimension;

    /// Components that come two registers at a time.
    private final int whole;

    /// @param memory row after row, from its first byte on
    public MappedSteps(MemorySegment memory, int dimension, Steps steps) {
        this.memory = memory;
        this.steps = steps;
        this.values = new MappedValues(memory, dimension, steps);
        this.dimension = dimension;
        this.whole = dimension / (2 * LANES) * (2 * LANES);
    }

    private long row(int number) {
        return (long) number * dimension;
    }

    @Override
    public void fetch(int[] numbers, int count) {
        MappedRows.fetch(memory, dimension, numbers, count);
    }

    @Override
    public void squaredEuclidean(float[] query, int[] numbers, int count, float[] sums) {
        for (int n = 0; n < count; n++) {
            long row = row(numbers[n]);
            FloatVector s0 = FloatVector.zero(FLOATS);
            FloatVector s1 = s0;
            for (int i = 0; i < whole; i += 2 * LANES) {
                FloatVector d0 = FloatVector.fromArray(FLOATS, query, i).sub(components(row, i));
                FloatVector d1 = FloatVector.fromArray(FLOATS, query, i + LANES).sub(components(row, i + LANES));
                s0 = d0.fma(d0, s0);
                s1 = d1.fma(d1, s1);
            }
            float sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
            for (int i = whole; i < dimension; i++) {
                float difference = query[i] - component(row, i);
                sum += difference * difference;
            }
            sums[n] = sum;
        }
    }

    @Override
    public void manhattan(float[] query, int[] numbers, int count, float[] sums) {
        for (int n = 0; n < count; n++) {
            long row = row(numbers[n]);
            FloatVector s0 = FloatVector.zero(FLOATS);
            FloatVector s1 = s0;
            for (int i = 0; i < whole; i += 2 * LANES) {
                s0 = s0.add(FloatVector.fromArray(FLOATS, query, i)
                        .sub(components(row, i))
                        .abs());
                s1 = s1.add(FloatVector.fromArray(FLOATS, query, i + LANES)
                        .sub(components(row, i + LANES))
                        .abs());
            }
            float sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
            for (int i = whole; i < dimension; i++) {
                sum += Math.abs(query[i] - component(row, i));
            }
            sums[n] = sum;
        }
    }

    @Override
    public void dotAndSquare(float[] query, int[] numbers, int count, float[] dots, float[] squares) {
        for (int n = 0; n < count; n++) {
            long row = row(numbers[n]);
            FloatVector dot0 = FloatVector.zero(FLOATS);
            FloatVector dot1 = dot0;
            FloatVector square0 = dot0;
            FloatVector square1 = dot0;
            for (int i = 0; i < whole; i += 2 * LANES) {
                FloatVector x0 = components(row, i);
                FloatVector x1 = components(row, i + LANES);
                dot0 = FloatVector.fromArray(FLOATS, query, i).fma(x0, dot0);
                dot1 = FloatVector.fromArray(FLOATS, query, i + LANES).fma(x1, dot1);
                square0 = x0.fma(x0, square0);
                square1 = x1.fma(x1, square1);
            }
            float dot = dot0.add(dot1).reduceLanes(VectorOperators.ADD);
            float square = square0.add(square1).reduceLanes(VectorOperators.ADD);
            for (int i = whole; i < dimension; i++) {
                float x = component(row, i);
                dot += query[i] * x;
                square += x * x;
            }
            dots[n] = dot;
            squares[n] = square;
        }
    }

    private float component(long row, int i) {
        return steps.number(memory.get(ValueLayout.JAVA_BYTE, row + i));
    }

    /// Sixteen components from one on, made as [Steps#madeByFloats] says.
    private FloatVector components(long row, int i) {
        FloatVector codes = (FloatVector) ByteVector.fromMemorySegment(BYTES, memory, row + i, LITTLE_ENDIAN)
                .convertShape(VectorOperators.B2F, FLOATS, 0);
        FloatVector k = codes.add(steps.middle());
        return k.fma(FloatVector.broadcast(FLOATS, steps.coarseUnit()), k.mul(steps.restOfUnit()));
    }

    @Override
    public double value(Metric metric, float[] query, int number) {
        values.turn(query);
        return values.value(metric, row(number));
    }

    @Override
    public void values(Metric metric, float[] query, int[] numbers, int count, double[] into) {
        values.turn(query);
        for (int n = 0; n < count; n++) {
            into[n] = values.value(metric, row(numbers[n]));
        }
    }
}
