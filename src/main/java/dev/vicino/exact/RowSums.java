package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.function.IntUnaryOperator;

/// The float32 sums of one query with the accepted rows of a block, some rows at a time, and which of these rows are
/// worth a closer look.
final class RowSums {
    /// Floats of rows that are read before they are computed with: 32 KB, so that they are still in the first cache.
    private static final int FLOATS_AT_ONCE = 8192;

    private final KernelSet kernels;
    private final Metric metric;
    private final float[] query;
    private final RowReader reader;
    private final float[] sums;
    private final float[] squares;
    private final int[] passing;

    RowSums(KernelSet kernels, Metric metric, float[] query, VectorBlock block, IntUnaryOperator accepted) {
        this.kernels = kernels;
        this.metric = metric;
        this.query = query;
        int groups = Math.clamp(FLOATS_AT_ONCE / ((long) RowKernels.AT_ONCE * query.length), 1, 64);
        int atOnce = RowKernels.AT_ONCE * groups;
        this.reader = new RowReader(block, accepted, 0, block.count(), atOnce);
        int room = (atOnce + ColumnKernels.AT_ONCE - 1) / ColumnKernels.AT_ONCE * ColumnKernels.AT_ONCE;
        this.sums = new float[room];
        this.squares = new float[room];
        this.passing = new int[room];
    }

    /// Goes on to the next rows; false if there are none left.
    boolean advance() {
        if (!reader.read()) {
            return false;
        }
        float[] rows = reader.rows();
        int count = reader.count();
        RowKernels own = kernels.rows();
        switch (metric) {
            case EUCLIDEAN -> own.squaredEuclidean(query, rows, count, sums);
            case MANHATTAN -> own.manhattan(query, rows, count, sums);
            case DOT_PRODUCT, COSINE -> own.dotAndSquare(query, rows, count, sums, squares);
        }
        return true;
    }

    /// Finds the rows whose sums are not above a limit.
    ///
    /// @return how many there are, see [#passing]
    int findNotAbove(float limit) {
        return kernels.columns().notAbove(limit, sums, 0, count(), passing);
    }

    /// Finds the rows of which −sum − perLength·√square is not above a limit, or not finite.
    ///
    /// @return how many there are, see [#passing]
    int findNotAbove(float limit, float perLength) {
        return kernels.rows().mayPass(limit, perLength, sums, squares, count(), passing);
    }

    /// Which row was found k-th.
    int passing(int k) {
        return passing[k];
    }

    int count() {
        return reader.count();
    }

    /// The number in the block of the i-th of these rows.
    int number(int i) {
        return reader.number(i);
    }

    /// Σ (qᵢ − xᵢ)², Σ |qᵢ − xᵢ| or Σ qᵢ·xᵢ, as the metric asks.
    float sum(int i) {
        return sums[i];
    }

    /// Σ xᵢ², under the dot product and cosine alone.
    float square(int i) {
        return squares[i];
    }

    /// A copy of the i-th of these rows.
    float[] row(int i) {
        return reader.row(i);
    }
}
