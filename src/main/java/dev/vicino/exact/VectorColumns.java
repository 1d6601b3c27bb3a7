package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Vectors of few dimensions, stored column by column, near ones together: the fastest way to scan them, and up to
/// [#MOST_DIMENSIONS] and some ten thousand vectors faster than walking a graph; in two or three dimensions, where
/// most of them can be passed over, however many there are.
///
/// A copy in the heap: count × dimension × 4 bytes, 16 bytes more for each vector, and the floats and 4 bytes once more
/// as soon as cosine is asked for. Safe for use by several threads.
public final class VectorColumns implements VectorBlock {
    /// Above this many dimensions the copy gains less and less: rows take four times as long at sixteen.
    public static final int MOST_DIMENSIONS = 16;

    private static final int ROWS_AT_ONCE = 256;

    private final int dimension;
    private final double[] lengths;
    private final double longest;
    private final ColumnBoxes boxes;

    /// Of each row, its place among the boxes.
    private final int[] places;

    /// The memory of scans that are over, for the next ones.
    private final Queue<ColumnRoom> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    private volatile @Nullable ColumnBoxes unitBoxes;

    private VectorColumns(float[][] columns, double[] lengths) {
        this.dimension = columns.length;
        this.lengths = lengths;
        this.longest = Arrays.stream(lengths).max().orElse(0);
        this.boxes = ColumnBoxes.of(columns, lengths.length);
        this.places = new int[lengths.length];
        for (int place = 0; place < places.length; place++) {
            places[boxes.row(place)] = place;
        }
    }

    /// What columns take of the heap at the most.
    public static long mostBytes(int count, int dimension) {
        return count * (2L * dimension * Float.BYTES + Double.BYTES + 3L * Integer.BYTES);
    }

    /// Copies a block's vectors into columns.
    public static VectorColumns of(VectorBlock block) {
        int dimension = block.dimension();
        int count = block.count();
        float[][] columns = new float[dimension][count];
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
        return new VectorColumns(columns, lengths);
    }

    @Override
    public int count() {
        return places.length;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void copy(int firstRow, int rows, float[] target, int offset) {
        int at = offset;
        for (int row = firstRow; row < firstRow + rows; row++) {
            for (float[] column : boxes.columns()) {
                target[at++] = column[places[row]];
            }
        }
    }

    /// The vectors as a scan by a metric compares them: for cosine scaled to length one, with NaN for a vector of
    /// zeros, which has no direction.
    ColumnBoxes boxes(Metric metric) {
        return metric == Metric.COSINE ? unitBoxes() : boxes;
    }

    private ColumnBoxes unitBoxes() {
        ColumnBoxes known = unitBoxes;
        if (known == null) {
            float[][] columns = new float[dimension][count()];
            for (int d = 0; d < dimension; d++) {
                for (int row = 0; row < count(); row++) {
                    columns[d][row] = (float) (boxes.columns()[d][places[row]] / lengths[row]);
                }
            }
            known = ColumnBoxes.of(columns, count());
            unitBoxes = known;
        }
        return known;
    }

    ColumnRoom takeRoom() {
        ColumnRoom room = idle.poll();
        return room == null ? ColumnRoom.of(boxes.boxes()) : room;
    }

    void giveBack(ColumnRoom room) {
        idle.offer(room);
    }

    double length(int row) {
        return lengths[row];
    }

    /// The length of the longest vector.
    double longest() {
        return longest;
    }
}
