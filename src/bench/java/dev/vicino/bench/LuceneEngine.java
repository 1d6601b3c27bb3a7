package dev.vicino.bench;

import dev.vicino.Metric;
import dev.vicino.lucene.graph.VicinoVectorsFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/// Plain Lucene: `KnnFloatVectorQuery` over one merged segment, quantised formats with `RescoreTopNQuery` behind it.
final class LuceneEngine implements Engine {
    private static final String VECTOR = "vector";
    private static final String ID = "id";
    private static final String ORDINAL = "ordinal";
    private static final String PERCENTILE = "percentile";
    private static final int BUFFER_MB = 1_900;

    private final FormatOnThreads format;

    /// Candidates that are compared again with the stored floats; 0 where the graph holds these itself.
    private final int rescored;

    private interface FormatOnThreads {
        KnnVectorsFormat on(ExecutorService threads);
    }

    private LuceneEngine(FormatOnThreads format, int rescored) {
        this.format = format;
        this.rescored = rescored;
    }

    static Engine floats() {
        return new LuceneEngine(threads -> new Lucene99HnswVectorsFormat(M, EF_CONSTRUCTION, CORES, threads), 0);
    }

    static Engine quantized(ScalarEncoding encoding, int rescored) {
        return new LuceneEngine(
                threads -> new Lucene104HnswScalarQuantizedVectorsFormat(
                        encoding, M, EF_CONSTRUCTION, CORES, threads),
                rescored);
    }

    /// Vicino's vectors format in an otherwise plain Lucene index, as an application that has one would use it.
    static Engine vicino() {
        return new LuceneEngine(threads -> new VicinoVectorsFormat(), 0);
    }

    @Override
    public void build(VectorFile base, Metric metric, Path folder) throws IOException {
        try (ExecutorService threads = Executors.newFixedThreadPool(CORES)) {
            try (MMapDirectory files = new MMapDirectory(folder);
                    IndexWriter writer = new IndexWriter(files, config(threads))) {
                OnAllCores.forEach(base.count(), i -> writer.addDocument(document(base, i, metric)));
                writer.forceMerge(1);
            }
        }
    }

    /// As promised by [Written], each batch is shown to the searches before it counts as put in.
    @Override
    public Written write(BenchData data, Metric metric, Path folder) throws IOException {
        VectorFile base = data.base();
        MMapDirectory files = new MMapDirectory(folder);
        ExecutorService threads = Executors.newFixedThreadPool(CORES);
        IndexWriter writer = new IndexWriter(files, config(threads));
        SearcherManager searchers = new SearcherManager(writer, null);
        return new Written() {
            @Override
            public Search search() {
                return (query, effort, share) -> {
                    IndexSearcher searcher = searchers.acquire();
                    try {
                        return nearest(searcher, query, effort);
                    } finally {
                        searchers.release(searcher);
                    }
                };
            }

            @Override
            public void replace(int first, int count) throws IOException {
                for (int i = first; i < first + count; i++) {
                    writer.updateDocument(new Term(ID, Integer.toString(i)), document(base, i, metric));
                }
                searchers.maybeRefreshBlocking();
            }

            @Override
            public void close() throws IOException {
                searchers.close();
                writer.close();
                files.close();
                threads.close();
            }
        };
    }

    private static int[] nearest(IndexSearcher searcher, float[] query, int effort) throws IOException {
        ScoreDoc[] nearest =
                searcher.search(new KnnFloatVectorQuery(VECTOR, query, effort), Truth.HITS).scoreDocs;
        int[] answer = new int[nearest.length];
        for (int i = 0; i < answer.length; i++) {
            LeafReaderContext leaf = searcher.getIndexReader()
                    .leaves()
                    .get(ReaderUtil.subIndex(nearest[i].doc, searcher.getIndexReader().leaves()));
            NumericDocValues ordinals = leaf.reader().getNumericDocValues(ORDINAL);
            ordinals.advanceExact(nearest[i].doc - leaf.docBase);
            answer[i] = (int) ordinals.longValue();
        }
        return answer;
    }

    private IndexWriterConfig config(ExecutorService threads) {
        KnnVectorsFormat chosen = format.on(threads);
        return new IndexWriterConfig()
                .setCodec(new Lucene104Codec() {
                    @Override
                    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                        return chosen;
                    }
                })
                .setRAMBufferSizeMB(BUFFER_MB)
                .setUseCompoundFile(false);
    }

    private static Document document(VectorFile base, int ordinal, Metric metric) {
        Document document = new Document();
        document.add(new KnnFloatVectorField(VECTOR, base.row(ordinal), similarity(metric)));
        document.add(new StringField(ID, Integer.toString(ordinal), Field.Store.NO));
        document.add(new NumericDocValuesField(ORDINAL, ordinal));
        document.add(new IntPoint(PERCENTILE, BenchData.percentile(ordinal)));
        return document;
    }

    private static VectorSimilarityFunction similarity(Metric metric) {
        return switch (metric) {
            case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
            case DOT_PRODUCT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
            case COSINE -> VectorSimilarityFunction.COSINE;
            case MANHATTAN -> throw new IllegalArgumentException("Lucene has no similarity for " + metric);
        };
    }

    @Override
    public Index open(BenchData data, Metric metric, Path folder) throws IOException {
        DirectoryReader reader = DirectoryReader.open(new MMapDirectory(folder));
        IndexSearcher searcher = new IndexSearcher(reader);
        int[] ordinals = ordinals(reader);
        return () -> (query, effort, share) -> {
            Query accepted = share == 100 ? null : IntPoint.newRangeQuery(PERCENTILE, 0, share - 1);
            Query walk = new KnnFloatVectorQuery(VECTOR, query, effort, accepted);
            Query whole = rescored == 0
                    ? walk
                    : RescoreTopNQuery.createFullPrecisionRescorerQuery(
                            walk, query, VECTOR, Math.min(effort, rescored));
            ScoreDoc[] nearest = searcher.search(whole, Truth.HITS).scoreDocs;
            int[] answer = new int[nearest.length];
            for (int i = 0; i < answer.length; i++) {
                answer[i] = ordinals[nearest[i].doc];
            }
            return answer;
        };
    }

    private static int[] ordinals(DirectoryReader reader) throws IOException {
        if (reader.leaves().size() != 1) {
            throw new IllegalStateException(reader.leaves().size() + " segments; expected 1 after merging");
        }
        NumericDocValues stored = reader.leaves().getFirst().reader().getNumericDocValues(ORDINAL);
        int[] ordinals = new int[reader.maxDoc()];
        for (int doc = 0; doc < ordinals.length; doc++) {
            stored.advanceExact(doc);
            ordinals[doc] = (int) stored.longValue();
        }
        return ordinals;
    }
}
