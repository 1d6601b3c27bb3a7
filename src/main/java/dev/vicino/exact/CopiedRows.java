package dev.vicino.exact;

import dev.vicino.Metric;

/// Rows that are copied into a buffer, some at a time, and compared there. Neighbouring rows come in one copy.
final class CopiedRows implements StoredRows {
    /// Floats that are copied before they are computed with: 32 KB, so that they are still in the first cache.
    private static final int FLOATS_AT_ONCE = 8192;

    private final KernelSet kernels;
    private final VectorBlock block;
    private final int dimension;
    private final int atOnce;
    private final float[] rows;
    private final float[] row;
    private final float[] first;
    private final float[] second;

    CopiedRows(KernelSet kernels, VectorBlock block) {
        this.kernels = kernels;
        this.block = block;
        this.dimension = block.dimension();
        int groups = Math.clamp(FLOATS_AT_ONCE / ((long) RowKernels.AT_ONCE * dimension), 1, 64);
        this.atOnce = RowKernels.AT_ONCE * groups;
        this.rows = new float[atOnce * dimension];
        this.row = new float[dimension];
        this.first = new float[atOnce];
        this.second = new float[atOnce];
    }

    /// The rows of a block, copied unless they can be compared where they lie.
    static StoredRows unlessInPlace(KernelSet kernels, VectorBlock block) {
        StoredRows inPlace = block.inPlace();
        return inPlace == null
                ? new CopiedRows(kernels, block.forOneThread())
                : StoredRows.firstInPlainJava(inPlace, block);
    }

    /// Copying them is all that can be done.
    @Override
    public void fetch(int[] numbers, int count) {}

    @Override
    public void squaredEuclidean(float[] query, int[] numbers, int count, float[] sums) {
        for (int from = 0; from < count; from += atOnce) {
            int copied = copy(numbers, from, count);
            kernels.rows().squaredEuclidean(query, rows, copied, first);
            System.arraycopy(first, 0, sums, from, copied);
        }
    }

    @Override
    public void manhattan(float[] query, int[] numbers, int count, float[] sums) {
        for (int from = 0; from < count; from += atOnce) {
            int copied = copy(numbers, from, count);
            kernels.rows().manhattan(query, rows, copied, first);
            System.arraycopy(first, 0, sums, from, copied);
        }
    }

    @Override
    public void dotAndSquare(float[] query, int[] numbers, int count, float[] dots, float[] squares) {
        for (int from = 0; from < count; from += atOnce) {
            int copied = copy(numbers, from, count);
            kernels.rows().dotAndSquare(query, rows, copied, first, second);
            System.arraycopy(first, 0, dots, from, copied);
            System.arraycopy(second, 0, squares, from, copied);
        }
    }

    /// @return how many rows were copied
    private int copy(int[] numbers, int from, int count) {
        int copied = Math.min(atOnce, count - from);
        for (int start = 0; start < copied; ) {
            int end = start + 1;
            while (end < copied && numbers[from + end] == numbers[from + end - 1] + 1) {
                end++;
            }
            block.copy(numbers[from + start], end - start, rows, start * dimension);
            start = end;
        }
        return copied;
    }

    @Override
    public double value(Metric metric, float[] query, int number) {
        block.copy(number, 1, row, 0);
        return kernels.values().between(metric, query, row);
    }
}
