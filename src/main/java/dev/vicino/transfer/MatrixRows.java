package dev.vicino.transfer;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A matrix as rows, a block of about 4 MB at a time.
final class MatrixRows implements RowReader {
    private static final int BLOCK_NUMBERS = 1 << 19;

    private final Matrix matrix;
    private final double[] block;
    private final int blockRows;
    private long blockStart;
    private int filled;
    private long next;

    MatrixRows(Matrix matrix) {
        this.matrix = matrix;
        blockRows = Math.clamp(matrix.rows(), 1, Math.max(1, BLOCK_NUMBERS / matrix.columns()));
        block = new double[blockRows * matrix.columns()];
    }

    @Override
    public OptionalInt dimension() {
        return OptionalInt.of(matrix.columns());
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(matrix.rows());
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (next >= matrix.rows()) {
            return null;
        }
        if (next >= blockStart + filled) {
            blockStart = next;
            filled = (int) Math.min(blockRows, matrix.rows() - next);
            matrix.read(blockStart, filled, block);
        }
        int from = (int) (next - blockStart) * matrix.columns();
        return FloatNumbers.row(next++, block, from, matrix.columns(), matrix.whole());
    }

    @Override
    public void skip(long rows) {
        // A row that lies before the block's end is still found in it.
        next = Math.min(matrix.rows(), next + rows);
    }

    @Override
    public void close() throws IOException {
        matrix.close();
    }
}
