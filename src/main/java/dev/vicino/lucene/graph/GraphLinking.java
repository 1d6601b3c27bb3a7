package dev.vicino.lucene.graph;

import dev.vicino.GraphParameters;
import dev.vicino.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.InfoStream;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.IncrementalHnswGraphMerger;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.jspecify.annotations.Nullable;

/// Links the graphs of a segment's field, by Lucene's builder: in one thread and from a fixed seed, so that equal
/// vectors in equal order are linked alike.
final class GraphLinking {
    private final GraphParameters parameters;
    private final int smallestGraph;
    private final FlatVectorsScorer scorers;
    private final InfoStream log;

    GraphLinking(GraphParameters parameters, int smallestGraph, FlatVectorsScorer scorers, InfoStream log) {
        this.parameters = parameters;
        this.smallestGraph = Math.max(1, smallestGraph);
        this.scorers = scorers;
        this.log = log;
    }

    /// The graphs over new vectors.
    LinkedField build(FieldInfo field, KnnVectorValues vectors) throws IOException {
        List<LinkedField.Graph> graphs = new ArrayList<>();
        if (vectors.size() < smallestGraph) {
            return new LinkedField(graphs, null);
        }
        for (Set<GraphKind> kinds : SharedGraphs.of(GraphKind.of(field), vectors)) {
            HnswGraphBuilder builder = HnswGraphBuilder.create(
                    scorer(kinds.iterator().next(), vectors),
                    parameters.m(),
                    parameters.efConstruction(),
                    HnswGraphBuilder.randSeed,
                    vectors.size());
            builder.setInfoStream(log);
            graphs.add(new LinkedField.Graph(kinds, builder.build(vectors.size())));
        }
        return finished(vectors, graphs);
    }

    /// The graphs over the vectors of several segments: the largest one's links are kept, the others' vectors are
    /// linked in.
    LinkedField merge(FieldInfo field, KnnVectorValues vectors, MergeState merge) throws IOException {
        List<LinkedField.Graph> graphs = new ArrayList<>();
        if (vectors.size() < smallestGraph) {
            return new LinkedField(graphs, null);
        }
        for (Set<GraphKind> kinds : SharedGraphs.of(GraphKind.of(field), vectors)) {
            GraphKind kind = kinds.iterator().next();
            IncrementalHnswGraphMerger merger = new IncrementalHnswGraphMerger(
                    field, scorer(kind, vectors), parameters.m(), parameters.efConstruction(), merge::checkAborted);
            for (int i = 0; i < merge.knnVectorsReaders.length; i++) {
                KnnVectorsReader reader = graphOf(merge, i, field, kind);
                if (reader != null) {
                    merger.addReader(reader, merge.docMaps[i], merge.liveDocs[i]);
                }
            }
            graphs.add(new LinkedField.Graph(kinds, merger.merge(vectors, log, vectors.size())));
        }
        return finished(vectors, graphs);
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
                        byMetric.putIfAbsent(metric, Links.of(graph.links()));
                    }
                }
            }
        }
        return new LinkedField(graphs, ImageTrial.of(floats, scorers, byMetric));
    }

    /// Lucene's merger asks a reader for the field's graph; ours has one for each kind, another format's only that of
    /// the field's similarity.
    private static @Nullable KnnVectorsReader graphOf(MergeState merge, int segment, FieldInfo field, GraphKind kind) {
        if (!KnnVectorsWriter.MergedVectorValues.hasVectorValues(merge.fieldInfos[segment], field.name)) {
            return null;
        }
        KnnVectorsReader reader = merge.knnVectorsReaders[segment];
        KnnVectorsReader own = reader instanceof PerFieldKnnVectorsFormat.FieldsReader fields
                ? fields.getFieldReader(field.name)
                : reader;
        if (own instanceof GraphVectorsReader graphs) {
            return graphs.byKind(kind);
        }
        return kind == GraphKind.of(field.getVectorSimilarityFunction()) ? own : null;
    }

    private RandomVectorScorerSupplier scorer(GraphKind kind, KnnVectorValues vectors) throws IOException {
        return switch (kind) {
            case L2 -> scorers.getRandomVectorScorerSupplier(VectorSimilarityFunction.EUCLIDEAN, vectors);
            case L1 -> new ManhattanScorer((FloatVectorValues) vectors);
            case DOT -> scorers.getRandomVectorScorerSupplier(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT, vectors);
            case COSINE -> scorers.getRandomVectorScorerSupplier(VectorSimilarityFunction.COSINE, vectors);
        };
    }
}
