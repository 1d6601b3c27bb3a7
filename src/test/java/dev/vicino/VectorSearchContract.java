package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [VectorCollection] promises about its answers.
public abstract class VectorSearchContract extends SharedCollection {
    private static final int DIMENSION = 24;

    /// Large enough that an approximate search of little effort need not be a scan.
    private static final int ITEMS = 3000;

    @Override
    CollectionSpec spec() {
        return CollectionSpec.of("items", DIMENSION).metrics(Metric.values());
    }

    @Override
    void fill() {
        items.upsert(generated());
    }

    private static List<Item> generated() {
        Random random = new Random(1);
        return IntStream.range(0, ITEMS)
                .mapToObj(i -> Item.of("item/" + i, vector(random))
                        .with("label", i % 10)
                        .with("rare", i % 1000 == 0)
                        .text("text " + i)
                        .source("source " + i))
                .toList();
    }

    private static float[] vector(Random random) {
        return gaussian(random, DIMENSION);
    }

    private static float[] query(long seed) {
        return vector(new Random(1000 + seed));
    }

    /// The ids by definition: all values by [Metric#between], nearest first, ties by id.
    private List<String> expected(float[] query, Metric metric, Filter filter, int limit) {
        List<Item> passing = new ArrayList<>(generated().stream()
                .filter(item -> filter.matches(item.payload()))
                .toList());
        Comparator<Item> byValue = (a, b) ->
                metric.compareNearestFirst(metric.between(query, a.vector()), metric.between(query, b.vector()));
        passing.sort(byValue.thenComparing(Item::id));
        return passing.stream().limit(limit).map(Item::id).toList();
    }

    @ParameterizedTest
    @EnumSource
    void an_exact_search_finds_the_nearest(Metric metric) {
        float[] query = query(1);
        SearchResult result =
                items.search(SearchRequest.near(query).metric(metric).limit(25).exact());
        assertThat(result.ids()).isEqualTo(expected(query, metric, Filter.and(), 25));
        assertThat(result.exact()).isTrue();
        assertThat(result.metric()).isEqualTo(metric);
        assertThat(result.compared()).isEqualTo(ITEMS);
        assertThat(result.took()).isPositive();
    }

    /// The metrics by which an approximate search walks a graph: all, unless an engine has no graphs of some.
    protected Set<Metric> walked() {
        return EnumSet.allOf(Metric.class);
    }

    @ParameterizedTest
    @EnumSource
    void an_approximate_search_finds_most_of_the_nearest_and_says_whether_it_is_approximate(Metric metric) {
        double recall = 0;
        for (int i = 0; i < 20; i++) {
            Audit audit =
                    items.audit(SearchRequest.near(query(i)).metric(metric).effort(30));
            recall += audit.recall() / 20;
            assertThat(audit.approximate().exact()).isEqualTo(!walked().contains(metric));
            assertThat(audit.approximate().hits()).hasSize(10);
        }
        assertThat(recall).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @EnumSource
    void hits_carry_the_metrics_own_value_and_all_of_the_item_but_its_vector(Metric metric) {
        float[] query = query(2);
        for (SearchRequest request : bothWays(SearchRequest.near(query).metric(metric))) {
            List<Hit> hits = items.search(request).hits();
            for (int i = 0; i < hits.size(); i++) {
                Hit hit = hits.get(i);
                Item item = items.get(hit.id()).orElseThrow();
                assertThat(hit.rank()).isEqualTo(i + 1);
                assertThat(hit.value()).isEqualTo(metric.between(query, item.vector()));
                assertThat(hit.payload()).isEqualTo(item.payload());
                assertThat(hit.text()).isEqualTo(item.text());
                assertThat(hit.source()).isEqualTo(item.source());
                assertThat(hit.fused()).isNull();
                assertThat(hit.vector()).isNull();
            }
            assertThat(hits).isSortedAccordingTo((a, b) -> metric.compareNearestFirst(a.value(), b.value()));
        }
    }

    @Test
    void a_request_that_names_no_metric_is_answered_by_the_first() {
        assertThat(items.search(SearchRequest.near(query(3))).metric()).isEqualTo(Metric.EUCLIDEAN);
        VectorCollection others =
                store.collection(CollectionSpec.of("others", 1).metrics(Metric.COSINE, Metric.MANHATTAN));
        assertThat(others.search(SearchRequest.near(new float[] {1})).metric()).isEqualTo(Metric.MANHATTAN);
    }

    @Test
    void ties_are_broken_by_id() {
        VectorCollection tied = store.collection(CollectionSpec.of("tied", 2).metrics(Metric.values()));
        for (int i = 19; i >= 0; i--) {
            tied.upsert(Item.of("tied/" + (char) ('a' + i), new float[] {1, i < 15 ? 1 : 2}));
        }
        for (Metric metric : Metric.values()) {
            for (SearchRequest request : bothWays(
                    SearchRequest.near(new float[] {1, 1}).metric(metric).limit(4))) {
                assertThat(tied.search(request).ids())
                        .isEqualTo(
                                metric == Metric.DOT_PRODUCT
                                        ? List.of("tied/p", "tied/q", "tied/r", "tied/s")
                                        : List.of("tied/a", "tied/b", "tied/c", "tied/d"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void under_any_filter_there_are_as_many_hits_as_the_limit_or_as_match(Metric metric) {
        List<Filter> filters = List.of(
                Filter.eq("label", 3),
                Filter.eq("rare", true),
                Filter.eq("rare", false),
                Filter.not(Filter.eq("label", 3)),
                Filter.and(Filter.eq("label", 0), Filter.eq("rare", true)),
                Filter.in("label", List.of(1, 2.0, "3")),
                Filter.eq("label", 11),
                Filter.or(),
                Filter.and());
        for (Filter filter : filters) {
            long matches = generated().stream()
                    .filter(item -> filter.matches(item.payload()))
                    .count();
            for (int limit : new int[] {1, 10, 400}) {
                SearchRequest request =
                        SearchRequest.near(query(4)).metric(metric).limit(limit).where(filter);
                SearchResult approximate = items.search(request);
                assertThat(approximate.hits())
                        .hasSize((int) Math.min(limit, matches))
                        .allMatch(hit -> filter.matches(hit.payload()));
                assertThat(items.search(request.exact()).ids()).isEqualTo(expected(query(4), metric, filter, limit));
                if (approximate.exact()) {
                    assertThat(approximate.ids()).isEqualTo(expected(query(4), metric, filter, limit));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void most_of_the_nearest_are_found_under_filters_too(Metric metric) {
        for (Filter filter : List.of(
                Filter.eq("label", 3), Filter.in("label", List.of(0, 1, 2, 3, 4)), Filter.not(Filter.eq("label", 3)))) {
            double recall = 0;
            for (int i = 0; i < 20; i++) {
                SearchRequest request =
                        SearchRequest.near(query(i)).metric(metric).where(filter);
                recall += items.audit(request).recall() / 20;
            }
            assertThat(recall).isGreaterThan(0.9);
        }
    }

    @Test
    void an_item_looks_like_others_and_is_left_out_itself() {
        for (SearchRequest request : bothWays(SearchRequest.like("item/7").limit(50))) {
            SearchResult like = items.search(request);
            assertThat(like.ids()).hasSize(50).doesNotContain("item/7");
            SearchResult near = items.search(
                    SearchRequest.near(items.get("item/7").orElseThrow().vector())
                            .limit(51)
                            .exact());
            if (like.exact()) {
                assertThat(like.ids()).isEqualTo(near.ids().subList(1, 51));
            }
        }
        SearchRequest rare = SearchRequest.like("item/0").where(Filter.eq("rare", true));
        assertThat(items.search(rare).ids()).containsExactlyInAnyOrder("item/1000", "item/2000");
        assertThat(items.search(rare.exact()).ids()).containsExactlyInAnyOrder("item/1000", "item/2000");
    }

    @Test
    void an_item_that_is_not_there_has_no_likeness() {
        assertThatThrownBy(() -> items.search(SearchRequest.like("item/x")))
                .isInstanceOf(NoSuchItemException.class)
                .hasMessageContainingAll("'item/x'", "'items'");
    }

    @Test
    void a_metric_that_is_not_declared_is_refused() {
        VectorCollection plain = store.collection(CollectionSpec.of("plain", 2));
        SearchRequest request = SearchRequest.near(new float[] {1, 2}).metric(Metric.COSINE);
        assertThatThrownBy(() -> plain.search(request))
                .isInstanceOf(UndeclaredMetricException.class)
                .hasMessageContainingAll("'plain'", "cosine distance", "Euclidean");
        assertThatThrownBy(() -> plain.audit(request)).isInstanceOf(UndeclaredMetricException.class);
    }

    @Test
    void a_query_of_another_dimension_is_refused() {
        assertThatThrownBy(() -> items.search(SearchRequest.near(new float[3])))
                .isInstanceOf(DimensionMismatchException.class)
                .hasMessageContainingAll("3", "24", "'items'");
    }

    @Test
    void a_query_that_is_not_finite_or_without_a_direction_is_refused() {
        float[] query = query(5);
        query[7] = Float.NaN;
        assertThatThrownBy(() -> items.search(SearchRequest.near(query)))
                .isInstanceOf(InvalidVectorException.class)
                .hasMessageContainingAll("NaN", "position 7");
        SearchRequest zeros = SearchRequest.near(new float[DIMENSION]);
        assertThatThrownBy(() -> items.search(zeros.metric(Metric.COSINE))).isInstanceOf(InvalidVectorException.class);
        assertThat(items.search(zeros.metric(Metric.MANHATTAN)).hits()).hasSize(10);
    }

    @Test
    void a_search_sees_every_change_made_before_it() {
        VectorCollection changing = store.collection(CollectionSpec.of("changing", 1));
        for (int i = 0; i < 30; i++) {
            changing.upsert(Item.of("a" + i, new float[] {i}));
            SearchRequest request = SearchRequest.near(new float[] {i}).limit(1);
            assertThat(changing.search(request).ids()).containsExactly("a" + i);
            assertThat(changing.search(request.exact()).ids()).containsExactly("a" + i);
            changing.upsert(Item.of("a" + i, new float[] {1000 + i}));
            assertThat(changing.search(request.exact()).hits().getFirst().value())
                    .isEqualTo(1000 - i);
        }
    }

    @Test
    void an_audit_holds_both_answers_to_one_request() {
        SearchRequest request =
                SearchRequest.near(query(6)).metric(Metric.COSINE).limit(7).effort(1);
        Audit audit = items.audit(request);
        assertThat(audit.exact()).isEqualTo(sameTime(items.search(request.exact()), audit.exact()));
        assertThat(audit.approximate()).isEqualTo(sameTime(items.search(request), audit.approximate()));
        assertThat(items.audit(request.exact()).exact().ids())
                .isEqualTo(audit.exact().ids());
    }

    private static SearchResult sameTime(SearchResult result, SearchResult other) {
        return new SearchResult(
                result.request(), result.metric(), result.hits(), result.groups(), result.plan(), other.took());
    }

    private static List<SearchRequest> bothWays(SearchRequest request) {
        return List.of(request, request.exact());
    }
}
