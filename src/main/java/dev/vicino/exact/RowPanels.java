package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.function.IntUnaryOperator;

/// Some accepted rows of a block, interleaved for [TileKernels]: as many panels as stay in the second cache while all
/// queries pass by. For one thread.
final class RowPanels {
    /// 512 KB
    private static final int FLOATS = 131_072;

    private static final int MOST_PANELS = 64;

    /// Where the first panel begins, so that it is on a line of the cache where the array itself is: an array's
    /// numbers begin 16 bytes, four floats, behind its start. A register as wide as a line is then loaded out of one
    /// line instead of two, which made an Intel Xeon a tenth faster.
    private static final int START = 12;

    /// An array that is longer than half a region of the G1 collector begins a region, and stays where it is. Regions
    /// are a 2048th of the heap, rounded up to a power of two, of 1 to 32 MB. Other collectors align by chance.
    private static final int ALIGNED_FLOATS =
            Math.clamp(Runtime.getRuntime().maxMemory() / 2048, 1 << 19, 16 << 20) / Float.BYTES + START;

    /// Multiply-adds that are worth an array as large as that: some 30 ms of one core.
    private static final long ALIGNED_FROM = 1L << 31;

    private final Metric metric;
    private final VectorBlock block;
    private final IntUnaryOperator accepted;
    private final int rowsInPanel;
    private final TileKernels tiles;
    private final MetricValues values;
    private final float[] factors;
    private final float[] images;
    private final int panelSize;
    private final int[][] numbers;
    private final double[][] lengths;
    private final int[] counts;
    private int used;
    private double longest;

    /// @param queryCount with how many queries the rows will be compared
    RowPanels(Metric metric, VectorBlock block, IntUnaryOperator accepted, int queryCount, KernelSet kernels) {
        this.metric = metric;
        this.block = block.forOneThread();
        this.accepted = accepted;
        this.tiles = kernels.tiles();
        this.rowsInPanel = tiles.rows();
        this.factors = new float[rowsInPanel];
        this.values = kernels.values();
        int width = TileImage.width(metric, block.dimension());
        int most = rows(width, rowsInPanel) / rowsInPanel;
        this.panelSize = width * rowsInPanel;
        int room = START + most * panelSize;
        boolean aligned = (long) queryCount * block.count() * width >= ALIGNED_FROM;
        this.images = new float[aligned ? Math.max(room, ALIGNED_FLOATS) : room];
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
            TileImage.ofRows(
                    tiles, metric, reader.rows(), count, dimension, lengths[used], factors, images, start(used));
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

    /// The interleaved images of all rows, panel by panel.
    float[] images() {
        return images;
    }

    /// Where in the images a panel begins. What it has behind its last row does not matter.
    int start(int panel) {
        return START + panel * panelSize;
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
