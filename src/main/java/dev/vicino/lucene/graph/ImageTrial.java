package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds out whether walks by an image pay for a segment's vectors, and by how many dimensions.
///
/// By each metric, walks among the vectors set the recall that is to be reached, at a small effort and at a large one;
/// an image's pool is widened until it reaches both, and the two ways are compared by what they cost. Costs are
/// counted, not timed: equal vectors shall leave equal files.
final class ImageTrial {
    private static final int[] EFFORTS = {20, 80};
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

    private final int dimension;
    private final SampleQueries queries;
    private final ImageChoices images;

    /// @param dimension of the vectors
    ImageTrial(int dimension, SampleQueries queries, ImageChoices images) {
        this.dimension = dimension;
        this.queries = queries;
        this.images = images;
    }

    /// An image, and how far the pool is widened under each metric that it pays for.
    record Chosen(VectorImage image, Map<Metric, Double> stretches) {}

    /// The image that pays best for walks by these metrics, each through its graph; null if none pays.
    @Nullable
    Chosen choose(Map<Metric, Links> graphs) throws IOException {
        List<Integer> choices = images.dimensions();
        if (choices.isEmpty()) {
            return null;
        }
        List<Yardstick> yardsticks = new ArrayList<>();
        for (Map.Entry<Metric, Links> graph : graphs.entrySet()) {
            yardsticks.add(yardstick(graph.getKey(), graph.getValue()));
        }
        Verdict best = new Verdict(null, graphs.size());
        for (int dimensions : choices) {
            if (leastCost(dimensions, yardsticks) < best.cost) {
                Verdict verdict = verdict(images.image(dimensions), yardsticks);
                best = verdict.cost < best.cost ? verdict : best;
            }
        }
        return best.chosen;
    }

    /// @param chosen null for no image
    /// @param cost of walks under all metrics, in parts of those among the vectors
    private record Verdict(@Nullable Chosen chosen, double cost) {}

    /// What walks by an image of so many dimensions will hardly cost less than: they compare as many nodes as those
    /// among the vectors, or more.
    private double leastCost(int dimensions, List<Yardstick> yardsticks) {
        double sum = 0;
        for (Yardstick yardstick : yardsticks) {
            double cost = 0;
            for (int e = 0; e < EFFORTS.length; e++) {
                cost += cost(dimensions, yardstick.compared[e], EFFORTS[e]);
            }
            sum += Math.min(1, cost / yardstick.cost);
        }
        return sum;
    }

    private Verdict verdict(VectorImage image, List<Yardstick> yardsticks) throws IOException {
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

    /// What walks among the vectors do.
    ///
    /// @param recalls that are to be reached, for each effort
    /// @param compared nodes, for each effort
    /// @param cost of a walk of each effort, in nanoseconds
    private record Yardstick(Metric metric, Links graph, double[] recalls, double[] compared, double cost) {}

    private Yardstick yardstick(Metric metric, Links graph) throws IOException {
        double[] recalls = new double[EFFORTS.length];
        double[] compared = new double[EFFORTS.length];
        double cost = 0;
        for (int e = 0; e < EFFORTS.length; e++) {
            SampleQueries.Outcome outcome = queries.walks(metric, graph, EFFORTS[e]);
            recalls[e] = outcome.recall();
            compared[e] = outcome.compared();
            cost += outcome.compared() * vectorCost();
        }
        return new Yardstick(metric, graph, recalls, compared, cost);
    }

    private double vectorCost() {
        return NODE_COST + BYTE_COST * Float.BYTES * dimension;
    }

    /// @param cost as a share of the yardstick's
    private record Attempt(double stretch, double cost) {}

    /// Null if the image does not reach the recalls at a worthwhile cost.
    private @Nullable Attempt attempt(VectorImage image, Yardstick yardstick) throws IOException {
        for (double stretch : STRETCHES) {
            double cost = 0;
            boolean reached = true;
            for (int e = 0; e < EFFORTS.length; e++) {
                SampleQueries.Outcome outcome =
                        queries.walks(yardstick.metric, yardstick.graph, image, stretch, EFFORTS[e]);
                cost += cost(image.dimensions(), outcome.compared(), EFFORTS[e] * stretch);
                reached &= outcome.recall() >= yardstick.recalls[e] - TOLERATED;
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
    private double cost(int dimensions, double compared, double kept) {
        int products = dimensions < dimension ? dimensions * dimension : 0;
        return compared * (NODE_COST + BYTE_COST * dimensions) + kept * vectorCost() + PRODUCT_COST * products;
    }
}
