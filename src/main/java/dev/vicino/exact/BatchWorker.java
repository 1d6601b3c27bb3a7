package dev.vicino.exact;

import java.util.Arrays;

/// One thread's share of a batch: the candidates of every query among the rows that this thread has seen.
final class BatchWorker {
    private final KernelSet kernels;
    private final QueryTiles queries;
    private final Candidates[] candidates;
    private final float[] tile;
    private final float[] limits = new float[TileKernels.QUERIES];
    private final int[] passing;

    BatchWorker(KernelSet kernels, QueryTiles queries, int limit) {
        this.kernels = kernels;
        this.queries = queries;
        this.candidates = new Candidates[queries.count()];
        Arrays.setAll(candidates, q -> new Candidates(limit));
        int rows = kernels.tiles().rows();
        this.tile = new float[TileKernels.QUERIES * rows];
        this.passing = new int[rows];
    }

    Candidates candidates(int q) {
        return candidates[q];
    }

    /// Compares all queries with the rows in the panels.
    void compare(int firstOrdinal, RowPanels panels) {
        TileKernels tiles = kernels.tiles();
        int width = TileImage.width(queries.metric(), queries.dimension());
        for (int group = 0; group < queries.groupCount(); group++) {
            int first = group * TileKernels.QUERIES;
            int count = Math.min(TileKernels.QUERIES, queries.count() - first);
            for (int i = 0; i < count; i++) {
                limits[i] = limit(first + i, panels);
            }
            int valid = (1 << count) - 1;
            for (int panel = 0; panel < panels.used(); panel++) {
                int from = panels.start(panel);
                switch (queries.metric()) {
                    case EUCLIDEAN, DOT_PRODUCT, COSINE ->
                        tiles.dot(queries.group(group), panels.images(), from, width, tile);
                    case MANHATTAN -> tiles.manhattan(queries.group(group), panels.images(), from, width, tile);
                }
                for (int rest = tiles.passing(limits, tile) & valid; rest != 0; rest &= rest - 1) {
                    int i = Integer.numberOfTrailingZeros(rest);
                    collect(firstOrdinal, panels, panel, first + i, i);
                }
            }
        }
    }

    /// What a sum must not exceed to be of interest to a query; NaN, which nothing exceeds, if the sums may overflow.
    private float limit(int q, RowPanels panels) {
        SumBounds bounds = queries.bounds(q);
        boolean safe = panels.longest() <= bounds.safeLength();
        return safe ? bounds.largestSum(candidates[q].threshold(), panels.longest()) : Float.NaN;
    }

    private void collect(int firstOrdinal, RowPanels panels, int panel, int q, int i) {
        int from = i * passing.length;
        int found = kernels.columns().notAbove(limits[i], tile, from, panels.count(panel), passing);
        SumBounds bounds = queries.bounds(q);
        // Vectors that the sums cannot tell apart would all wait to be settled in the end, millions perhaps: once
        // there is a crowd, the next ones are settled as they come.
        boolean telling = panels.longest() <= bounds.safeLength() && !candidates[q].crowded();
        for (int k = 0; k < found; k++) {
            int row = passing[k];
            int ordinal = firstOrdinal + panels.number(panel, row);
            if (!(telling && bounds.offer(ordinal, tile[from + row], panels.length(panel, row), candidates[q]))) {
                DoublePrecision.offer(
                        queries.metric(), queries.query(q), ordinal, panels.vector(panel, row), candidates[q]);
            }
        }
        limits[i] = limit(q, panels);
    }
}
