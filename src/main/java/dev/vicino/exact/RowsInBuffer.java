package dev.vicino.exact;

import java.nio.FloatBuffer;

/// Vectors in a buffer, row after row.
record RowsInBuffer(FloatBuffer rows, int count, int dimension) implements VectorBlock {
    @Override
    public void copy(int firstRow, int copied, float[] target, int offset) {
        rows.get(firstRow * dimension, target, offset, copied * dimension);
    }
}
