package dev.vicino.exact;

import dev.vicino.Metric;
import org.jspecify.annotations.Nullable;

/// Rows that are compared where they lie, but for the first work of the process ([FirstWork]): for that they are copied
/// and compared in plain Java.
final class RowsFirstInPlainJava implements StoredRows {
    private final FirstWork first;
    private final StoredRows inPlace;
    private final VectorBlock block;

    /// Made when it is first wanted.
    private @Nullable StoredRows plainJava;

    /// @param block the same rows
    RowsFirstInPlainJava(FirstWork first, StoredRows inPlace, VectorBlock block) {
        this.first = first;
        this.inPlace = inPlace;
        this.block = block;
    }

    /// What to compare some rows by.
    private StoredRows rows(int count) {
        if (!first.has((long) count * block.dimension())) {
            return inPlace;
        }
        if (plainJava == null) {
            plainJava = StoredRows.inPlainJava(block);
        }
        return plainJava;
    }

    @Override
    public void fetch(int[] numbers, int count) {
        inPlace.fetch(numbers, count);
    }

    @Override
    public void squaredEuclidean(float[] query, int[] numbers, int count, float[] sums) {
        rows(count).squaredEuclidean(query, numbers, count, sums);
    }

    @Override
    public void manhattan(float[] query, int[] numbers, int count, float[] sums) {
        rows(count).manhattan(query, numbers, count, sums);
    }

    @Override
    public void dotAndSquare(float[] query, int[] numbers, int count, float[] dots, float[] squares) {
        rows(count).dotAndSquare(query, numbers, count, dots, squares);
    }

    @Override
    public double value(Metric metric, float[] query, int number) {
        return rows(1).value(metric, query, number);
    }

    @Override
    public void values(Metric metric, float[] query, int[] numbers, int count, double[] into) {
        rows(count).values(metric, query, numbers, count, into);
    }
}
