package dev.vicino.exact;

import org.jspecify.annotations.Nullable;

/// Vectors of few dimensions, stored column by column: the fastest way to scan them, and up to [#MOST_DIMENSIONS] and
/// some ten thousand vectors faster than walking a graph.
///
/// A copy in the heap: count × dimension × 4 bytes, 8 bytes more for each vector, and the floats once more as soon as
/// cosine is asked for. Safe for use by several threads.
public final class VectorColumns implements VectorBlock {
    /// Above this many dimensions the copy gains less and less: rows take four times as long at sixteen.
    public static final int MOST_DIMENSIONS = 16;

    /// Vectors whose greatest length is known.
    static final int STRETCH = 512;

    private static final int ROWS_AT_ONCE = 256;

    private final int count;
    private final float[][] columns;
    private final double[] lengths;
    private final double[] longest;
    private volatile float @Nullable [][] unitColumns;

    private VectorColumns(int count, float[][] columns, double[] lengths) {
        this.count = count;
        this.columns = columns;
        this.lengths = lengths;
        this.longest = new double[(count + STRETCH - 1) / STRETCH];
        for (int i = 0; i < count; i++) {
            longest[i / STRETCH] = Math.max(longest[i / STRETCH], lengths[i]);
        }
    }

    /// What columns take of the heap at the most.
    public static long mostBytes(int count, int dimension) {
        return count * (2L * dimension * Float.BYTES + Double.BYTES);
    }

    /// Copies a block's vectors into columns.
    public static VectorColumns of(VectorBlock block) {
        int dimension = block.dimension();
        int count = block.count();
        int stretches = (count + STRETCH - 1) / STRETCH;
        float[][] columns = new float[dimension][stretches * STRETCH];
        double[] lengths = new double[count];
        RowReader reader = new RowReader(block, row -> row, 0, count, ROWS_AT_ONCE);
        while (reader.read()) {
            float[] rows = reader.rows();
            for (int i = 0; i < reader.count(); i++) {
                int number = reader.number(i);
                lengths[number] = Vectors.length(rows, i * dimension, dimension);
                for (int d = 0; d < dimension; d++) {
                    columns[d][number] = rows[i * dimension + d];
                }
            }
        }
        return new VectorColumns(count, columns, lengths);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int dimension() {
        return columns.length;
    }

    @Override
    public void copy(int firstRow, int rows, float[] target, int offset) {
        int at = offset;
        for (int row = firstRow; row < firstRow + rows; row++) {
            for (float[] column : columns) {
                target[at++] = column[row];
            }
        }
    }

    /// One array for each dimension, as long as whole stretches are, with zeros behind the last vector.
    float[][] columns() {
        return columns;
    }

    /// The columns of the vectors scaled to length one; NaN for a vector of zeros, which has no direction.
    float[][] unitColumns() {
        float[][] known = unitColumns;
        if (known == null) {
            known = new float[columns.length][columns[0].length];
            for (int d = 0; d < known.length; d++) {
                for (int i = 0; i < count; i++) {
                    known[d][i] = (float) (columns[d][i] / lengths[i]);
                }
            }
            unitColumns = known;
        }
        return known;
    }

    double length(int row) {
        return lengths[row];
    }

    /// The length of the longest vector in the stretch to which a row belongs.
    double longest(int row) {
        return longest[row / STRETCH];
    }
}
