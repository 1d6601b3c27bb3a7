package dev.vicino.lucene.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.FloatVectorSimilarityQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Lucene's own queries, on an index that differs from a plain one in nothing but the vectors' format.
class CollectorSearchTest {
    private static final String VECTOR = "vector";
    private static final String NUMBER = "number";

    /// So many that their image is walked by.
    private static final int COUNT = 10_500;

    private static final int DIMENSION = 192;
    private static final int QUERIES = 40;

    /// Lucene's effort, too.
    private static final int WANTED = 50;

    private static final float[][] VECTORS = vectors();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(VectorSimilarityFunction.class)
    void a_query_finds_what_a_scan_finds(VectorSimilarityFunction similarity) throws IOException {
        try (Directory files = index(new MMapDirectory(folder), similarity);
                DirectoryReader reader = DirectoryReader.open(files)) {
            assertThat(recall(reader, similarity, null, number -> true)).isGreaterThan(0.97);
        }
    }

    @Test
    void a_filtered_query_finds_only_what_the_filter_accepts() throws IOException {
        VectorSimilarityFunction similarity = VectorSimilarityFunction.EUCLIDEAN;
        try (Directory files = index(new MMapDirectory(folder), similarity);
                DirectoryReader reader = DirectoryReader.open(files)) {
            for (int accepted : new int[] {600, 1000, 3000, 9000}) {
                Query filter = IntPoint.newRangeQuery(NUMBER, 0, accepted - 1);
                assertThat(recall(reader, similarity, filter, number -> number < accepted))
                        .isGreaterThan(0.97);
            }
        }
    }

    /// What is accepted lies far from the query, and so do its links.
    @Test
    void a_filter_that_leaves_no_way_to_the_query_still_finds_as_many_as_are_wanted() throws IOException {
        VectorSimilarityFunction similarity = VectorSimilarityFunction.EUCLIDEAN;
        float[] query = VECTORS[0];
        float[] scores = scores(query, similarity, number -> true);
        float farther = scores[COUNT - 800];
        try (Directory files = index(new MMapDirectory(folder), similarity);
                DirectoryReader reader = DirectoryReader.open(files)) {
            FixedBitSet far = new FixedBitSet(COUNT);
            IntStream.range(0, COUNT)
                    .filter(number -> similarity.compare(query, VECTORS[number]) < farther)
                    .forEach(far::set);
            TopKnnCollector collector = new TopKnnCollector(WANTED, Integer.MAX_VALUE);
            AcceptDocs accepted =
                    AcceptDocs.fromIteratorSupplier(() -> new BitSetIterator(far, far.cardinality()), null, COUNT);
            reader.leaves().getFirst().reader().searchNearestVectors(VECTOR, query, collector, accepted);
            ScoreDoc[] found = collector.topDocs().scoreDocs;
            assertThat(found).hasSize(WANTED);
            assertThat(found).allMatch(each -> far.get(each.doc));
        }
    }

    /// Too few for a walk to find its way from one to the next.
    @Test
    void the_few_that_a_filter_accepts_are_all_compared() throws IOException {
        VectorSimilarityFunction similarity = VectorSimilarityFunction.EUCLIDEAN;
        FixedBitSet few = new FixedBitSet(COUNT);
        IntStream.range(0, COUNT).filter(number -> number % 100 == 0).forEach(few::set);
        try (Directory files = index(new MMapDirectory(folder), similarity);
                DirectoryReader reader = DirectoryReader.open(files)) {
            for (int q = 0; q < QUERIES; q++) {
                float[] query = VECTORS[q];
                TopKnnCollector collector = new TopKnnCollector(5, Integer.MAX_VALUE);
                AcceptDocs accepted =
                        AcceptDocs.fromIteratorSupplier(() -> new BitSetIterator(few, few.cardinality()), null, COUNT);
                reader.leaves().getFirst().reader().searchNearestVectors(VECTOR, query, collector, accepted);
                float fifth = scores(query, similarity, number -> number % 100 == 0)[4];
                ScoreDoc[] found = collector.topDocs().scoreDocs;
                assertThat(found).hasSize(5);
                assertThat(found).allMatch(each -> few.get(each.doc) && each.score >= fifth - 1e-6f);
            }
        }
    }

    /// Lucene asks each segment for its share first, and again for more where that was not enough.
    @Test
    void a_query_finds_as_much_in_several_segments() throws IOException {
        VectorSimilarityFunction similarity = VectorSimilarityFunction.EUCLIDEAN;
        Directory files = new MMapDirectory(folder);
        try (IndexWriter writer = new IndexWriter(files, config().setMergePolicy(NoMergePolicy.INSTANCE))) {
            for (int i = 0; i < COUNT; i++) {
                writer.addDocument(document(i, similarity));
                if (i % 3500 == 3499) {
                    writer.flush();
                }
            }
        }
        try (files;
                DirectoryReader reader = DirectoryReader.open(files)) {
            assertThat(reader.leaves()).hasSize(3);
            assertThat(recall(reader, similarity, null, number -> true)).isGreaterThan(0.97);
        }
    }

    @Test
    void deleted_documents_are_not_found() throws IOException {
        VectorSimilarityFunction similarity = VectorSimilarityFunction.COSINE;
        try (Directory files = index(new MMapDirectory(folder), similarity)) {
            try (IndexWriter writer = new IndexWriter(files, config().setMergePolicy(NoMergePolicy.INSTANCE))) {
                for (int i = 0; i < COUNT; i += 3) {
                    writer.deleteDocuments(new Term(NUMBER, Integer.toString(i)));
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(files)) {
                assertThat(recall(reader, similarity, null, number -> number % 3 != 0))
                        .isGreaterThan(0.97);
            }
        }
    }

    /// Where the files are not mapped into memory, vectors are copied to be compared.
    @Test
    void a_query_finds_as_much_in_another_directory() throws IOException {
        VectorSimilarityFunction similarity = VectorSimilarityFunction.EUCLIDEAN;
        try (Directory files = index(new ByteBuffersDirectory(), similarity);
                DirectoryReader reader = DirectoryReader.open(files)) {
            assertThat(recall(reader, similarity, null, number -> true)).isGreaterThan(0.97);
        }
    }

    @Test
    void a_walk_that_visits_as_many_as_it_may_is_given_up() throws IOException {
        try (Directory files = index(new MMapDirectory(folder), VectorSimilarityFunction.EUCLIDEAN);
                DirectoryReader reader = DirectoryReader.open(files)) {
            LeafReader segment = reader.leaves().getFirst().reader();
            TopKnnCollector collector = new TopKnnCollector(WANTED, 100);
            segment.searchNearestVectors(VECTOR, VECTORS[0], collector, AcceptDocs.fromLiveDocs(null, COUNT));
            assertThat(collector.earlyTerminated()).isTrue();
            TopDocs found = collector.topDocs();
            assertThat(found.totalHits).isEqualTo(new TotalHits(100, TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO));
        }
    }

    /// Its collector takes all within the radius, not the nearest so many.
    @Test
    void a_query_by_radius_finds_what_a_scan_finds() throws IOException {
        VectorSimilarityFunction similarity = VectorSimilarityFunction.EUCLIDEAN;
        try (Directory files = index(new MMapDirectory(folder), similarity);
                DirectoryReader reader = DirectoryReader.open(files)) {
            float[] query = VECTORS[1];
            float radius = scores(query, similarity, number -> true)[200];
            TopDocs found = new IndexSearcher(reader)
                    .search(new FloatVectorSimilarityQuery.Adaptive(VECTOR, query, radius), COUNT);
            assertThat(found.scoreDocs).hasSizeBetween(195, 201);
        }
    }

    /// Checks that every answer is whole, in order, and rightly scored.
    private static double recall(
            DirectoryReader reader, VectorSimilarityFunction similarity, @Nullable Query filter, IntPredicate accepted)
            throws IOException {
        IndexSearcher searcher = new IndexSearcher(reader);
        Random random = new Random(3);
        int common = 0;
        for (int q = 0; q < QUERIES; q++) {
            float[] query = unit(random, VECTORS[random.nextInt(COUNT)], 0.01f);
            float last = scores(query, similarity, accepted)[WANTED - 1];
            ScoreDoc[] found =
                    searcher.search(new KnnFloatVectorQuery(VECTOR, query, WANTED, filter), WANTED).scoreDocs;
            assertThat(found).hasSize(WANTED);
            Set<Integer> different = new HashSet<>();
            for (int i = 0; i < found.length; i++) {
                int number = found[i].doc;
                assertThat(accepted.test(number)).isTrue();
                assertThat(different.add(number)).isTrue();
                assertThat(found[i].score).isCloseTo(similarity.compare(query, VECTORS[number]), within(1e-5f));
                assertThat(i == 0 || found[i].score <= found[i - 1].score).isTrue();
                common += found[i].score >= last - 1e-6f ? 1 : 0;
            }
        }
        return common / (double) (QUERIES * WANTED);
    }

    /// Of all that are accepted, the best first.
    private static float[] scores(float[] query, VectorSimilarityFunction similarity, IntPredicate accepted) {
        double[] ascending = IntStream.range(0, COUNT)
                .filter(accepted)
                .mapToDouble(number -> similarity.compare(query, VECTORS[number]))
                .sorted()
                .toArray();
        float[] scores = new float[ascending.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) ascending[scores.length - 1 - i];
        }
        return scores;
    }

    /// Of length one, as Lucene's dot product asks for; most of them vary in ten directions.
    private static float[][] vectors() {
        Random random = new Random(1);
        float[][] directions = new float[10][DIMENSION];
        for (float[] direction : directions) {
            for (int i = 0; i < DIMENSION; i++) {
                direction[i] = (float) random.nextGaussian();
            }
        }
        float[][] vectors = new float[COUNT][];
        for (int v = 0; v < COUNT; v++) {
            float[] vector = new float[DIMENSION];
            for (float[] direction : directions) {
                float share = (float) random.nextGaussian();
                for (int i = 0; i < DIMENSION; i++) {
                    vector[i] += share * direction[i];
                }
            }
            vectors[v] = unit(random, vector, 0.1f);
        }
        return vectors;
    }

    private static float[] unit(Random random, float[] vector, float noise) {
        float[] unit = vector.clone();
        double square = 0;
        for (int i = 0; i < unit.length; i++) {
            unit[i] += noise * (float) random.nextGaussian();
            square += unit[i] * unit[i];
        }
        for (int i = 0; i < unit.length; i++) {
            unit[i] /= (float) Math.sqrt(square);
        }
        return unit;
    }

    /// README shows these lines.
    private static IndexWriterConfig config() {
        IndexWriterConfig writerConfig = new IndexWriterConfig();
        KnnVectorsFormat format = new VicinoVectorsFormat();
        writerConfig.setCodec(new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        });
        return writerConfig;
    }

    private static Directory index(Directory files, VectorSimilarityFunction similarity) throws IOException {
        try (IndexWriter writer = new IndexWriter(files, config())) {
            for (int i = 0; i < COUNT; i++) {
                writer.addDocument(document(i, similarity));
            }
            writer.forceMerge(1);
        }
        return files;
    }

    private static Document document(int number, VectorSimilarityFunction similarity) {
        Document document = new Document();
        document.add(new KnnFloatVectorField(VECTOR, VECTORS[number], similarity));
        document.add(new IntPoint(NUMBER, number));
        document.add(new StringField(NUMBER, Integer.toString(number), Field.Store.NO));
        return document;
    }
}
