package dev.vicino.lucene.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.GraphParameters;
import dev.vicino.Metric;
import dev.vicino.dataset.Digits;
import dev.vicino.dataset.MnistAtHand;
import dev.vicino.exact.NearestScan;
import dev.vicino.exact.Neighbour;
import dev.vicino.exact.StoredRows;
import dev.vicino.exact.VectorBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphGrowthTest {
    private static final FlatVectorsScorer SCORERS = FlatVectorScorerUtil.getLucene99FlatVectorsScorer();
    private static final int HITS = 10;
    private static final int QUERIES = 200;

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void any_number_of_threads_links_the_same_graph(int threads) throws Exception {
        float[][] vectors = clustered(4000, 24, 1);
        assertThat(rows(by(threads, GraphKind.L2, vectors)))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(rows(by(1, GraphKind.L2, vectors)));
    }

    @ParameterizedTest
    @EnumSource(GraphKind.class)
    void each_node_is_reached_from_the_entry(GraphKind kind) throws Exception {
        GrowingGraph graph = by(2, kind, clustered(4000, 24, 2));
        assertThat(reached(graph)).isEqualTo(graph.size());
    }

    /// They come sorted: a batch of neighbours in a row would not see each other.
    @Test
    void vectors_sorted_by_their_cluster_are_linked_no_worse() throws Exception {
        float[][] shuffled = clustered(6000, 16, 3);
        float[][] sorted = shuffled.clone();
        Arrays.sort(sorted, (a, b) -> Float.compare(a[0], b[0]));
        float[][] queries = clustered(QUERIES, 16, 4);
        double recall = recall(by(2, GraphKind.L2, sorted), Metric.EUCLIDEAN, sorted, queries, 30);
        assertThat(recall)
                .isGreaterThan(recall(by(2, GraphKind.L2, shuffled), Metric.EUCLIDEAN, shuffled, queries, 30) - 0.01);
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"EUCLIDEAN", "DOT_PRODUCT", "COSINE"})
    void walks_find_no_less_than_through_a_graph_by_lucene(Metric metric) throws Exception {
        float[][] vectors = clustered(5000, 24, 5);
        float[][] queries = clustered(QUERIES, 24, 6);
        assertNoLessThanLucene(metric, vectors, queries);
    }

    @Test
    void walks_among_digits_find_no_less_than_through_a_graph_by_lucene() throws Exception {
        Digits train = MnistAtHand.orSkip().train();
        Digits test = MnistAtHand.orSkip().test();
        float[][] vectors = IntStream.range(0, 4000).mapToObj(train::image).toArray(float[][]::new);
        float[][] queries = IntStream.range(0, QUERIES).mapToObj(test::image).toArray(float[][]::new);
        assertNoLessThanLucene(Metric.EUCLIDEAN, vectors, queries);
    }

    private static void assertNoLessThanLucene(Metric metric, float[][] vectors, float[][] queries) throws Exception {
        Links own = by(2, GraphKind.of(metric).getFirst(), vectors);
        Links lucenes = byLucene(metric, vectors);
        for (int effort : new int[] {20, 40, 100}) {
            assertThat(recall(own, metric, vectors, queries, effort))
                    .as("effort %d", effort)
                    .isGreaterThan(recall(lucenes, metric, vectors, queries, effort) - 0.005);
        }
    }

    /// Of equal vectors only one is diverse: the rest would be lost.
    @Test
    void ten_thousand_equal_vectors_among_others_are_all_found() throws Exception {
        float[][] vectors = clustered(11_000, 8, 7);
        for (int i = 0; i < 10_000; i++) {
            vectors[i + i / 10] = vectors[0];
        }
        GrowingGraph graph = by(2, GraphKind.L2, vectors);
        assertThat(reached(graph)).isEqualTo(graph.size());
        MetricWalk walk =
                new MetricWalk(graph, new VectorScorer(Metric.EUCLIDEAN, StoredRows.of(VectorBlock.of(vectors))));
        int[] near = walk.near(WalkRequest.of(vectors[0], 500, 500)).nodes();
        assertThat(IntStream.of(near).filter(node -> Arrays.equals(vectors[node], vectors[0])))
                .hasSizeGreaterThanOrEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    void a_few_nodes_are_linked(int size) throws Exception {
        assertThat(reached(by(2, GraphKind.L2, clustered(size, 4, 9)))).isEqualTo(size);
    }

    @Test
    void no_row_holds_its_own_node_or_one_twice() throws Exception {
        List<int[]> rows = rows(by(2, GraphKind.DOT, clustered(3000, 8, 10)));
        for (int[] row : rows) {
            int[] links = Arrays.copyOfRange(row, 2, row.length);
            assertThat(links).doesNotHaveDuplicates().doesNotContain(row[1]);
        }
    }

    @Test
    void it_tells_how_far_it_is_and_ends_when_told_to() {
        float[][] vectors = clustered(2000, 8, 11);
        List<Integer> told = new ArrayList<>();
        assertThatThrownBy(() ->
                        GraphGrowth.of(vectors.length, pairs(vectors), GraphParameters.DEFAULT, (done, all) -> {
                            told.add(done);
                            assertThat(all).isEqualTo(2000);
                            if (done > 1000) {
                                throw new IOException("no more");
                            }
                        }))
                .hasMessage("no more");
        assertThat(told).isSorted().hasSizeGreaterThan(20).startsWith(1, 2, 4);
        assertThat(told.getLast()).isBetween(1001, 1040);
    }

    private static NodePairs pairs(float[][] vectors) {
        return new VectorPairs(GraphKind.L2, values(vectors), SCORERS);
    }

    private static GrowingGraph by(int threads, GraphKind kind, float[][] vectors) throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            NodePairs pairs = new VectorPairs(kind, values(vectors), SCORERS);
            return pool.submit(
                            () -> GraphGrowth.of(vectors.length, pairs, GraphParameters.DEFAULT, (linked, nodes) -> {}))
                    .get();
        }
    }

    private static Links byLucene(Metric metric, float[][] vectors) throws IOException {
        VectorSimilarityFunction similarity = switch (metric) {
            case EUCLIDEAN, MANHATTAN -> VectorSimilarityFunction.EUCLIDEAN;
            case DOT_PRODUCT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
            case COSINE -> VectorSimilarityFunction.COSINE;
        };
        HnswGraph built = HnswGraphBuilder.create(
                        SCORERS.getRandomVectorScorerSupplier(similarity, values(vectors)),
                        GraphParameters.DEFAULT.m(),
                        GraphParameters.DEFAULT.efConstruction(),
                        HnswGraphBuilder.randSeed,
                        vectors.length)
                .build(vectors.length);
        int layers = built.numLevels();
        int entry = built.entryNode();
        return new Links() {
            @Override
            public int links(int layer, int node, int[] into) throws IOException {
                built.seek(layer, node);
                int count = 0;
                for (int link = built.nextNeighbor();
                        link != DocIdSetIterator.NO_MORE_DOCS;
                        link = built.nextNeighbor()) {
                    into[count++] = link;
                }
                return count;
            }

            @Override
            public int width() {
                return 2 * built.maxConn() + 1;
            }

            @Override
            public int layers() {
                return layers;
            }

            @Override
            public int size() {
                return built.size();
            }

            @Override
            public int entry() {
                return entry;
            }

            @Override
            public int beam() {
                return 1;
            }
        };
    }

    private static FloatVectorValues values(float[][] vectors) {
        return FloatVectorValues.fromFloats(Arrays.asList(vectors), vectors[0].length);
    }

    /// Each row with its layer and its node before the links.
    private static List<int[]> rows(GrowingGraph graph) {
        List<int[]> rows = new ArrayList<>();
        int[] links = new int[graph.width()];
        for (int layer = 0; layer < graph.layers(); layer++) {
            for (int place = 0; place < graph.nodesOn(layer); place++) {
                int node = graph.node(layer, place);
                int count = graph.links(layer, node, links);
                int[] row = new int[2 + count];
                row[0] = layer;
                row[1] = node;
                System.arraycopy(links, 0, row, 2, count);
                rows.add(row);
            }
        }
        return rows;
    }

    private static int reached(GrowingGraph graph) throws IOException {
        return ReachedNodes.of(graph).cardinality();
    }

    private static double recall(Links graph, Metric metric, float[][] vectors, float[][] queries, int effort)
            throws IOException {
        MetricWalk walk = new MetricWalk(graph, new VectorScorer(metric, StoredRows.of(VectorBlock.of(vectors))));
        int found = 0;
        for (float[] query : queries) {
            NearestScan scan = new NearestScan(metric, query, HITS);
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
        return (double) found / (HITS * queries.length);
    }

    private static float[][] clustered(int count, int dimension, long seed) {
        Random random = new Random(seed);
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            Random centre = new Random(random.nextInt(40));
            for (int i = 0; i < dimension; i++) {
                vector[i] = (float) (2 * centre.nextGaussian() + random.nextGaussian());
            }
        }
        return vectors;
    }
}
