package dev.vicino.exact;

import dev.vicino.DimensionMismatchException;
import dev.vicino.InvalidVectorException;
import dev.vicino.Metric;

/// The queries of a batch, interleaved for [TileKernels], some to a group. The last group is filled up with zeros.
final class QueryTiles {
    private final Metric metric;
    private final float[][] queries;
    private final float[][] groups;
    private final SumBounds[] bounds;

    QueryTiles(Metric metric, float[][] queries) {
        this.metric = metric;
        this.queries = queries;
        this.bounds = new SumBounds[queries.length];
        int groupCount = (queries.length + TileKernels.QUERIES - 1) / TileKernels.QUERIES;
        this.groups = new float[groupCount][TileKernels.QUERIES * TileImage.width(metric, dimension())];
        for (int q = 0; q < queries.length; q++) {
            check(q);
            bounds[q] = SumBounds.ofTileSums(metric, queries[q]);
            float[] image = TileImage.ofQuery(metric, queries[q]);
            float[] group = groups[q / TileKernels.QUERIES];
            for (int i = 0; i < image.length; i++) {
                group[i * TileKernels.QUERIES + q % TileKernels.QUERIES] = image[i];
            }
        }
    }

    private void check(int q) {
        if (queries[q].length != dimension()) {
            throw new DimensionMismatchException("query number " + q + " has " + queries[q].length
                    + " dimensions; query number 0 has " + dimension());
        }
        if (metric == Metric.COSINE && Vectors.length(queries[q]) == 0) {
            throw new InvalidVectorException(
                    "query number " + q + " is all zeros; a zero vector has no direction, so no cosine");
        }
    }

    Metric metric() {
        return metric;
    }

    int count() {
        return queries.length;
    }

    int dimension() {
        return queries[0].length;
    }

    float[] query(int q) {
        return queries[q];
    }

    SumBounds bounds(int q) {
        return bounds[q];
    }

    int groupCount() {
        return groups.length;
    }

    /// The interleaved images of a group's queries.
    float[] group(int g) {
        return groups[g];
    }
}
