package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.jspecify.annotations.Nullable;

/// Finds out whether walks by an image pay for a segment's vectors, and by how many dimensions.
///
/// A sample of the vectors are the queries. By each metric, a walk among the vectors sets the recall that is to be
/// reached; an image's pool is widened until it reaches that too, and the two are compared by what they cost. Costs
/// are counted, not timed: equal vectors shall leave equal files.
final class ImageTrial {
    /// Smaller segments are walked through in microseconds as they are.
    private static final int SMALLEST_SEGMENT = 10_000;

    private static final int SAMPLE = 4096;
    private static final int MOST_DIMENSIONS = 128;
    private static final int QUERIES = 64;
    private static final int HITS = 10;
    private static final int EFFORT = 40;
    private static final int EFFORT_FOR_TRUTH = 250;
    private static final double[] STRETCHES = {1, 1.25, 1.5, 2, 3, 4, 6};

    /// An image that saves less is not worth its bytes.
    private static final double WORTHWHILE = 0.8;

    /// Nanoseconds, measured on MNIST: what a node costs whatever its vector's size, and what each byte of it does.
    private static final double NODE_COST = 15;

    private static final double BYTE_COST = 0.06;

    /// Of one product while a query is brought into the image.
    private static final double PRODUCT_COST = 0.05;

    private final FloatVectorValues vectors;
    private final FlatVectorsScorer scorers;
    private final Map<Metric, Links> graphs;

    ImageTrial(FloatVectorValues vectors, FlatVectorsScorer scorers, Map<Metric, Links> graphs) {
        this.vectors = vectors;
        this.scorers = scorers;
        this.graphs = graphs;
    }

    /// An image, and how far the pool is widened under each metric that it pays for.
    record Chosen(VectorImage image, Map<Metric, Double> stretches) {}

    /// Null if no image pays.
    static @Nullable Chosen of(FloatVectorValues vectors, FlatVectorsScorer scorers, Map<Metric, Links> graphs)
            throws IOException {
        return vectors.size() < SMALLEST_SEGMENT ? null : new ImageTrial(vectors, scorers, graphs).choose();
    }

    private @Nullable Chosen choose() throws IOException {
        int most = Math.min(MOST_DIMENSIONS, wholeBlocks(vectors.dimension()));
        PrincipalAxes axes = PrincipalAxes.of(sample(), Math.min(most, vectors.dimension()));
        VectorImage largest = VectorImage.of(axes, most, vectors);
        Map<Metric, Yardstick> yardsticks = new EnumMap<>(Metric.class);
        for (Map.Entry<Metric, Links> graph : graphs.entrySet()) {
            yardsticks.put(graph.getKey(), yardstick(graph.getKey(), graph.getValue()));
        }
        Chosen best = null;
        double least = graphs.size();
        for (int dimensions : choices(most)) {
            Map<Metric, Double> stretches = new EnumMap<>(Metric.class);
            VectorImage image = largest.first(dimensions);
            double cost = 0;
            for (Yardstick yardstick : yardsticks.values()) {
                Attempt attempt = attempt(image, yardstick);
                cost += attempt == null ? 1 : attempt.cost;
                if (attempt != null) {
                    stretches.put(yardstick.metric, attempt.stretch);
                }
            }
            if (!stretches.isEmpty() && cost < least) {
                least = cost;
                best = new Chosen(image, stretches);
            }
        }
        return best;
    }

    private static int wholeBlocks(int dimension) {
        return (dimension + VectorImage.BLOCK - 1) / VectorImage.BLOCK * VectorImage.BLOCK;
    }

    private static SortedSet<Integer> choices(int most) {
        SortedSet<Integer> choices = new TreeSet<>(List.of(32, 64, 96, most));
        return choices.headSet(most + 1);
    }

    private float[][] sample() throws IOException {
        float[][] sample = new float[Math.min(SAMPLE, vectors.size())][];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = vectors.vectorValue(spread(i, sample.length)).clone();
        }
        return sample;
    }

    private int spread(int i, int count) {
        return (int) ((long) i * vectors.size() / count);
    }

    /// What a walk among the vectors does.
    ///
    /// @param nearest to each query, as far as can be told
    /// @param recall that is to be reached
    /// @param cost of a walk, in nanoseconds
    private record Yardstick(Metric metric, Links graph, int[][] nearest, double recall, double cost) {}

    private Yardstick yardstick(Metric metric, Links graph) throws IOException {
        MetricWalk walk = new MetricWalk(graph, new VectorScorer(metric, vectors.copy(), scorers));
        int[][] nearest = new int[QUERIES][];
        int found = 0;
        long scored = 0;
        for (int i = 0; i < QUERIES; i++) {
            int node = spread(i, QUERIES);
            float[] query = vectors.vectorValue(node).clone();
            nearest[i] = others(
                    walk.near(WalkRequest.of(query, HITS + 1, EFFORT_FOR_TRUTH)).nodes(), node);
            SegmentVectors.Found near = walk.near(WalkRequest.of(query, HITS + 1, EFFORT));
            found += common(nearest[i], near.nodes());
            scored += near.compared();
        }
        return new Yardstick(
                metric, graph, nearest, (double) found / (QUERIES * HITS), scored * vectorCost() / QUERIES);
    }

    private static int[] others(int[] nodes, int self) {
        return Arrays.stream(nodes).filter(node -> node != self).limit(HITS).toArray();
    }

    private static int common(int[] nearest, int[] nodes) {
        int common = 0;
        for (int node : nodes) {
            for (int near : nearest) {
                if (near == node) {
                    common++;
                }
            }
        }
        return common;
    }

    private double vectorCost() {
        return NODE_COST + BYTE_COST * Float.BYTES * vectors.dimension();
    }

    /// @param cost as a share of the yardstick's
    private record Attempt(double stretch, double cost) {}

    /// Null if the image does not reach the recall at a worthwhile cost.
    private @Nullable Attempt attempt(VectorImage image, Yardstick yardstick) throws IOException {
        VectorScorer scorer = new VectorScorer(yardstick.metric, vectors.copy(), scorers);
        for (double stretch : STRETCHES) {
            MetricWalk walk = new MetricWalk(yardstick.graph, scorer, image, stretch);
            int found = 0;
            long scored = 0;
            for (int i = 0; i < QUERIES; i++) {
                float[] query = vectors.vectorValue(spread(i, QUERIES)).clone();
                SegmentVectors.Found near = walk.near(WalkRequest.of(query, HITS + 1, EFFORT));
                found += common(yardstick.nearest[i], near.nodes());
                scored += near.compared();
            }
            double cost = scored * (NODE_COST + BYTE_COST * image.dimensions()) / QUERIES
                    + EFFORT * stretch * vectorCost()
                    + PRODUCT_COST * image.dimensions() * vectors.dimension();
            if (cost > WORTHWHILE * yardstick.cost) {
                return null;
            }
            if ((double) found / (QUERIES * HITS) >= yardstick.recall) {
                return new Attempt(stretch, cost / yardstick.cost);
            }
        }
        return null;
    }
}
