package dev.vicino.lucene.graph;

import dev.vicino.GraphParameters;
import dev.vicino.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeState;
import org.jspecify.annotations.Nullable;

/// Links the graphs of a segment's field, so that equal vectors in equal order are linked alike.
///
/// They are linked by an image of the vectors where that is faithful to them: it is as good, and faster by far.
final class GraphLinking {
    private final Options options;
    private final FlatVectorsScorer scorers;

    GraphLinking(Options options, FlatVectorsScorer scorers) {
        this.options = options;
        this.scorers = scorers;
    }

    /// How graphs are linked.
    ///
    /// @param smallestGraph vectors, at least 1; over fewer there is none
    /// @param smallestHurriedGraph vectors, no fewer than that; over fewer there is none yet while linking is hurried
    /// @param listener of the linking of all of them
    record Options(GraphParameters parameters, int smallestGraph, int smallestHurriedGraph, LinkingListener listener) {}

    /// Whether so many vectors are to go without graphs until a later merge.
    boolean isLeftForLater(int vectors) {
        return vectors >= options.smallestGraph
                && vectors < options.smallestHurriedGraph
                && options.listener.isHurried();
    }

    /// The graphs over new vectors.
    LinkedField build(FieldInfo field, KnnVectorValues vectors) throws IOException {
        return link(
                field,
                vectors,
                (kind, pairs) ->
                        grow(vectors, pairs, (linked, nodes) -> options.listener.linked(kind.metric(), linked, nodes)));
    }

    /// The graphs over the vectors of several segments: the largest one's links are kept, the others' vectors are
    /// linked in.
    LinkedField merge(FieldInfo field, KnnVectorValues vectors, MergeState merge) throws IOException {
        return link(field, vectors, (kind, pairs) -> {
            GraphGrowth.Watch watch = (linked, nodes) -> {
                merge.checkAborted();
                if (!options.listener.linked(kind.metric(), linked, nodes)) {
                    throw new MergePolicy.MergeAbortedException(
                            "given up after %d of %d nodes".formatted(linked, nodes));
                }
            };
            KeptGraph kept = KeptGraph.largest(merge, field, kind, vectors, options.parameters);
            return kept == null
                    ? grow(vectors, pairs, watch)
                    : GraphGrowth.of(kept, vectors.size(), pairs, options.parameters, watch);
        });
    }

    private interface Linking {
        GrowingGraph by(GraphKind kind, NodePairs pairs) throws IOException;
    }

    private GrowingGraph grow(KnnVectorValues vectors, NodePairs pairs, GraphGrowth.Watch watch) throws IOException {
        return GraphGrowth.of(vectors.size(), pairs, options.parameters, watch);
    }

    private LinkedField link(FieldInfo field, KnnVectorValues vectors, Linking linking) throws IOException {
        if (vectors.size() < options.smallestGraph) {
            return LinkedField.NONE;
        }
        if (vectors instanceof FloatVectorValues floats) {
            return link(field, floats, linking);
        }
        List<LinkedField.Graph> graphs = new ArrayList<>();
        for (GraphKind kind : GraphKind.of(field)) {
            GrowingGraph graph = linking.by(kind, new VectorPairs(kind, vectors, scorers));
            graphs.add(new LinkedField.Graph(EnumSet.of(kind), kind, graph));
        }
        return new LinkedField(graphs, null, null);
    }

    private LinkedField link(FieldInfo field, FloatVectorValues vectors, Linking linking) throws IOException {
        SampleQueries queries = new SampleQueries(vectors.copy());
        ImageChoices images = new ImageChoices(vectors.copy(), queries);
        GraphSharing sharing =
                new GraphSharing(vectors.copy(), queries, kind -> linking.by(kind, pairs(kind, vectors, images)));
        List<LinkedField.Graph> graphs = sharing.graphs(GraphKind.of(field));
        BeamTrial beams = new BeamTrial(queries);
        for (LinkedField.Graph graph : graphs) {
            beams.choose(graph);
        }
        Map<Metric, Links> byMetric = new EnumMap<>(Metric.class);
        for (Metric metric : GraphKind.searched(field)) {
            Links links = links(metric, graphs);
            if (links != null) {
                byMetric.put(metric, links);
            }
        }
        ImageTrial.Chosen image = new ImageTrial(vectors.dimension(), queries, images).choose(byMetric);
        return new LinkedField(graphs, image, image == null ? null : SteppedVectors.of(vectors.copy()));
    }

    private NodePairs pairs(GraphKind kind, FloatVectorValues vectors, ImageChoices images) throws IOException {
        // There is no image of distances by L1.
        VectorImage image = kind == GraphKind.L1 ? null : images.toLinkBy(kind.metric());
        return image == null
                ? new VectorPairs(kind, vectors.copy(), scorers)
                : ImagePairs.of(kind, image, vectors.copy());
    }

    private static @Nullable Links links(Metric metric, List<LinkedField.Graph> graphs) {
        for (GraphKind kind : GraphKind.of(metric)) {
            for (LinkedField.Graph graph : graphs) {
                if (graph.kinds().contains(kind)) {
                    return graph.links();
                }
            }
        }
        return null;
    }
}
