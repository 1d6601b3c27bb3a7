package dev.vicino.lucene.graph;

import dev.vicino.GraphParameters;
import dev.vicino.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.MergeState;

/// Links the graphs of a segment's field, so that equal vectors in equal order are linked alike.
final class GraphLinking {
    private final GraphParameters parameters;
    private final int smallestGraph;
    private final FlatVectorsScorer scorers;

    GraphLinking(GraphParameters parameters, int smallestGraph, FlatVectorsScorer scorers) {
        this.parameters = parameters;
        this.smallestGraph = Math.max(1, smallestGraph);
        this.scorers = scorers;
    }

    /// The graphs over new vectors.
    LinkedField build(FieldInfo field, KnnVectorValues vectors) throws IOException {
        return link(field, vectors, kind -> grow(kind, vectors, (linked, nodes) -> {}));
    }

    /// The graphs over the vectors of several segments: the largest one's links are kept, the others' vectors are
    /// linked in.
    LinkedField merge(FieldInfo field, KnnVectorValues vectors, MergeState merge) throws IOException {
        GraphGrowth.Watch watch = (linked, nodes) -> merge.checkAborted();
        return link(field, vectors, kind -> {
            KeptGraph kept = KeptGraph.largest(merge, field, kind, vectors, parameters);
            return kept == null
                    ? grow(kind, vectors, watch)
                    : GraphGrowth.of(kept, vectors.size(), pairs(kind, vectors), parameters, watch);
        });
    }

    private interface Linking {
        GrowingGraph by(GraphKind kind) throws IOException;
    }

    private LinkedField link(FieldInfo field, KnnVectorValues vectors, Linking linking) throws IOException {
        List<LinkedField.Graph> graphs = new ArrayList<>();
        if (vectors.size() < smallestGraph) {
            return new LinkedField(graphs, null);
        }
        for (Set<GraphKind> kinds : SharedGraphs.of(GraphKind.of(field), vectors)) {
            graphs.add(new LinkedField.Graph(kinds, linking.by(kinds.iterator().next())));
        }
        return finished(vectors, graphs);
    }

    private GrowingGraph grow(GraphKind kind, KnnVectorValues vectors, GraphGrowth.Watch watch) throws IOException {
        return GraphGrowth.of(vectors.size(), pairs(kind, vectors), parameters, watch);
    }

    private NodePairs pairs(GraphKind kind, KnnVectorValues vectors) {
        return new VectorPairs(kind, vectors, scorers);
    }

    private LinkedField finished(KnnVectorValues vectors, List<LinkedField.Graph> graphs) throws IOException {
        if (!(vectors instanceof FloatVectorValues floats)) {
            return new LinkedField(graphs, null);
        }
        Map<Metric, Links> byMetric = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            for (GraphKind kind : GraphKind.of(metric)) {
                for (LinkedField.Graph graph : graphs) {
                    if (graph.kinds().contains(kind)) {
                        byMetric.putIfAbsent(metric, graph.links());
                    }
                }
            }
        }
        return new LinkedField(graphs, ImageTrial.of(floats, scorers, byMetric));
    }
}
