package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.jspecify.annotations.Nullable;

/// Reads a segment's vectors and graphs.
///
/// Through Lucene's own interface a field is searched by its similarity function (see [CollectorSearch]); through
/// [SegmentVectors] by any of its graphs.
final class GraphVectorsReader extends KnnVectorsReader implements HnswGraphProvider {
    private final FlatVectorsReader flat;
    private final FieldInfos fieldInfos;
    private final Map<String, StoredField> fields = new HashMap<>();
    private final IndexInput data;
    private final IndexInput images;

    /// By field and metric.
    private final Map<String, Map<Metric, SegmentVectors>> walkable = new HashMap<>();

    GraphVectorsReader(SegmentReadState state, FlatVectorsFormat flatFormat) throws IOException {
        fieldInfos = state.fieldInfos;
        readMeta(state);
        List<IndexInput> opened = new ArrayList<>();
        try {
            opened.add(open(state, VicinoVectorsFormat.DATA_EXTENSION, VicinoVectorsFormat.DATA_CODEC));
            opened.add(open(state, VicinoVectorsFormat.IMAGE_EXTENSION, VicinoVectorsFormat.IMAGE_CODEC));
            data = opened.get(0);
            images = opened.get(1);
            flat = flatFormat.fieldsReader(state);
            for (StoredField field : fields.values()) {
                if (field.info().getVectorEncoding() == VectorEncoding.FLOAT32) {
                    walkable.put(field.info().name, walkable(field));
                }
            }
        } catch (Throwable e) {
            IOUtils.closeWhileSuppressingExceptions(e, opened);
            throw e;
        }
    }

    /// The reader of a field of this package's format, maybe one of several formats' readers; null if the field is of
    /// another.
    static @Nullable GraphVectorsReader of(@Nullable KnnVectorsReader reader, String field) {
        KnnVectorsReader own =
                reader instanceof PerFieldKnnVectorsFormat.FieldsReader fields ? fields.getFieldReader(field) : reader;
        return own instanceof GraphVectorsReader graphs ? graphs : null;
    }

    private void readMeta(SegmentReadState state) throws IOException {
        try (ChecksumIndexInput meta =
                state.directory.openChecksumInput(fileName(state, VicinoVectorsFormat.META_EXTENSION))) {
            Throwable failure = null;
            try {
                int version = checkHeader(state, meta, VicinoVectorsFormat.META_CODEC);
                for (int number = meta.readInt(); number != GraphFiles.NO_MORE_FIELDS; number = meta.readInt()) {
                    FieldInfo info = fieldInfos.fieldInfo(number);
                    if (info == null) {
                        throw new CorruptIndexException("graphs of field number " + number + ", which is none", meta);
                    }
                    fields.put(info.name, StoredField.read(info, meta, version));
                }
            } catch (Throwable e) {
                failure = e;
            } finally {
                CodecUtil.checkFooter(meta, failure);
            }
        }
    }

    private static IndexInput open(SegmentReadState state, String extension, String codec) throws IOException {
        IndexInput input =
                state.directory.openInput(fileName(state, extension), state.context.withHints(DataAccessHint.RANDOM));
        try {
            checkHeader(state, input, codec);
            CodecUtil.retrieveChecksum(input);
            return input;
        } catch (Throwable e) {
            IOUtils.closeWhileSuppressingExceptions(e, input);
            throw e;
        }
    }

    private static int checkHeader(SegmentReadState state, IndexInput input, String codec) throws IOException {
        return CodecUtil.checkIndexHeader(
                input,
                codec,
                VicinoVectorsFormat.FIRST_VERSION,
                VicinoVectorsFormat.VERSION,
                state.segmentInfo.getId(),
                state.segmentSuffix);
    }

    private static String fileName(SegmentReadState state, String extension) {
        return IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, extension);
    }

    @Override
    public void checkIntegrity() throws IOException {
        flat.checkIntegrity();
        CodecUtil.checksumEntireFile(data);
        CodecUtil.checksumEntireFile(images);
    }

    @Override
    public FloatVectorValues getFloatVectorValues(String field) throws IOException {
        return flat.getFloatVectorValues(field);
    }

    @Override
    public FloatVectorValues getFloatVectorValues(String field, DataAccessHint access) throws IOException {
        return flat.getFloatVectorValues(field, access);
    }

    @Override
    public ByteVectorValues getByteVectorValues(String field) throws IOException {
        return flat.getByteVectorValues(field);
    }

    KnnVectorValues vectors(FieldInfo field) throws IOException {
        return switch (field.getVectorEncoding()) {
            case FLOAT32 -> getFloatVectorValues(field.name);
            case BYTE -> getByteVectorValues(field.name);
        };
    }

    @Override
    public int getVectorCount(FieldInfo field) {
        return stored(field.name).vectors();
    }

    @Override
    public Map<String, Long> getOffHeapByteSize(FieldInfo field) {
        long graphs = stored(field.name).graphs().stream()
                .mapToLong(GraphShape::bytes)
                .sum();
        return mergeOffHeapByteSizeMaps(
                flat.getOffHeapByteSize(field), Map.of(VicinoVectorsFormat.DATA_EXTENSION, graphs));
    }

    private StoredField stored(String field) {
        StoredField stored = fields.get(field);
        if (stored == null) {
            throw new IllegalArgumentException("field=\"" + field + "\" not found");
        }
        return stored;
    }

    private StoredField stored(String field, VectorEncoding encoding) {
        StoredField stored = stored(field);
        VectorEncoding found = stored.info().getVectorEncoding();
        if (found != encoding) {
            throw new IllegalArgumentException(
                    "field=\"" + field + "\" is encoded as: " + found + " expected: " + encoding);
        }
        return stored;
    }

    /// The graph of the field's similarity function; empty if it has none.
    @Override
    public HnswGraph getGraph(String field) throws IOException {
        StoredField stored = stored(field);
        GraphShape shape = stored.graph(similarity(stored.info()));
        return shape == null ? HnswGraph.EMPTY : StoredGraph.open(shape, data);
    }

    private static GraphKind similarity(FieldInfo field) {
        return GraphKind.of(field.getVectorSimilarityFunction());
    }

    /// Null if the field has no graph that was linked by the kind.
    @Nullable
    StoredGraph linkedBy(String field, GraphKind kind) throws IOException {
        GraphShape shape = stored(field).linkedBy(kind);
        return shape == null ? null : StoredGraph.open(shape, data);
    }

    /// Null if the field has no graph to walk through under the metric.
    @Nullable
    SegmentVectors vectors(String field, Metric metric) {
        Map<Metric, SegmentVectors> byMetric = walkable.get(field);
        return byMetric == null ? null : byMetric.get(metric);
    }

    /// Each graph, by the metrics that are walked by through it.
    Map<Set<Metric>, HnswGraph> graphs(String field) throws IOException {
        StoredField stored = stored(field);
        Map<Set<Metric>, HnswGraph> graphs = new LinkedHashMap<>();
        for (GraphShape graph : stored.graphs()) {
            Set<Metric> metrics = EnumSet.allOf(Metric.class);
            metrics.removeIf(metric -> !graph.equals(stored.graph(metric)));
            graphs.put(metrics, StoredGraph.open(graph, data));
        }
        return graphs;
    }

    private Map<Metric, SegmentVectors> walkable(StoredField field) throws IOException {
        LazyImage image = LazyImage.of(field.image(), images, field.info().getVectorDimension(), field.vectors());
        StepShape.Rows steps = field.steps() == null
                ? null
                : field.steps().open(images, field.info().getVectorDimension(), field.vectors());
        Map<Metric, SegmentVectors> byMetric = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            GraphShape shape = field.graph(metric);
            if (shape != null) {
                StoredGraph graph = StoredGraph.open(shape, data);
                byMetric.put(
                        metric,
                        new SegmentVectors(
                                new SegmentVectors.Source(field.info().name, metric, flat, steps),
                                graph,
                                image != null && image.serves(metric) ? image : null));
            }
        }
        return byMetric;
    }

    @Override
    public void search(String field, float[] target, KnnCollector collector, AcceptDocs accepted) throws IOException {
        StoredField stored = stored(field, VectorEncoding.FLOAT32);
        if (stored.vectors() == 0 || collector.k() == 0) {
            return;
        }
        CollectorSearch search = new CollectorSearch(flat.getRandomVectorScorer(field, target), collector, accepted);
        HnswGraph graph = getGraph(field);
        SegmentVectors vectors = vectors(field, similarity(stored.info()).metric());
        if (vectors == null || !search.wantsTheNearest()) {
            search(search, graph);
        } else if (search.worthWalking(graph) && search.hangsTogether(graph)) {
            search.walk(vectors, target);
        } else {
            search.scan();
        }
    }

    @Override
    public void search(String field, byte[] target, KnnCollector collector, AcceptDocs accepted) throws IOException {
        if (stored(field, VectorEncoding.BYTE).vectors() > 0 && collector.k() > 0) {
            search(
                    new CollectorSearch(flat.getRandomVectorScorer(field, target), collector, accepted),
                    getGraph(field));
        }
    }

    private static void search(CollectorSearch search, HnswGraph graph) throws IOException {
        if (search.worthWalking(graph)) {
            search.walk(graph);
        } else {
            search.scan();
        }
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(flat, data, images);
    }
}
