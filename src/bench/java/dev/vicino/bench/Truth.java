package dev.vicino.bench;

import dev.vicino.Metric;
import dev.vicino.exact.BatchScan;
import dev.vicino.exact.Neighbour;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How far the tenth nearest of each query is, in double precision: worked out once, then kept beside the data.
final class Truth {
    /// Hits of each query, as in ann-benchmarks.
    static final int HITS = 10;

    private final Metric metric;
    private final VectorFile base;
    private final float[][] queries;
    private final double[] farthest;

    private Truth(Metric metric, VectorFile base, float[][] queries, double[] farthest) {
        this.metric = metric;
        this.base = base;
        this.queries = queries;
        this.farthest = farthest;
    }

    /// @param queries how many of the data's queries, from the first on
    /// @param share per cent of the items that may be hits (see [BenchData#percentile])
    static Truth of(BenchData data, Metric metric, int queries, int share) throws IOException {
        VectorFile base = data.base();
        float[][] asked = data.queries().rows(queries);
        Path file = data.folder().resolve("truth-" + metric.symbol() + "-" + share + "-" + queries);
        double[] farthest = new double[queries];
        if (Files.exists(file)) {
            ByteBuffer.wrap(Files.readAllBytes(file)).asDoubleBuffer().get(farthest);
            return new Truth(metric, base, asked, farthest);
        }
        BatchScan scan =
                new BatchScan(metric, asked, HITS, Runtime.getRuntime().availableProcessors());
        scan.offerAccepted(0, base, from -> {
            int row = from;
            while (row < base.count() && BenchData.percentile(row) >= share) {
                row++;
            }
            return row;
        });
        List<List<Neighbour>> nearest = scan.nearest();
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * queries);
        DoubleBuffer values = bytes.asDoubleBuffer();
        for (int q = 0; q < queries; q++) {
            farthest[q] = nearest.get(q).get(HITS - 1).value();
            values.put(farthest[q]);
        }
        Files.write(file, bytes.array());
        return new Truth(metric, base, asked, farthest);
    }

    /// The mean share of the ten nearest that answers hold.
    ///
    /// @param answers for each query, from the first on, ordinals of base vectors
    double recall(int[][] answers) {
        long found = 0;
        for (int q = 0; q < answers.length; q++) {
            for (int ordinal : answers[q]) {
                double value = metric.between(queries[q], base.row(ordinal));
                if (metric.compareNearestFirst(value, farthest[q]) <= 0) {
                    found++;
                }
            }
        }
        return (double) found / ((long) answers.length * HITS);
    }
}
