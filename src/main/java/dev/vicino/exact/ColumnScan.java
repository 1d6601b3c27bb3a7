package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.function.IntUnaryOperator;

/// Compares one query with vectors in columns.
final class ColumnScan {
    /// So few at first, because all of them pass as long as none is known.
    private static final int FIRST_STRETCH = ColumnKernels.AT_ONCE;

    private final ColumnKernels kernels;
    private final Metric metric;
    private final float[] query;
    private final Candidates candidates;
    private final SumBounds bounds;
    private final float[] sums = new float[VectorColumns.STRETCH];
    private final int[] passing = new int[VectorColumns.STRETCH];

    ColumnScan(ColumnKernels kernels, Metric metric, float[] query, Candidates candidates) {
        this.kernels = kernels;
        this.metric = metric;
        this.query = query;
        this.candidates = candidates;
        this.bounds = SumBounds.ofDirectSums(metric, query);
    }

    /// @param accepted the first accepted row at or after a row
    void offer(int firstOrdinal, VectorColumns columns, IntUnaryOperator accepted) {
        float[][] compared = metric == Metric.COSINE ? columns.unitColumns() : columns.columns();
        float[] with = metric == Metric.COSINE ? Vectors.unit(query) : query;
        int size = FIRST_STRETCH;
        for (int from = 0; from < columns.count(); from += size) {
            // Doubles until it is a whole stretch, and never reaches from one stretch into the next.
            size = Math.min(Math.max(from, FIRST_STRETCH), VectorColumns.STRETCH);
            int count = Math.min(size, columns.count() - from);
            double longest = columns.longest(from);
            boolean safe = longest <= bounds.safeLength();
            int found = safe ? passing(with, compared, from, count, longest) : all(count);
            for (int i = 0; i < found; i++) {
                int row = from + passing[i];
                if (accepted.applyAsInt(row) == row
                        && !(safe
                                && bounds.offer(
                                        firstOrdinal + row, sums[passing[i]], columns.length(row), candidates))) {
                    float[] vector = new float[columns.dimension()];
                    columns.copy(row, 1, vector, 0);
                    DoublePrecision.offer(metric, query, firstOrdinal + row, vector, candidates);
                }
            }
        }
    }

    private int passing(float[] with, float[][] compared, int from, int count, double longest) {
        switch (metric) {
            case EUCLIDEAN -> kernels.squaredEuclidean(with, compared, from, count, sums);
            case MANHATTAN -> kernels.manhattan(with, compared, from, count, sums);
            case DOT_PRODUCT, COSINE -> kernels.negatedDot(with, compared, from, count, sums);
        }
        float limit = bounds.largestSum(candidates.threshold(), longest);
        return kernels.notAbove(limit, sums, 0, count, passing);
    }

    private int all(int count) {
        for (int i = 0; i < count; i++) {
            passing[i] = i;
        }
        return count;
    }
}
