package dev.vicino.lucene.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.GraphParameters;
import dev.vicino.Metric;
import dev.vicino.exact.NearestScan;
import dev.vicino.exact.Neighbour;
import dev.vicino.exact.StoredRows;
import dev.vicino.exact.VectorBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedGraphTest {
    private static final String FIELD = "vector";
    private static final int HITS = 10;

    /// Of merged segments and here of flushed ones too.
    private static final int SMALLEST_GRAPH = VicinoVectorsFormat.SMALLEST_GRAPH;

    /// The second is the largest.
    private static final int[] SEGMENTS = {500, 3000, 1200, 100};

    private static final float[][] VECTORS = clustered(4800, 1);
    private static final float[][] QUERIES = clustered(200, 2);

    @TempDir
    private Path folder;

    /// From nothing deleted, through links torn here and there, to too little left to begin with.
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 15, 60})
    void a_merged_graph_finds_what_one_linked_at_once_does(int percentDeleted) throws Exception {
        merge("merged", 2, deleted(percentDeleted));
        try (Merged merged = new Merged(folder.resolve("merged"))) {
            float[][] living = merged.vectors();
            assertThat(living).hasDimensions(VECTORS.length - deleted(percentDeleted).length, 16);
            GrowingGraph atOnce =
                    GraphGrowth.of(living.length, pairs(living), GraphParameters.DEFAULT, (linked, nodes) -> {});
            assertThat(reached(merged.graph())).isEqualTo(living.length);
            for (int effort : new int[] {20, 60}) {
                assertThat(recall(merged.graph(), living, effort)).isGreaterThan(recall(atOnce, living, effort) - 0.01);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15})
    void any_number_of_threads_leaves_the_same_file(int percentDeleted) throws Exception {
        byte[] byOne = merge("one", 1, deleted(percentDeleted));
        assertThat(merge("two", 2, deleted(percentDeleted))).isEqualTo(byOne);
        assertThat(merge("five", 5, deleted(percentDeleted))).isEqualTo(byOne);
    }

    @Test
    void a_graph_is_kept_whose_entry_was_deleted() throws Exception {
        GrowingGraph largest = GraphGrowth.of(
                SEGMENTS[1],
                pairs(Arrays.copyOfRange(VECTORS, SEGMENTS[0], SEGMENTS[0] + SEGMENTS[1])),
                GraphParameters.DEFAULT,
                (linked, nodes) -> {});
        // With it, its whole layer.
        int[] top = IntStream.range(0, largest.nodesOn(largest.layers() - 1))
                .map(place -> SEGMENTS[0] + largest.node(largest.layers() - 1, place))
                .toArray();
        merge("merged", 2, top);
        try (Merged merged = new Merged(folder.resolve("merged"))) {
            assertThat(merged.graph().size()).isEqualTo(VECTORS.length - top.length);
            assertThat(merged.graph().layers()).isEqualTo(largest.layers() - 1);
            assertThat(reached(merged.graph())).isEqualTo(merged.graph().size());
        }
    }

    private static int[] deleted(int percent) {
        Random random = new Random(3);
        return IntStream.range(0, VECTORS.length)
                .filter(i -> random.nextInt(100) < percent)
                .toArray();
    }

    /// Writes the segments, deletes, and merges all into one.
    ///
    /// @return the data file without its header and footer, which hold the segment's id
    private byte[] merge(String name, int threads, int[] deleted) throws Exception {
        Path home = folder.resolve(name);
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            pool.submit(() -> {
                        write(home, deleted);
                        return home;
                    })
                    .get();
        }
        try (Stream<Path> files = Files.list(home)) {
            byte[] data =
                    Files.readAllBytes(files.filter(file -> file.toString().endsWith(".vex"))
                            .findFirst()
                            .orElseThrow());
            return Arrays.copyOfRange(data, 64, data.length - 16);
        }
    }

    private static void write(Path home, int[] deleted) throws IOException {
        try (Directory files = new MMapDirectory(home)) {
            try (IndexWriter writer = new IndexWriter(files, config().setMergePolicy(NoMergePolicy.INSTANCE))) {
                int next = 0;
                for (int size : SEGMENTS) {
                    for (int end = next + size; next < end; next++) {
                        Document document = new Document();
                        document.add(new StringField("id", Integer.toString(next), Field.Store.NO));
                        document.add(new KnnFloatVectorField(FIELD, VECTORS[next], VectorSimilarityFunction.EUCLIDEAN));
                        writer.addDocument(document);
                    }
                    writer.flush();
                }
                for (int number : deleted) {
                    writer.deleteDocuments(new Term("id", Integer.toString(number)));
                }
            }
            try (IndexWriter writer = new IndexWriter(files, config().setMergePolicy(new TieredMergePolicy()))) {
                writer.forceMerge(1);
            }
        }
    }

    private static IndexWriterConfig config() {
        KnnVectorsFormat format = new VicinoVectorsFormat(new GraphLinking.Options(
                GraphParameters.DEFAULT, SMALLEST_GRAPH, SMALLEST_GRAPH, LinkingListener.NONE));
        return new IndexWriterConfig()
                .setUseCompoundFile(false)
                .setMergeScheduler(new SerialMergeScheduler())
                .setCodec(new Lucene104Codec() {
                    @Override
                    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                        return format;
                    }
                });
    }

    private static final class Merged implements AutoCloseable {
        private final Directory files;
        private final DirectoryReader reader;
        private final LeafReaderContext segment;

        Merged(Path home) throws IOException {
            files = new MMapDirectory(home);
            reader = DirectoryReader.open(files);
            assertThat(reader.leaves()).hasSize(1);
            segment = reader.leaves().getFirst();
        }

        float[][] vectors() throws IOException {
            FloatVectorValues values = segment.reader().getFloatVectorValues(FIELD);
            float[][] vectors = new float[values.size()][];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = values.vectorValue(i).clone();
            }
            return vectors;
        }

        StoredGraph graph() throws IOException {
            PerFieldKnnVectorsFormat.FieldsReader fields =
                    (PerFieldKnnVectorsFormat.FieldsReader) ((CodecReader) segment.reader()).getVectorReader();
            GraphVectorsReader graphs = (GraphVectorsReader) fields.getFieldReader(FIELD);
            return Objects.requireNonNull(graphs.linkedBy(FIELD, GraphKind.L2));
        }

        @Override
        public void close() throws IOException {
            reader.close();
            files.close();
        }
    }

    private static NodePairs pairs(float[][] vectors) {
        return new VectorPairs(GraphKind.L2, values(vectors), FlatVectorScorerUtil.getLucene99FlatVectorsScorer());
    }

    private static FloatVectorValues values(float[][] vectors) {
        return FloatVectorValues.fromFloats(Arrays.asList(vectors), vectors[0].length);
    }

    private static int reached(StoredGraph graph) throws IOException {
        return ReachedNodes.of(graph).cardinality();
    }

    private static double recall(Links graph, float[][] vectors, int effort) throws IOException {
        MetricWalk walk =
                new MetricWalk(graph, new VectorScorer(Metric.EUCLIDEAN, StoredRows.of(VectorBlock.of(vectors))));
        int found = 0;
        for (float[] query : QUERIES) {
            NearestScan scan = new NearestScan(Metric.EUCLIDEAN, query, HITS);
            for (int i = 0; i < vectors.length; i++) {
                scan.offer(i, vectors[i]);
            }
            List<Integer> nearest = scan.nearest(i -> vectors[i]).stream()
                    .map(Neighbour::ordinal)
                    .toList();
            int[] near = walk.near(WalkRequest.of(query, HITS, effort)).nodes();
            found += (int)
                    IntStream.of(near).limit(HITS).filter(nearest::contains).count();
        }
        return (double) found / (HITS * QUERIES.length);
    }

    private static float[][] clustered(int count, long seed) {
        Random random = new Random(seed);
        float[][] vectors = new float[count][16];
        for (float[] vector : vectors) {
            Random centre = new Random(random.nextInt(40));
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (2 * centre.nextGaussian() + random.nextGaussian());
            }
        }
        return vectors;
    }
}
