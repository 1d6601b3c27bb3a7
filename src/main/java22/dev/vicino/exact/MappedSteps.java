package dev.vicino.exact;

import dev.vicino.Metric;
import java.lang.foreign.MemorySegment;

/// Rows of codes of evenly spaced numbers in memory, compared where they lie. A quarter of the memory has to be waited
/// for, but each number has to be made of its code: that pays where rows are anywhere, not where they follow each
/// other.
///
/// All its sums are made in double precision, which costs no more here.
public final class MappedSteps implements StoredRows {
    /// Whether this machine compares them faster than floats.
    public static final boolean FIT = MappedValues.FIT;

    private final MemorySegment memory;
    private final MappedValues values;
    private final int dimension;

    /// @param memory row after row, from its first byte on
    public MappedSteps(MemorySegment memory, int dimension, Steps steps) {
        this.memory = memory;
        this.values = new MappedValues(memory, steps);
        this.dimension = dimension;
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
            sums[n] = (float) values.squaredEuclidean(query, row(numbers[n]));
        }
    }

    @Override
    public void manhattan(float[] query, int[] numbers, int count, float[] sums) {
        for (int n = 0; n < count; n++) {
            sums[n] = (float) values.manhattan(query, row(numbers[n]));
        }
    }

    @Override
    public void dotAndSquare(float[] query, int[] numbers, int count, float[] dots, float[] squares) {
        for (int n = 0; n < count; n++) {
            dots[n] = (float) values.dot(query, row(numbers[n]));
            squares[n] = (float) values.square(dimension, row(numbers[n]));
        }
    }

    @Override
    public double value(Metric metric, float[] query, int number) {
        return values.between(metric, query, row(number));
    }
}
