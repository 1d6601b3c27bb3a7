package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.function.IntUnaryOperator;

/// Some accepted rows of a block, interleaved for [TileKernels]: as many panels as stay in the second cache while all
/// queries pass by. For one thread.
final class RowPanels {
    /// 512 KB
    private static final int FLOATS = 131_072;

    private static final int MOST_PANELS = 64;

    private final Metric metric;
    private final VectorBlock block;
    private final IntUnaryOperator accepted;
    private final int rowsInPanel;
    private final TileKernels tiles;
    private final MetricValues values;
    private final float[] factors;
    private final float[][] panels;
    private final int[][] numbers;
    private final double[][] lengths;
    private final int[] counts;
    private int used;
    private double longest;

    RowPanels(Metric metric, VectorBlock block, IntUnaryOperator accepted, KernelSet kernels) {
        this.metric = metric;
        this.block = block.forOneThread();
        this.accepted = accepted;
        this.tiles = kernels.tiles();
        this.rowsInPanel = tiles.rows();
        this.factors = new float[rowsInPanel];
        this.values = kernels.values();
        int width = TileImage.width(metric, block.dimension());
        int most = rows(width, rowsInPanel) / rowsInPanel;
        this.panels = new float[most][width * rowsInPanel];
        this.numbers = new int[most][rowsInPanel];
        this.lengths = new double[most][rowsInPanel];
        this.counts = new int[most];
    }

    /// How many rows fit, given the width of their images.
    static int rows(int width, int rowsInPanel) {
        return Math.clamp(FLOATS / ((long) width * rowsInPanel), 1, MOST_PANELS) * rowsInPanel;
    }

    /// Fills the panels with the accepted rows of a stretch of the block, which must fit.
    void fill(int from, int to) {
        used = 0;
        longest = 0;
        int dimension = block.dimension();
        RowReader reader = new RowReader(block, accepted, from, to, rowsInPanel);
        while (reader.read()) {
            int count = reader.count();
            for (int r = 0; r < count; r++) {
                numbers[used][r] = reader.number(r);
                lengths[used][r] = values.length(reader.rows(), r * dimension, dimension);
                longest = Math.max(longest, lengths[used][r]);
            }
            TileImage.ofRows(tiles, metric, reader.rows(), count, dimension, lengths[used], factors, panels[used]);
            counts[used++] = count;
        }
    }

    /// How many panels are filled.
    int used() {
        return used;
    }

    /// How many rows a panel holds.
    int count(int panel) {
        return counts[panel];
    }

    /// The interleaved images of a panel's rows. What lies behind the last row does not matter.
    float[] panel(int panel) {
        return panels[panel];
    }

    /// The number in the block of a panel's row.
    int number(int panel, int row) {
        return numbers[panel][row];
    }

    /// ‖x‖ of a panel's row.
    double length(int panel, int row) {
        return lengths[panel][row];
    }

    /// The length of the longest of all rows in the panels.
    double longest() {
        return longest;
    }

    /// A copy of a panel's row as it lies in the block.
    float[] vector(int panel, int row) {
        float[] vector = new float[block.dimension()];
        block.copy(numbers[panel][row], 1, vector, 0);
        return vector;
    }
}
