package dev.vicino.lucene.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.GraphParameters;
import dev.vicino.Metric;
import dev.vicino.exact.StoredRows;
import dev.vicino.exact.VectorBlock;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.util.Bits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Walks through graphs over many clusters, far from each other, and over vectors in no clusters at all.
class BeamTrialTest {
    private static final int SIZE = 40_000;
    private static final int DIMENSION = 32;
    private static final int CLUSTERS = 400;

    @Test
    void walks_among_many_clusters_get_a_beam_by_which_they_find_more() throws IOException {
        float[][] vectors = vectors(CLUSTERS);
        GrowingGraph graph = chosen(vectors);
        int chosen = graph.beam();
        assertThat(chosen).isBetween(2, 16);
        SampleQueries queries = new SampleQueries(values(vectors)).many();
        double recall = recall(graph, queries);
        graph.setBeam(1);
        assertThat(recall).isGreaterThan(recall(graph, queries) + 0.005);
    }

    @Test
    void where_every_way_leads_there_the_nearest_node_alone_is_kept() throws IOException {
        assertThat(chosen(vectors(1)).beam()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 4_999})
    void in_a_small_graph_the_nearest_node_alone_is_kept(int size) throws IOException {
        assertThat(chosen(Arrays.copyOf(vectors(1), size)).beam()).isEqualTo(1);
    }

    /// The first nodes that a walk comes down to are not accepted, and those that are lie among others.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void a_filtered_walk_by_any_beam_finds_only_what_is_accepted(int beam) throws IOException {
        float[][] vectors = vectors(1);
        GrowingGraph graph = linked(vectors);
        graph.setBeam(beam);
        Bits accepted = new Bits() {
            @Override
            public boolean get(int node) {
                return node % 3 == 0 && graph.level(node) == 0;
            }

            @Override
            public int length() {
                return SIZE;
            }
        };
        SegmentVectors.Found found =
                walk(graph, vectors).near(new WalkRequest(vectors[1], 10, 200, accepted, 0.3, Long.MAX_VALUE));
        assertThat(found.nodes()).hasSizeGreaterThanOrEqualTo(10).doesNotHaveDuplicates();
        assertThat(Arrays.stream(found.nodes())).allMatch(accepted::get);
    }

    private static GrowingGraph chosen(float[][] vectors) throws IOException {
        GrowingGraph graph = linked(vectors);
        new BeamTrial(new SampleQueries(values(vectors)))
                .choose(new LinkedField.Graph(EnumSet.of(GraphKind.L2), GraphKind.L2, graph));
        return graph;
    }

    private static GrowingGraph linked(float[][] vectors) throws IOException {
        NodePairs pairs =
                new VectorPairs(GraphKind.L2, values(vectors), FlatVectorScorerUtil.getLucene99FlatVectorsScorer());
        return GraphGrowth.of(vectors.length, pairs, GraphParameters.DEFAULT, (linked, nodes) -> {});
    }

    private static double recall(GrowingGraph graph, SampleQueries queries) throws IOException {
        return queries.walks(Metric.EUCLIDEAN, graph, 40).recall();
    }

    private static MetricWalk walk(GrowingGraph graph, float[][] vectors) {
        return new MetricWalk(graph, new VectorScorer(Metric.EUCLIDEAN, StoredRows.of(VectorBlock.of(vectors))));
    }

    private static FloatVectorValues values(float[][] vectors) {
        return FloatVectorValues.fromFloats(Arrays.asList(vectors), DIMENSION);
    }

    private static float[][] vectors(int clusters) {
        Random random = new Random(11);
        float[][] centres = new float[clusters][];
        Arrays.setAll(centres, c -> gaussian(random, 1));
        float[][] vectors = new float[SIZE][];
        for (int n = 0; n < SIZE; n++) {
            float[] centre = centres[random.nextInt(clusters)];
            vectors[n] = gaussian(random, clusters == 1 ? 1 : 0.05);
            for (int i = 0; i < DIMENSION; i++) {
                vectors[n][i] += centre[i];
            }
        }
        return vectors;
    }

    private static float[] gaussian(Random random, double deviation) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (deviation * random.nextGaussian());
        }
        return vector;
    }
}
