package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.store.IndexInput;
import org.jspecify.annotations.Nullable;

/// What the meta file says of one field.
///
/// @param vectors how many the field has
/// @param image null if it has none
/// @param steps null if its vectors are stored once
record StoredField(
        FieldInfo info,
        int vectors,
        List<GraphShape> graphs,
        @Nullable ImageShape image,
        @Nullable StepShape steps) {
    @Nullable
    GraphShape graph(Metric metric) {
        for (GraphKind kind : GraphKind.of(metric)) {
            GraphShape graph = graph(kind);
            if (graph != null) {
                return graph;
            }
        }
        return null;
    }

    /// The graph that was linked by a kind of nearness; null if none was.
    @Nullable
    GraphShape linkedBy(GraphKind kind) {
        for (GraphShape graph : graphs) {
            if (graph.linkedBy() == kind) {
                return graph;
            }
        }
        return null;
    }

    @Nullable
    GraphShape graph(GraphKind kind) {
        for (GraphShape graph : graphs) {
            if (graph.kinds().contains(kind)) {
                return graph;
            }
        }
        return null;
    }

    /// @param version of the meta file
    static StoredField read(FieldInfo info, IndexInput meta, int version) throws IOException {
        int vectors = meta.readVInt();
        int count = meta.readVInt();
        List<GraphShape> graphs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            GraphShape graph = GraphShape.read(meta, version);
            if (graph.size() != vectors) {
                throw new CorruptIndexException(
                        "a graph of " + graph.size() + " nodes over the " + vectors + " vectors of " + info.name, meta);
            }
            graphs.add(graph);
        }
        ImageShape image = ImageShape.read(meta, info.getVectorDimension(), version);
        return new StoredField(info, vectors, graphs, image, StepShape.read(meta, version));
    }
}
