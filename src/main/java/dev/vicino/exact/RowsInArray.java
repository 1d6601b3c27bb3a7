package dev.vicino.exact;

/// Vectors in the heap, row after row.
record RowsInArray(float[] rows, int count, int dimension) implements VectorBlock {
    /// How many vectors so many floats make up.
    static int count(int floats, int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension is " + dimension + "; expected at least 1");
        }
        if (floats % dimension != 0) {
            throw new IllegalArgumentException(
                    floats + " floats do not make up whole vectors of " + dimension + " dimensions");
        }
        return floats / dimension;
    }

    @Override
    public void copy(int firstRow, int copied, float[] target, int offset) {
        System.arraycopy(rows, firstRow * dimension, target, offset, copied * dimension);
    }
}
