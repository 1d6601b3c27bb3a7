package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import dev.vicino.exact.Kernels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.FloatVectorValues;
import org.jspecify.annotations.Nullable;

/// Decides which graphs a segment's vectors need: no more than it takes for walks by each metric to find their way.
///
/// Among vectors of equal length, the nearest by L2, by dot product and by cosine are the same:
/// `|q − x|² = |q|² + |x|² − 2·q·x`. Among others it depends on the data whether a walk by one metric gets anywhere
/// through a graph that was linked by another (on MNIST, by dot product, far better than through its own), so it is
/// measured: with walks towards a sample of the vectors.
final class GraphSharing {
    /// How far two squared lengths may lie apart, in parts of the larger, and still be equal. Normalising in float32
    /// leaves about 10⁻⁷.
    private static final double EQUAL = 1e-4;

    private static final Set<GraphKind> ALIKE = EnumSet.of(GraphKind.L2, GraphKind.DOT, GraphKind.COSINE);

    /// Of the walks that measure.
    private static final int EFFORT = 40;

    /// Where recall is lower by no more than this than by L2 through the graph of L2, a slightly larger effort makes up
    /// for it, and a graph of its own would cost more than it gains.
    private static final double TOLERATED = 0.05;

    private final FloatVectorValues vectors;
    private final SampleQueries queries;
    private final Linking linking;
    private final List<LinkedField.Graph> graphs = new ArrayList<>();

    /// The recall of walks by L2 through the graph of L2.
    private double reference = 1;

    /// Whether there is a choice, and so anything to measure.
    private boolean choice;

    /// Links a graph by one kind of nearness.
    interface Linking {
        GrowingGraph by(GraphKind kind) throws IOException;
    }

    GraphSharing(FloatVectorValues vectors, SampleQueries queries, Linking linking) {
        this.vectors = vectors;
        this.queries = queries;
        this.linking = linking;
    }

    /// The graphs for these kinds of nearness.
    List<LinkedField.Graph> graphs(Set<GraphKind> kinds) throws IOException {
        choice = kinds.size() > 1 || kinds.iterator().next().linkings().size() > 1;
        boolean alike = kinds.stream().filter(ALIKE::contains).count() > 1 && equalLengths();
        for (GraphKind kind : kinds) {
            LinkedField.Graph graph = alike && ALIKE.contains(kind) ? linkedAlike() : null;
            graph = graph == null ? suited(kind) : graph;
            graph.kinds().add(kind);
            if (!graphs.contains(graph)) {
                graphs.add(graph);
            }
        }
        return graphs;
    }

    private LinkedField.@Nullable Graph linkedAlike() {
        return graphs.stream()
                .filter(graph -> ALIKE.contains(graph.linkedBy()))
                .findFirst()
                .orElse(null);
    }

    /// The first graph that does, of those there are and those that might be linked; else the best of them.
    private LinkedField.Graph suited(GraphKind kind) throws IOException {
        List<GraphKind> mightBe = new ArrayList<>(kind.linkings());
        graphs.forEach(graph -> mightBe.remove(graph.linkedBy()));
        if (graphs.isEmpty() && mightBe.size() == 1) {
            return linked(mightBe.getFirst());
        }
        LinkedField.Graph best = graph(0, mightBe);
        double most = recall(kind.metric(), best);
        for (int i = 1; i < graphs.size() + mightBe.size() && most < reference - TOLERATED; i++) {
            LinkedField.Graph graph = graph(i, mightBe);
            double recall = recall(kind.metric(), graph);
            if (recall > most) {
                most = recall;
                best = graph;
            }
        }
        return best;
    }

    /// Of those there are and then those that might be linked.
    private LinkedField.Graph graph(int number, List<GraphKind> mightBe) throws IOException {
        return number < graphs.size() ? graphs.get(number) : linked(mightBe.get(number - graphs.size()));
    }

    private LinkedField.Graph linked(GraphKind kind) throws IOException {
        LinkedField.Graph graph = new LinkedField.Graph(EnumSet.noneOf(GraphKind.class), kind, linking.by(kind));
        if (kind == GraphKind.L2 && choice) {
            reference = recall(Metric.EUCLIDEAN, graph);
        }
        return graph;
    }

    private double recall(Metric metric, LinkedField.Graph graph) throws IOException {
        if (queries.count() == 0) {
            return 1;
        }
        return queries.walks(metric, graph.links(), EFFORT).recall();
    }

    private boolean equalLengths() throws IOException {
        Kernels kernels = Kernels.inPlainJava();
        float least = Float.POSITIVE_INFINITY;
        float most = 0;
        for (int i = 0; i < vectors.size(); i++) {
            float[] vector = vectors.vectorValue(i);
            float square = kernels.dot(vector, vector);
            least = Math.min(least, square);
            most = Math.max(most, square);
            if (most - least > EQUAL * most) {
                return false;
            }
        }
        return most > 0;
    }
}
