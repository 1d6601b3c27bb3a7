package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [VectorCollection] promises about the way it chooses: whichever it takes, it says so, and finds as much.
public abstract class SearchPlanContract {
    private static final int IN_THE_PLANE = 2000;
    private static final int CLUSTERS = 6;
    private static final int CLUSTERED = 6000;
    private static final int DIMENSION = 24;

    @TempDir
    static Path folder;

    private VectorStore store;

    protected abstract VectorStore open(Path place);

    @BeforeEach
    void openStore() {
        store = open(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static float[] vector(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private VectorCollection plane() {
        VectorCollection items = store.collection(CollectionSpec.of("plane", 2).metrics(Metric.values()));
        if (items.count() == 0) {
            Random random = new Random(1);
            items.upsert(IntStream.range(0, IN_THE_PLANE)
                    .mapToObj(i -> Item.of("item/" + i, vector(random, 2)).with("n", i))
                    .toList());
            items.delete("item/7");
            items.flush();
        }
        return items;
    }

    @ParameterizedTest
    @EnumSource
    void in_the_plane_an_approximate_search_scans_by_columns_and_finds_all(Metric metric) {
        VectorCollection items = plane();
        Random random = new Random(2);
        for (int i = 0; i < 20; i++) {
            Audit audit = items.audit(SearchRequest.near(vector(random, 2)).metric(metric));
            assertThat(audit.approximate().plan().segments()).allMatch(SearchPlan.Segment::byColumns);
            assertThat(audit.approximate().plan().toString()).contains("scanned by columns");
            assertThat(audit.approximate().exact()).isTrue();
            assertThat(audit.approximate().hits()).isEqualTo(audit.exact().hits());
        }
    }

    @ParameterizedTest
    @EnumSource
    void columns_give_what_comparing_each_item_gives(Metric metric) {
        VectorCollection items = plane();
        float[] query = vector(new Random(3), 2);
        for (Filter filter : List.of(Filter.and(), Filter.gte("n", IN_THE_PLANE / 2))) {
            List<String> expected = items.scan()
                    .filter(item -> filter.matches(item.payload()))
                    .sorted((a, b) -> metric.compareNearestFirst(
                            metric.between(query, a.vector()), metric.between(query, b.vector())))
                    .map(Item::id)
                    .limit(10)
                    .toList();
            SearchResult result = items.search(
                    SearchRequest.near(query).metric(metric).where(filter).exact());
            assertThat(result.plan().segments()).anyMatch(SearchPlan.Segment::byColumns);
            assertThat(result.ids()).isEqualTo(expected).doesNotContain("item/7");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_walk_compares_some_items_and_not_all(Metric metric) {
        Random random = new Random(5);
        VectorCollection items =
                store.collection(CollectionSpec.of("walked", DIMENSION).metrics(Metric.values()));
        if (items.count() == 0) {
            items.upsert(IntStream.range(0, 3000)
                    .mapToObj(i -> Item.of("item/" + i, vector(random, DIMENSION)))
                    .toList());
        }
        for (int i = 0; i < 20; i++) {
            SearchResult walked = items.search(
                    SearchRequest.near(vector(random, DIMENSION)).metric(metric).effort(30));
            assertThat(walked.compared()).isBetween(1L, 2999L);
        }
    }

    @Test
    void a_filter_for_the_querys_own_cluster_or_for_all_others_costs_no_recall() {
        Random random = new Random(4);
        float[][] centres = new float[CLUSTERS][];
        for (int c = 0; c < CLUSTERS; c++) {
            centres[c] = vector(random, DIMENSION);
            for (int i = 0; i < DIMENSION; i++) {
                centres[c][i] *= 3;
            }
        }
        VectorCollection items = store.collection(CollectionSpec.of("clusters", DIMENSION));
        items.upsert(IntStream.range(0, CLUSTERED)
                .mapToObj(i -> Item.of("item/" + i, around(centres[i % CLUSTERS], random))
                        .with("cluster", i % CLUSTERS))
                .toList());
        int queries = 60;
        double own = 0;
        double others = 0;
        for (int i = 0; i < queries; i++) {
            SearchRequest near =
                    SearchRequest.near(around(centres[i % CLUSTERS], random)).effort(40);
            Filter ofOwn = Filter.eq("cluster", i % CLUSTERS);
            own += items.audit(near.where(ofOwn)).recall() / queries;
            others += items.audit(near.where(Filter.not(ofOwn))).recall() / queries;
        }
        assertThat(own).isGreaterThan(0.9);
        assertThat(others).isGreaterThan(0.9);
    }

    private static float[] around(float[] centre, Random random) {
        float[] vector = vector(random, DIMENSION);
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] += centre[i];
        }
        return vector;
    }
}
