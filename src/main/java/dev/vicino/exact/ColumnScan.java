package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.function.IntUnaryOperator;

/// Compares one query with vectors in columns, box by box, the nearest box first: once enough are known, boxes that lie
/// farther off than these are passed over.
final class ColumnScan {
    /// So many boxes are scanned in one go where most are scanned anyway.
    static final int MOST_AT_ONCE = 8;

    /// Up to so many boxes are scanned in the order of their distance.
    private static final int FEW = 64;

    /// More than what rounding can amount to in the product of a direction and the corner of a box, in up to sixteen
    /// dimensions.
    private static final float CORNER_ROUNDING = 0x1p-15f;

    private final ColumnKernels kernels;
    private final Metric metric;
    private final float[] query;
    private final int firstOrdinal;
    private final VectorColumns vectors;
    private final ColumnBoxes boxes;
    private final IntUnaryOperator accepted;
    private final Candidates candidates;

    /// The query, as it is compared: of length one for cosine.
    private final float[] with;

    private final SumBounds bounds;
    private final ColumnRoom room;
    private final float[] sums;
    private final int[] passing;
    private int compared;

    private ColumnScan(
            ColumnKernels kernels,
            Metric metric,
            float[] query,
            int firstOrdinal,
            VectorColumns vectors,
            IntUnaryOperator accepted,
            Candidates candidates,
            ColumnRoom room) {
        this.kernels = kernels;
        this.metric = metric;
        this.query = query;
        this.firstOrdinal = firstOrdinal;
        this.vectors = vectors;
        this.boxes = vectors.boxes(metric);
        this.accepted = accepted;
        this.candidates = candidates;
        this.with = metric == Metric.COSINE ? Vectors.unit(query) : query;
        this.bounds = SumBounds.ofDirectSums(metric, query);
        this.room = room;
        this.sums = room.sums();
        this.passing = room.passing();
    }

    /// Offers what is near to the candidates.
    ///
    /// @param accepted the first accepted row at or after a row
    /// @return how many were compared
    static int offer(
            ColumnKernels kernels,
            Metric metric,
            float[] query,
            int firstOrdinal,
            VectorColumns vectors,
            IntUnaryOperator accepted,
            Candidates candidates) {
        ColumnRoom room = vectors.takeRoom();
        ColumnScan scan = new ColumnScan(kernels, metric, query, firstOrdinal, vectors, accepted, candidates, room);
        scan.run();
        vectors.giveBack(room);
        return scan.compared;
    }

    private void run() {
        int count = boxes.boxes();
        if (count <= MOST_AT_ONCE || vectors.longest() > bounds.safeLength()) {
            for (int box = 0; box < count; box += MOST_AT_ONCE) {
                scan(box, Math.min(MOST_AT_ONCE, count - box));
            }
            return;
        }
        float[] distances = room.distances();
        boxes.bounds(metric, with, distances);
        int nearest = nearest(distances, count);
        scan(nearest, 1);
        int[] left = room.left();
        int reached = without(nearest, left, kernels.notAbove(limit(), distances, 0, count, left));
        if (reached <= FEW) {
            nearestFirst(distances, left, reached);
        } else {
            inTheirOrder(distances, left, reached);
        }
    }

    private static int nearest(float[] distances, int count) {
        int nearest = 0;
        float least = distances[0];
        for (int box = 1; box < count; box++) {
            if (distances[box] < least) {
                least = distances[box];
                nearest = box;
            }
        }
        return nearest;
    }

    /// @return how many numbers are left without one of them
    private static int without(int number, int[] numbers, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            numbers[kept] = numbers[i];
            kept += numbers[i] == number ? 0 : 1;
        }
        return kept;
    }

    /// The largest bound of a box that may hold a vector whose key may be no larger than the threshold. The corner of a
    /// box may be farther from the origin than all vectors are, along each of its sides.
    private float limit() {
        float limit = bounds.largestSum(candidates.threshold(), Math.sqrt(with.length) * vectors.longest());
        return metric == Metric.COSINE ? limit + CORNER_ROUNDING : limit;
    }

    private void nearestFirst(float[] distances, int[] left, int reached) {
        for (int i = 1; i < reached; i++) {
            int box = left[i];
            int at = i;
            for (; at > 0 && distances[left[at - 1]] > distances[box]; at--) {
                left[at] = left[at - 1];
            }
            left[at] = box;
        }
        for (int i = 0; i < reached; i++) {
            if (!(distances[left[i]] > limit())) {
                scan(left[i], 1);
            }
        }
    }

    /// Boxes that follow each other in one go.
    private void inTheirOrder(float[] distances, int[] left, int reached) {
        for (int i = 0; i < reached; ) {
            float limit = limit();
            int run = 0;
            while (run < MOST_AT_ONCE
                    && i + run < reached
                    && left[i + run] == left[i] + run
                    && !(distances[left[i + run]] > limit)) {
                run++;
            }
            if (run > 0) {
                scan(left[i], run);
            }
            i += Math.max(run, 1);
        }
    }

    private void scan(int firstBox, int boxesAtOnce) {
        int from = firstBox * ColumnBoxes.SIZE;
        int count = boxes.count(firstBox, boxesAtOnce);
        boolean safe = vectors.longest() <= bounds.safeLength();
        int found = safe ? passing(from, count) : all(count);
        for (int i = 0; i < found; i++) {
            int row = boxes.row(from + passing[i]);
            if (accepted.applyAsInt(row) == row
                    && !(safe && bounds.offer(firstOrdinal + row, sums[passing[i]], vectors.length(row), candidates))) {
                float[] vector = new float[vectors.dimension()];
                vectors.copy(row, 1, vector, 0);
                DoublePrecision.offer(metric, query, firstOrdinal + row, vector, candidates);
            }
        }
        compared += count;
    }

    private int passing(int from, int count) {
        float[][] columns = boxes.columns();
        switch (metric) {
            case EUCLIDEAN -> kernels.squaredEuclidean(with, columns, from, count, sums);
            case MANHATTAN -> kernels.manhattan(with, columns, from, count, sums);
            case DOT_PRODUCT, COSINE -> kernels.negatedDot(with, columns, from, count, sums);
        }
        float limit = bounds.largestSum(candidates.threshold(), vectors.longest());
        return kernels.notAbove(limit, sums, 0, count, passing);
    }

    private int all(int count) {
        for (int i = 0; i < count; i++) {
            passing[i] = i;
        }
        return count;
    }
}
