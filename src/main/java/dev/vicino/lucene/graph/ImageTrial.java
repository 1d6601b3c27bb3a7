package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.jspecify.annotations.Nullable;

/// Finds out whether walks by an image pay for a segment's vectors, and by how many dimensions.
///
/// A sample of the vectors are the queries, each left out of the graph while it is looked for. By each metric, walks
/// among the vectors set the recall that is to be reached, at a small effort and at a large one; an image's pool is
/// widened until it reaches both, and the two ways are compared by what they cost. Costs are counted, not timed: equal
/// vectors shall leave equal files.
final class ImageTrial {
    /// Smaller segments are walked through in microseconds as they are.
    private static final int SMALLEST_SEGMENT = 10_000;

    private static final int SAMPLE = 4096;
    private static final List<Integer> AXES = List.of(32, 64, 96, 128);
    private static final int QUERIES = 128;
    private static final int HITS = 10;
    private static final int[] EFFORTS = {20, 80};
    private static final int EFFORT_FOR_TRUTH = 250;
    private static final double[] STRETCHES = {1, 1.25, 1.5, 2, 3, 4, 6};

    /// A recall that is lower by this is no worse than the sample can tell: three neighbours of its 1,280.
    private static final double TOLERATED = 0.0025;

    /// An image that saves less is not worth its bytes.
    private static final double WORTHWHILE = 0.8;

    /// Nanoseconds, measured on MNIST: what a node costs whatever its vector's size, and what each byte of it does.
    private static final double NODE_COST = 35;

    private static final double BYTE_COST = 0.08;

    /// Of one product while a query is brought into the image.
    private static final double PRODUCT_COST = 0.04;

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
        Map<Metric, Yardstick> yardsticks = new EnumMap<>(Metric.class);
        for (Map.Entry<Metric, Links> graph : graphs.entrySet()) {
            yardsticks.put(graph.getKey(), yardstick(graph.getKey(), graph.getValue()));
        }
        List<Integer> choices =
                AXES.stream().filter(axes -> axes < vectors.dimension()).toList();
        Verdict best = new Verdict(null, graphs.size());
        float[][] sample = sample();
        float[] mean = PrincipalAxes.mean(sample);
        if (!choices.isEmpty()) {
            PrincipalAxes axes = PrincipalAxes.of(sample, choices.getLast());
            VectorImage largest = VectorImage.of(ImageBasis.of(axes, choices.getLast()), vectors);
            for (int dimensions : choices) {
                best = better(best, verdict(largest.first(dimensions), yardsticks.values()));
            }
        }
        ImageBasis components = ImageBasis.ofComponents(mean);
        return better(best, verdict(VectorImage.of(components, vectors), yardsticks.values())).chosen;
    }

    /// @param chosen null for no image
    /// @param cost of walks under all metrics, in parts of those among the vectors
    private record Verdict(@Nullable Chosen chosen, double cost) {}

    private static Verdict better(Verdict one, Verdict other) {
        return other.cost < one.cost ? other : one;
    }

    private Verdict verdict(VectorImage image, Iterable<Yardstick> yardsticks) throws IOException {
        Map<Metric, Double> stretches = new EnumMap<>(Metric.class);
        double cost = 0;
        for (Yardstick yardstick : yardsticks) {
            Attempt attempt = attempt(image, yardstick);
            cost += attempt == null ? 1 : attempt.cost;
            if (attempt != null) {
                stretches.put(yardstick.metric, attempt.stretch);
            }
        }
        return new Verdict(stretches.isEmpty() ? null : new Chosen(image, stretches), cost);
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

    /// What walks among the vectors do.
    ///
    /// @param nearest to each query, as far as can be told
    /// @param recalls that are to be reached, for each effort
    /// @param cost of a walk of each effort, in nanoseconds
    private record Yardstick(Metric metric, Links graph, int[][] nearest, double[] recalls, double cost) {}

    private Yardstick yardstick(Metric metric, Links graph) throws IOException {
        MetricWalk walk = new MetricWalk(graph, new VectorScorer(metric, vectors.copy(), scorers));
        int[][] nearest = new int[QUERIES][];
        for (int q = 0; q < QUERIES; q++) {
            nearest[q] = Arrays.copyOf(near(walk, q, EFFORT_FOR_TRUTH).nodes(), HITS);
        }
        double[] recalls = new double[EFFORTS.length];
        double cost = 0;
        for (int e = 0; e < EFFORTS.length; e++) {
            Outcome outcome = outcome(walk, EFFORTS[e], nearest);
            recalls[e] = outcome.recall;
            cost += outcome.compared * vectorCost();
        }
        return new Yardstick(metric, graph, nearest, recalls, cost);
    }

    /// @param compared nodes, to a query
    private record Outcome(double recall, double compared) {}

    private Outcome outcome(MetricWalk walk, int effort, int[][] nearest) throws IOException {
        int found = 0;
        long compared = 0;
        for (int q = 0; q < QUERIES; q++) {
            SegmentVectors.Found near = near(walk, q, effort);
            found += common(nearest[q], near.nodes());
            compared += near.compared();
        }
        return new Outcome((double) found / (QUERIES * HITS), (double) compared / QUERIES);
    }

    /// A walk towards one of the vectors, as if it were not there: a query is seldom in the graph.
    private SegmentVectors.Found near(MetricWalk walk, int query, int effort) throws IOException {
        int node = spread(query, QUERIES);
        walk.leaveOut(node);
        return walk.near(WalkRequest.of(vectors.vectorValue(node).clone(), HITS, effort));
    }

    private static int common(int[] nearest, int[] nodes) {
        int common = 0;
        for (int i = 0; i < Math.min(HITS, nodes.length); i++) {
            for (int near : nearest) {
                if (near == nodes[i]) {
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

    /// Null if the image does not reach the recalls at a worthwhile cost.
    private @Nullable Attempt attempt(VectorImage image, Yardstick yardstick) throws IOException {
        VectorScorer scorer = new VectorScorer(yardstick.metric, vectors.copy(), scorers);
        for (double stretch : STRETCHES) {
            MetricWalk walk = new MetricWalk(yardstick.graph, scorer, image, stretch);
            double cost = 0;
            boolean reached = true;
            for (int e = 0; e < EFFORTS.length; e++) {
                Outcome outcome = outcome(walk, EFFORTS[e], yardstick.nearest);
                cost += cost(image, outcome.compared, EFFORTS[e] * stretch);
                reached &= outcome.recall >= yardstick.recalls[e] - TOLERATED;
            }
            if (cost > WORTHWHILE * yardstick.cost) {
                return null;
            }
            if (reached) {
                return new Attempt(stretch, cost / yardstick.cost);
            }
        }
        return null;
    }

    /// @param compared nodes in the image, and at most `kept` of them by the vectors themselves
    private double cost(VectorImage image, double compared, double kept) {
        return compared * (NODE_COST + BYTE_COST * image.dimensions())
                + kept * vectorCost()
                + PRODUCT_COST * image.basis().axes().length;
    }
}
