package dev.vicino.lucene.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.GraphParameters;
import dev.vicino.Metric;
import dev.vicino.exact.NearestScan;
import dev.vicino.exact.Neighbour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentVectorsTest {
    private static final String FIELD = "vector";
    private static final int HITS = 10;

    /// Of merged segments and here of flushed ones too.
    private static final int SMALLEST_GRAPH = VicinoVectorsFormat.SMALLEST_GRAPH;
    private static final int QUERIES = 50;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Metric.class)
    void a_walk_finds_what_a_scan_finds(Metric metric) throws IOException {
        float[][] vectors = vectors(3000, 24, 24, 1);
        try (Directory files = index(vectors, GraphKind.of(EnumSet.of(metric)));
                DirectoryReader reader = DirectoryReader.open(files)) {
            assertThat(recall(segment(reader), vectors, metric, null)).isGreaterThan(0.97);
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void where_no_axis_matters_more_the_image_is_of_the_components(Metric metric) throws IOException {
        float[][] vectors = new float[10_500][200];
        Random random = new Random(9);
        for (float[] vector : vectors) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] = random.nextFloat();
            }
        }
        try (Directory files = index(vectors, GraphKind.of(EnumSet.of(metric)))) {
            // Whole blocks of 16, a byte each, and the length.
            long bytes = (208 + Float.BYTES) * (long) vectors.length;
            assertThat(files.fileLength("_0_Vicino_0.vei")).isBetween(bytes, bytes + 2000);
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void a_walk_by_an_image_finds_no_less(Metric metric) throws IOException {
        float[][] vectors = vectors(10_500, 192, 8, 2);
        try (Directory files = index(vectors, GraphKind.of(EnumSet.of(metric)));
                DirectoryReader reader = DirectoryReader.open(files)) {
            assertThat(files.fileLength("_0_Vicino_0.vei")).isGreaterThan(32L * vectors.length);
            assertThat(recall(segment(reader), vectors, metric, null)).isGreaterThan(0.97);
        }
    }

    @Test
    void an_image_is_for_the_metrics_that_are_declared() throws IOException {
        float[][] vectors = vectors(10_500, 192, 8, 2);
        try (Directory files = index(vectors, GraphKind.attributes(EnumSet.of(Metric.EUCLIDEAN)));
                DirectoryReader reader = DirectoryReader.open(files)) {
            assertThat(walkable(segment(reader), Metric.EUCLIDEAN).byImage()).isTrue();
            assertThat(walkable(segment(reader), Metric.MANHATTAN).byImage()).isFalse();
            assertThat(recall(segment(reader), vectors, Metric.MANHATTAN, null)).isGreaterThan(0.97);
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void vectors_whose_components_are_on_steps_are_compared_by_their_codes(Metric metric) throws IOException {
        float[][] vectors = vectors(10_500, 192, 8, 11);
        for (float[] vector : vectors) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] = Math.clamp(Math.round(vector[i] * 20), -100, 155) / 255f;
            }
        }
        try (Directory files = index(vectors, GraphKind.of(EnumSet.of(metric)));
                DirectoryReader reader = DirectoryReader.open(files)) {
            // Beside the image, which is of 128 dimensions at the most.
            assertThat(files.fileLength("_0_Vicino_0.vei")).isGreaterThan((192L + 32) * vectors.length);
            SegmentVectors.Found found = walkable(segment(reader), metric).near(WalkRequest.of(vectors[7], HITS, 100));
            for (Neighbour neighbour : found.nearest()) {
                assertThat(neighbour.value()).isEqualTo(metric.between(vectors[7], vectors[neighbour.ordinal()]));
            }
            assertThat(recall(segment(reader), vectors, metric, null)).isGreaterThan(0.97);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 6000})
    void a_walk_finds_only_what_is_accepted(int draws) throws IOException {
        float[][] vectors = vectors(3000, 24, 24, 3);
        FixedBitSet accepted = new FixedBitSet(vectors.length);
        new Random(4).ints(draws, 0, vectors.length).forEach(accepted::set);
        try (Directory files = index(vectors, EnumSet.of(GraphKind.L2));
                DirectoryReader reader = DirectoryReader.open(files)) {
            assertThat(recall(segment(reader), vectors, Metric.EUCLIDEAN, accepted))
                    .isGreaterThan(0.95);
        }
    }

    @Test
    void a_walk_finds_what_is_accepted_where_it_all_lies_far_from_the_query() throws IOException {
        float[][] vectors = vectors(8000, 24, 24, 13);
        FixedBitSet accepted = new FixedBitSet(vectors.length);
        for (int i = 0; i < vectors.length; i += 2) {
            vectors[i][0] += 5;
            accepted.set(i);
        }
        try (Directory files = index(vectors, EnumSet.of(GraphKind.L2));
                DirectoryReader reader = DirectoryReader.open(files)) {
            SegmentVectors walkable = walkable(segment(reader), Metric.EUCLIDEAN);
            int missed = 0;
            for (int i = 1; i < 200; i += 2) {
                SegmentVectors.Found found =
                        walkable.near(new WalkRequest(vectors[i], HITS, 100, accepted, 0.5, Long.MAX_VALUE));
                NearestScan scan = new NearestScan(Metric.EUCLIDEAN, vectors[i], HITS);
                for (int j = 0; j < vectors.length; j += 2) {
                    scan.offer(j, vectors[j]);
                }
                List<Neighbour> nearest = scan.nearest(j -> vectors[j]);
                assertThat(found.nearest()).hasSameSizeAs(nearest);
                assertThat(found.compared()).isLessThan(vectors.length / 2);
                missed += (int) nearest.stream()
                        .filter(neighbour -> !found.nearest().contains(neighbour))
                        .count();
            }
            assertThat(missed).isLessThan(50);
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void a_scan_by_image_finds_the_nearest_of_what_is_accepted(Metric metric) throws IOException {
        float[][] vectors = vectors(10_500, 192, 8, 14);
        FixedBitSet accepted = new FixedBitSet(vectors.length);
        for (int i = 0; i < vectors.length; i += 10) {
            accepted.set(i);
        }
        try (Directory files = index(vectors, GraphKind.of(EnumSet.of(metric)));
                DirectoryReader reader = DirectoryReader.open(files)) {
            SegmentVectors walkable = walkable(segment(reader), metric);
            assertThat(walkable.byImage()).isTrue();
            int missed = 0;
            for (int i = 1; i < 200; i += 2) {
                SegmentVectors.Found found =
                        walkable.scan(new WalkRequest(vectors[i], HITS, 40, accepted, 0.1, Long.MAX_VALUE));
                NearestScan scan = new NearestScan(metric, vectors[i], HITS);
                for (int j = 0; j < vectors.length; j += 10) {
                    scan.offer(j, vectors[j]);
                }
                List<Neighbour> nearest = scan.nearest(j -> vectors[j]);
                assertThat(found.complete()).isTrue();
                assertThat(found.compared()).isBetween(1050L + HITS, 1050L + 100);
                missed += (int) nearest.stream()
                        .filter(neighbour -> !found.nearest().contains(neighbour))
                        .count();
            }
            assertThat(missed).isLessThan(20);
        }
    }

    @Test
    void a_walk_that_compares_too_many_is_given_up() throws IOException {
        float[][] vectors = vectors(3000, 24, 24, 5);
        try (Directory files = index(vectors, EnumSet.of(GraphKind.L2));
                DirectoryReader reader = DirectoryReader.open(files)) {
            SegmentVectors.Found found = walkable(segment(reader), Metric.EUCLIDEAN)
                    .near(new WalkRequest(vectors[0], HITS, 1000, null, 1, 200));
            assertThat(found.complete()).isFalse();
            assertThat(found.compared()).isLessThan(400);
        }
    }

    @Test
    void vectors_of_very_different_lengths_have_several_graphs_but_are_kept_once() throws IOException {
        float[][] vectors = vectors(1000, 32, 32, 6);
        Random random = new Random(6);
        for (float[] vector : vectors) {
            float length = (float) Math.exp(3 * random.nextGaussian());
            for (int i = 0; i < vector.length; i++) {
                vector[i] *= length;
            }
        }
        try (Directory files = index(vectors, EnumSet.of(GraphKind.L2, GraphKind.DOT, GraphKind.COSINE));
                DirectoryReader reader = DirectoryReader.open(files)) {
            assertThat(files.fileLength("_0_Vicino_0.vec")).isBetween(128_000L, 129_000L);
            assertThat(files.fileLength("_0_Vicino_0.vex")).isGreaterThan(2 * 128_000L);
            for (Metric metric : List.of(Metric.EUCLIDEAN, Metric.DOT_PRODUCT, Metric.COSINE)) {
                assertThat(recall(segment(reader), vectors, metric, null)).isGreaterThan(0.95);
            }
        }
    }

    @Test
    void vectors_through_whose_graph_every_metric_finds_its_way_have_only_that() throws IOException {
        float[][] vectors = vectors(1000, 32, 8, 10);
        for (float[] vector : vectors) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] += 10;
            }
        }
        try (Directory files = index(vectors, EnumSet.allOf(GraphKind.class));
                DirectoryReader reader = DirectoryReader.open(files)) {
            assertThat(files.fileLength("_0_Vicino_0.vex")).isLessThan(2 * 128_000L);
            for (Metric metric : Metric.values()) {
                assertThat(recall(segment(reader), vectors, metric, null)).isGreaterThan(0.95);
            }
        }
    }

    @Test
    void vectors_of_one_length_share_a_graph() throws IOException {
        float[][] vectors = vectors(1000, 32, 32, 7);
        for (float[] vector : vectors) {
            double length = Math.sqrt(Metric.DOT_PRODUCT.between(vector, vector));
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= (float) length;
            }
        }
        try (Directory files = index(vectors, EnumSet.of(GraphKind.L2, GraphKind.DOT, GraphKind.COSINE));
                DirectoryReader reader = DirectoryReader.open(files)) {
            assertThat(files.fileLength("_0_Vicino_0.vex")).isLessThan(2 * 128_000L);
            assertThat(recall(segment(reader), vectors, Metric.DOT_PRODUCT, null))
                    .isGreaterThan(0.97);
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void what_is_left_out_is_found_as_hardly_as_what_was_never_there(Metric metric) throws IOException {
        int stored = 10_000;
        float[][] all = vectors(stored + 2000, 32, 32, 12);
        float[][] vectors = Arrays.copyOf(all, stored);
        try (Directory files = index(vectors, GraphKind.of(EnumSet.of(metric)));
                DirectoryReader reader = DirectoryReader.open(files)) {
            SegmentVectors walkable = walkable(segment(reader), metric);
            int leftOut = 0;
            int unseen = 0;
            for (int i = 0; i < 2000; i++) {
                int node = 3 * i;
                WalkRequest request = WalkRequest.of(vectors[node], HITS, 20);
                leftOut += missed(walkable.near(request, walkable.around(node)), metric, vectors[node], vectors, node);
                float[] query = all[stored + i];
                unseen += missed(walkable.near(WalkRequest.of(query, HITS, 20)), metric, query, vectors, -1);
            }
            // So many that their ratio is no accident.
            assertThat(unseen).isGreaterThan(900);
            assertThat((double) unseen / leftOut).isBetween(0.8, 1.2);
        }
    }

    private static int missed(
            SegmentVectors.Found found, Metric metric, float[] query, float[][] vectors, int without) {
        NearestScan scan = new NearestScan(metric, query, HITS);
        for (int i = 0; i < vectors.length; i++) {
            if (i != without) {
                scan.offer(i, vectors[i]);
            }
        }
        Set<Integer> nodes = new HashSet<>();
        Arrays.stream(found.nodes()).forEach(nodes::add);
        assertThat(nodes).doesNotContain(without);
        return (int) scan.nearest(i -> vectors[i]).stream()
                .limit(HITS)
                .filter(neighbour -> !nodes.contains(neighbour.ordinal()))
                .count();
    }

    private static LeafReader segment(DirectoryReader reader) {
        assertThat(reader.leaves()).hasSize(1);
        return reader.leaves().getFirst().reader();
    }

    private static SegmentVectors walkable(LeafReader segment, Metric metric) {
        return Objects.requireNonNull(SegmentVectors.of(segment, FIELD, metric), "no graph for " + metric);
    }

    private static double recall(LeafReader segment, float[][] vectors, Metric metric, @Nullable FixedBitSet accepted)
            throws IOException {
        SegmentVectors walkable = walkable(segment, metric);
        Random random = new Random(8);
        double share = accepted == null ? 1 : accepted.cardinality() / (double) vectors.length;
        int common = 0;
        for (int q = 0; q < QUERIES; q++) {
            float[] query = vectors[random.nextInt(vectors.length)].clone();
            query[0] += 0.1f;
            NearestScan scan = new NearestScan(metric, query, HITS);
            for (int i = 0; i < vectors.length; i++) {
                if (accepted == null || accepted.get(i)) {
                    scan.offer(i, vectors[i]);
                }
            }
            Set<Integer> found = new HashSet<>();
            int[] nodes = walkable.near(new WalkRequest(query, HITS, 100, accepted, share, Long.MAX_VALUE))
                    .nodes();
            Arrays.stream(nodes).forEach(found::add);
            assertThat(found).hasSameSizeAs(nodes);
            assertThat(found).allMatch(node -> accepted == null || accepted.get(node));
            List<Neighbour> nearest = scan.nearest(i -> vectors[i]);
            common += (int) nearest.stream()
                    .limit(HITS)
                    .filter(neighbour -> found.contains(neighbour.ordinal()))
                    .count();
        }
        return common / (double) (QUERIES * HITS);
    }

    /// @param rank in how many directions they vary
    private static float[][] vectors(int count, int dimension, int rank, long seed) {
        Random random = new Random(seed);
        float[][] directions = new float[rank][dimension];
        for (float[] direction : directions) {
            for (int i = 0; i < dimension; i++) {
                direction[i] = (float) random.nextGaussian();
            }
        }
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            for (float[] direction : directions) {
                float share = (float) random.nextGaussian();
                for (int i = 0; i < dimension; i++) {
                    vector[i] += share * direction[i];
                }
            }
        }
        return vectors;
    }

    private Directory index(float[][] vectors, Set<GraphKind> kinds) throws IOException {
        return index(vectors, GraphKind.attribute(kinds));
    }

    private Directory index(float[][] vectors, Map<String, String> attributes) throws IOException {
        FieldType type = new FieldType(
                KnnFloatVectorField.createFieldType(vectors[0].length, VectorSimilarityFunction.EUCLIDEAN));
        attributes.forEach(type::putAttribute);
        KnnVectorsFormat format = new VicinoVectorsFormat(new GraphLinking.Options(
                GraphParameters.DEFAULT, SMALLEST_GRAPH, SMALLEST_GRAPH, LinkingListener.NONE));
        IndexWriterConfig config = new IndexWriterConfig()
                .setUseCompoundFile(false)
                .setCodec(new Lucene104Codec() {
                    @Override
                    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                        return format;
                    }
                });
        Directory files = new MMapDirectory(folder);
        try (IndexWriter writer = new IndexWriter(files, config)) {
            for (float[] vector : vectors) {
                Document document = new Document();
                document.add(new KnnFloatVectorField(FIELD, vector, type));
                writer.addDocument(document);
            }
        }
        return files;
    }
}
