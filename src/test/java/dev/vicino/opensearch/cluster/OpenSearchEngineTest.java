package dev.vicino.opensearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Hit;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchPlan;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.UnsupportedByEngineException;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is this engine's own, beside the contracts.
class OpenSearchEngineTest {
    private static final int DIMENSION = 16;

    @TempDir
    Path folder;

    private VectorStore store;

    @BeforeEach
    void open() {
        store = ClusterStores.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @AfterAll
    static void drop() {
        ClusterStores.drop();
    }

    private static float[] vector(Random random, double scale) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (scale * random.nextGaussian());
        }
        return vector;
    }

    /// The ids of all items by the definition, nearest first.
    private static List<String> ordered(List<Item> items, float[] query, Metric metric) {
        Comparator<Item> byValue = (a, b) ->
                metric.compareNearestFirst(metric.between(query, a.vector()), metric.between(query, b.vector()));
        return items.stream()
                .sorted(byValue.thenComparing(Item::id))
                .map(Item::id)
                .toList();
    }

    /// Values that single precision takes for one, over several pages: the cluster's own order among them is chance.
    @ParameterizedTest
    @EnumSource
    void what_differs_in_the_last_digits_alone_comes_in_the_order_of_its_values(Metric metric) {
        Random random = new Random(1);
        float[] base = vector(random, 1);
        List<Item> near = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            float[] vector = base.clone();
            int place = random.nextInt(DIMENSION);
            vector[place] += Math.ulp(vector[place]) * random.nextInt(-3, 4);
            near.add(Item.of("i" + i, vector));
        }
        VectorCollection items =
                store.create(CollectionSpec.of("close", DIMENSION).metrics(metric));
        items.upsert(near);
        float[] query = vector(random, 1);
        SearchResult result = items.search(SearchRequest.near(query).limit(40).exact());
        assertThat(result.ids()).isEqualTo(ordered(near, query, metric).subList(0, 40));
        assertThat(items.search(SearchRequest.near(base).limit(40).exact()).ids())
                .isEqualTo(ordered(near, base, metric).subList(0, 40));
        assertThat(result.compared()).isEqualTo(1500);
    }

    /// Their squares are infinite, or nothing, in single precision.
    @ParameterizedTest
    @EnumSource
    void vectors_beyond_the_squares_of_single_precision_are_compared_all_the_same(Metric metric) {
        Random random = new Random(2);
        List<Item> all = new ArrayList<>();
        for (double scale : new double[] {1e-40, 1e-25, 1, 1e25, 1e37}) {
            for (int i = 0; i < 30; i++) {
                all.add(Item.of("i" + all.size(), vector(random, scale)));
            }
        }
        VectorCollection items =
                store.create(CollectionSpec.of("far", DIMENSION).metrics(metric));
        items.upsert(all);
        for (double scale : new double[] {1e-30, 1, 1e30}) {
            float[] query = vector(random, scale);
            List<Hit> hits =
                    items.search(SearchRequest.near(query).limit(50).exact()).hits();
            assertThat(hits)
                    .extracting(Hit::id)
                    .isEqualTo(ordered(all, query, metric).subList(0, 50));
        }
    }

    @Test
    void an_approximate_search_by_l1_is_a_scan_and_its_plan_says_so() {
        Random random = new Random(3);
        VectorCollection items = store.create(CollectionSpec.of("l1", DIMENSION).metrics(Metric.MANHATTAN));
        items.upsert(random.ints(1200)
                .mapToObj(i -> Item.of("i" + i, vector(random, 1)))
                .toList());
        SearchResult result = items.search(SearchRequest.near(vector(random, 1)));
        assertThat(result.exact()).isTrue();
        assertThat(result.plan().segments())
                .extracting(SearchPlan.Segment::way)
                .containsExactly(SearchPlan.Way.SCANNED_WITHOUT_GRAPH);
        assertThat(result.plan().toString()).contains("no graphs of this metric");
    }

    @Test
    void what_the_cluster_does_not_tell_of_a_walk_is_unknown() {
        Random random = new Random(4);
        VectorCollection items = store.create(CollectionSpec.of("walked", DIMENSION));
        items.upsert(random.ints(1200)
                .mapToObj(i -> Item.of("i" + i, vector(random, 1)))
                .toList());
        SearchResult result = items.search(SearchRequest.near(vector(random, 1)));
        assertThat(result.exact()).isFalse();
        assertThat(result.compared()).isEqualTo(SearchPlan.UNKNOWN);
        assertThat(result.plan().toString()).contains("unknown compared");
    }

    @Test
    void what_the_engine_cannot_do_is_refused_with_what_to_use_instead() {
        VectorCollection items = store.create(CollectionSpec.of("items", 2));
        SearchRequest near = SearchRequest.near(new float[] {1, 2});
        assertUnsupported(() -> items.walk(near), "migrate");
        assertUnsupported(() -> items.calibrate(Metric.EUCLIDEAN), "effort");
        assertUnsupported(() -> items.search(near.targetRecall(0.9)), "effort");
        assertUnsupported(() -> store.snapshot(folder.resolve("snapshot")), "migrate");
        assertThat(items.search(near.targetRecall(1)).exact()).isTrue();
        Filter deep = Filter.eq("label", 1);
        for (int i = 0; i < 200; i++) {
            deep = Filter.not(Filter.or(Filter.exists("label"), deep));
        }
        Filter refused = deep;
        assertUnsupported(() -> items.count(refused), "flatter");
        Filter[] many = new Filter[600];
        for (int i = 0; i < many.length; i++) {
            many[i] = Filter.gt("label", i);
        }
        assertUnsupported(() -> items.search(near.where(Filter.and(many))), "split");
        String text = "x".repeat(10_000);
        assertUnsupported(() -> items.count(Filter.prefix("text", text)), "eq");
        assertUnsupported(() -> items.count(Filter.contains("text", text)), "eq");
        assertUnsupported(() -> items.count(Filter.gt("text", text)), "eq");
    }

    private static void assertUnsupported(ThrowingCallable call, String instead) {
        assertThatThrownBy(call)
                .isInstanceOf(UnsupportedByEngineException.class)
                .hasMessageContainingAll("OpenSearch does not support", instead);
    }

    @Test
    void filters_see_into_strings_too_long_for_a_term() {
        String text = "a".repeat(7000) + "needle" + "b".repeat(50_000) + "end of it";
        VectorCollection items = store.create(CollectionSpec.of("items", 1));
        items.upsert(Item.of("long", new float[] {1}).with("text", text));
        items.upsert(Item.of("short", new float[] {1}).with("text", text.substring(0, 7000)));
        for (Filter filter : List.of(
                Filter.eq("text", text),
                Filter.eq("text", text + "!"),
                Filter.contains("text", "aneedleb"),
                Filter.contains("text", "bend of"),
                Filter.contains("text", "c"),
                Filter.contains("text", "0"),
                Filter.gt("text", "a".repeat(7000)),
                Filter.lte("text", "a".repeat(7000)),
                Filter.prefix("text", "aaa"),
                Filter.matchesText("text", "of end"))) {
            long expected =
                    items.scan().filter(item -> filter.matches(item.payload())).count();
            assertThat(items.count(filter)).as(filter.getClass().toString()).isEqualTo(expected);
        }
    }

    @Test
    void compacting_counts_the_documents_of_each_shard_as_it_is_merged() {
        Random random = new Random(5);
        VectorCollection items = store.create(CollectionSpec.of("pieces", DIMENSION));
        for (int piece = 0; piece < 4; piece++) {
            List<Item> batch = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                batch.add(Item.of("p" + piece + "/" + i, vector(random, 1)));
            }
            items.upsert(batch);
            // What is shown is a segment.
            assertThat(items.count()).isEqualTo(300L * (piece + 1));
        }
        List<Long> counts = new ArrayList<>();
        items.compact((stage, done, total) -> {
            assertThat(stage).contains("'pieces'");
            assertThat(total).isBetween(600L, 1200L);
            assertThat(done).isBetween(0L, total);
            counts.add(total - done);
        });
        assertThat(counts)
                .startsWith(counts.stream().max(Long::compare).orElseThrow())
                .endsWith(0L);
        assertThat(counts).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(items.stats().segments()).isEqualTo(2);
        counts.clear();
        items.compact((stage, done, total) -> counts.add(done));
        assertThat(counts).isEmpty();
    }

    @Test
    void two_stores_write_to_one_collection_and_see_each_other_when_refreshed() {
        VectorCollection here = store.create(CollectionSpec.of("shared", 2));
        try (VectorStore other = ClusterStores.open(folder)) {
            VectorCollection there = other.collection("shared");
            assertThat(there.count()).isZero();
            here.upsert(Item.of("a", new float[] {1, 2}));
            there.upsert(Item.of("b", new float[] {3, 4}));
            assertThat(other.refresh()).isTrue();
            assertThat(other.refresh()).isFalse();
            assertThat(there.scan().map(Item::id)).containsExactly("a", "b");
            here.refresh();
            assertThat(here.search(SearchRequest.near(new float[] {3, 4})).ids())
                    .containsExactly("b", "a");
            other.drop("shared");
            assertThat(store.refresh()).isTrue();
            assertThat(store.collectionNames()).isEmpty();
        }
    }

    @Test
    void names_that_differ_in_capitals_are_collections_of_their_own() {
        for (String name : List.of("digits", "Digits", "DIGITS")) {
            store.create(CollectionSpec.of(name, 1)).upsert(Item.of(name, new float[] {1}));
        }
        assertThat(store.collectionNames()).containsExactly("DIGITS", "Digits", "digits");
        assertThat(store.collection("Digits").scan().map(Item::id)).containsExactly("Digits");
    }

    @Test
    void ids_too_long_for_a_cluster_are_told_apart_and_sorted() {
        VectorCollection items = store.create(CollectionSpec.of("items", 1));
        List<String> ids = List.of("x".repeat(511), "x".repeat(600), "x".repeat(600) + "y", "猫".repeat(1000));
        for (String id : ids) {
            items.upsert(Item.of(id, new float[] {1}));
            items.upsert(Item.of(id, new float[] {2}));
        }
        assertThat(items.scan().map(Item::id)).containsExactlyElementsOf(ids);
        assertThat(items.search(SearchRequest.like(ids.get(1))).ids())
                .containsExactly(ids.get(0), ids.get(2), ids.get(3));
        assertThat(items.delete(ids.get(2))).isTrue();
        assertThat(items.exists(ids.get(2))).isFalse();
        assertThat(items.count()).isEqualTo(3);
    }
}
