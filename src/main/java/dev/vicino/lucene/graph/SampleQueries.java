package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import dev.vicino.exact.BatchScan;
import dev.vicino.exact.Neighbour;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.index.FloatVectorValues;

/// Some of a segment's vectors as queries, to measure recall@10 with while its graphs are made: each is looked for as
/// if it were not there itself, as a query seldom is.
final class SampleQueries {
    static final int HITS = 10;

    private static final int QUERIES = 128;

    /// Where single queries decide.
    private static final int MANY_QUERIES = 512;

    private final FloatVectorValues vectors;
    private final int[] nodes;
    private final float[][] queries;

    /// Of each query, those nearest to it.
    private final Map<Metric, int[][]> nearest = new EnumMap<>(Metric.class);

    /// @param vectors from which every so many is taken
    SampleQueries(FloatVectorValues vectors) throws IOException {
        this(vectors, QUERIES);
    }

    /// More of the same vectors.
    SampleQueries many() throws IOException {
        return new SampleQueries(vectors, MANY_QUERIES);
    }

    private SampleQueries(FloatVectorValues vectors, int most) throws IOException {
        this.vectors = vectors;
        int[] chosen = new int[most];
        float[][] copies = new float[most][];
        int count = 0;
        for (int i = 0; i < most; i++) {
            int node = (int) ((long) i * vectors.size() / most);
            float[] vector = vectors.vectorValue(node);
            // Zeros have no cosine.
            if (!Arrays.equals(vector, new float[vector.length])) {
                chosen[count] = node;
                copies[count++] = vector.clone();
            }
        }
        nodes = Arrays.copyOf(chosen, count);
        queries = Arrays.copyOf(copies, count);
    }

    int count() {
        return queries.length;
    }

    float[] query(int q) {
        return queries[q];
    }

    /// Its number in the segment.
    int node(int q) {
        return nodes[q];
    }

    /// What walks found.
    ///
    /// @param recall in [0, 1]
    /// @param compared nodes, to a query
    record Outcome(double recall, double compared) {}

    Outcome walks(Metric metric, MetricWalk walk, int effort) throws IOException {
        int found = 0;
        long compared = 0;
        for (int q = 0; q < queries.length; q++) {
            walk.leaveOut(nodes[q]);
            SegmentVectors.Found near = walk.near(WalkRequest.of(queries[q], HITS, effort));
            found += found(metric, q, near.nodes(), HITS);
            compared += near.compared();
        }
        return new Outcome((double) found / (queries.length * HITS), (double) compared / queries.length);
    }

    /// How many of the [#HITS] nearest are among the first of some nodes; those tied with the last count as well.
    int found(Metric metric, int q, int[] nodes, int first) {
        int found = 0;
        for (int i = 0; i < Math.min(first, nodes.length); i++) {
            if (Arrays.binarySearch(nearest(metric)[q], nodes[i]) >= 0) {
                found++;
            }
        }
        return Math.min(found, HITS);
    }

    /// Finds out what is nearest by a metric, so that several threads can ask for it.
    void prepare(Metric metric) {
        nearest(metric);
    }

    private int[][] nearest(Metric metric) {
        return nearest.computeIfAbsent(metric, this::scanned);
    }

    private int[][] scanned(Metric metric) {
        FieldBlock rows = new FieldBlock(vectors);
        List<List<Neighbour>> all = BatchScan.nearest(
                metric, queries, rows, HITS + 1, Runtime.getRuntime().availableProcessors());
        return IntStream.range(0, queries.length)
                .mapToObj(q -> all.get(q).stream()
                        .mapToInt(Neighbour::ordinal)
                        .filter(node -> node != nodes[q])
                        .sorted()
                        .toArray())
                .toArray(int[][]::new);
    }
}
