package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import dev.vicino.exact.BatchScan;
import dev.vicino.exact.Kernels;
import dev.vicino.exact.Neighbour;
import dev.vicino.exact.StoredRows;
import dev.vicino.exact.VectorBlock;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.lucene.index.FloatVectorValues;

/// Some of a segment's vectors as queries, to measure recall@10 with while its graphs are made: each is looked for as
/// if it were not there itself, as a query seldom is.
final class SampleQueries {
    static final int HITS = 10;

    private static final int QUERIES = 128;

    /// Where single queries decide.
    private static final int MANY_QUERIES = 512;

    /// Multiply-adds of all queries with all vectors, less than a second's work in plain Java. More of them are worth
    /// waiting for the compiler, see [Kernels#inPlainJava].
    private static final long MOST_IN_PLAIN_JAVA = 1L << 33;

    /// Queries that a thread takes at a time.
    private static final int AT_ONCE = 8;

    private final FloatVectorValues vectors;
    private final int[] nodes;
    private final float[][] queries;
    private final boolean inPlainJava;

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
        inPlainJava = (long) count * vectors.size() * vectors.dimension() <= MOST_IN_PLAIN_JAVA;
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

    /// Walks among the vectors themselves.
    Outcome walks(Metric metric, Links graph, int effort) throws IOException {
        return walks(metric, effort, () -> new MetricWalk(graph, scorer(metric)));
    }

    /// Walks by an image.
    Outcome walks(Metric metric, Links graph, VectorImage image, double stretch, int effort) throws IOException {
        Kernels turning = inPlainJava ? Kernels.inPlainJava() : Kernels.fastest();
        return walks(
                metric, effort, () -> new MetricWalk(graph, scorer(metric), image.scorer(metric, turning), stretch));
    }

    private VectorScorer scorer(Metric metric) throws IOException {
        VectorBlock block = new FieldBlock(vectors.copy());
        return new VectorScorer(metric, inPlainJava ? StoredRows.inPlainJava(block) : StoredRows.of(block));
    }

    private Outcome walks(Metric metric, int effort, LinkCrew.Hiring<MetricWalk> hiring) throws IOException {
        prepare(metric);
        LongAdder found = new LongAdder();
        LongAdder compared = new LongAdder();
        new LinkCrew<>(hiring).share(queries.length, AT_ONCE, (walk, from, to) -> {
            for (int q = from; q < to; q++) {
                walk.leaveOut(nodes[q]);
                SegmentVectors.Found near = walk.near(WalkRequest.of(queries[q], HITS, effort));
                found.add(found(metric, q, near.nodes(), HITS));
                compared.add(near.compared());
            }
        });
        return new Outcome((double) found.sum() / (queries.length * HITS), (double) compared.sum() / queries.length);
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
        int threads = Runtime.getRuntime().availableProcessors();
        BatchScan scan = inPlainJava
                ? BatchScan.inPlainJava(metric, queries, HITS + 1, threads)
                : new BatchScan(metric, queries, HITS + 1, threads);
        scan.offerAll(0, new FieldBlock(vectors));
        List<List<Neighbour>> all = scan.nearest();
        return IntStream.range(0, queries.length)
                .mapToObj(q -> all.get(q).stream()
                        .mapToInt(Neighbour::ordinal)
                        .filter(node -> node != nodes[q])
                        .sorted()
                        .toArray())
                .toArray(int[][]::new);
    }
}
