package dev.vicino.exact;

/// Vectors in the heap, each an array of its own.
record RowsInArrays(float[][] rows) implements VectorBlock {
    RowsInArrays {
        if (rows.length == 0) {
            throw new IllegalArgumentException("no vectors in the block; expected at least one");
        }
        for (int i = 1; i < rows.length; i++) {
            if (rows[i].length != rows[0].length) {
                throw new IllegalArgumentException("vector number " + i + " has " + rows[i].length
                        + " dimensions; the block's first has " + rows[0].length);
            }
        }
    }

    @Override
    public int count() {
        return rows.length;
    }

    @Override
    public int dimension() {
        return rows[0].length;
    }

    @Override
    public void copy(int firstRow, int count, float[] target, int offset) {
        int dimension = dimension();
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows[firstRow + i], 0, target, offset + i * dimension, dimension);
        }
    }
}
