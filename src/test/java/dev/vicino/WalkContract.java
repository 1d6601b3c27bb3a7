package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [VectorCollection] promises about the walks it shows.
public abstract class WalkContract extends SharedCollection {
    private static final int DIMENSION = 24;
    private static final int EFFORT = 12;

    /// Items of the parts that have a graph each; those after them are too few for one.
    private static final int IN_GRAPHS = 6000;

    @Override
    CollectionSpec spec() {
        return CollectionSpec.of("items", DIMENSION).metrics(Metric.values()).field("label", PayloadType.LONG);
    }

    @Override
    void fill() {
        for (int from = 0; from <= IN_GRAPHS; from += IN_GRAPHS / 2) {
            items.upsert(IntStream.range(from, Math.min(from + IN_GRAPHS / 2, IN_GRAPHS + 50))
                    .mapToObj(i -> item(i, i))
                    .toList());
            items.flush();
        }
    }

    private static Item item(int number, long seed) {
        return Item.of("item/" + number, vector(seed, DIMENSION)).with("label", number % 10);
    }

    private static List<Item> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> item(i, i)).toList();
    }

    private static float[] vector(long seed, int dimension) {
        return gaussian(new Random(seed), dimension);
    }

    /// Seeds below zero are no item's.
    private static SearchRequest near(Metric metric, long seed) {
        return SearchRequest.near(vector(seed, DIMENSION)).metric(metric).effort(EFFORT);
    }

    private static Map<Integer, List<Walk.Step>> bySegment(Walk walk) {
        return walk.steps().stream().collect(Collectors.groupingBy(Walk.Step::segment));
    }

    @ParameterizedTest
    @EnumSource
    void each_part_is_entered_once_and_each_step_comes_from_one_before_it(Metric metric) {
        Walk walk = items.walk(near(metric, -1));
        assertThat(bySegment(walk)).hasSize(2);
        bySegment(walk).forEach((segment, steps) -> {
            assertThat(steps.getFirst().from()).isNull();
            assertThat(steps.getFirst().kept()).isTrue();
            Set<String> seen = new HashSet<>(Set.of(steps.getFirst().id()));
            for (Walk.Step step : steps.subList(1, steps.size())) {
                assertThat(step.from()).isIn(seen);
                seen.add(step.id());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void layers_fall_from_the_top_to_the_lowest(Metric metric) {
        Walk walk = items.walk(near(metric, -2));
        assertThat(walk.layers()).isGreaterThan(1);
        assertThat(walk.steps()).anyMatch(step -> step.layer() == walk.layers() - 1);
        bySegment(walk)
                .forEach((segment, steps) -> assertThat(
                                steps.stream().map(Walk.Step::layer).toList())
                        .isSortedAccordingTo((a, b) -> b - a)
                        .endsWith(0)
                        .allMatch(layer -> layer < walk.layers()));
    }

    @ParameterizedTest
    @EnumSource
    void values_are_the_metrics_own(Metric metric) {
        for (Walk.Step step : items.walk(near(metric, -3)).steps()) {
            float[] stored = items.get(step.id()).orElseThrow().vector();
            assertThat(step.value()).isEqualTo(metric.between(vector(-3, DIMENSION), stored));
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_leads_to_the_answer_of_a_search(Metric metric) {
        for (int seed = -10; seed > -20; seed--) {
            SearchRequest request = near(metric, seed);
            SearchResult found = items.search(request);
            Walk walk = items.walk(request);
            assertThat(walk.scanPreferred()).isFalse();
            assertThat(walk.answer().hits()).isEqualTo(found.hits());
            assertThat(walk.answer().plan()).isEqualTo(found.plan());
            assertThat(walk.unrecorded()).isZero();
            assertThat((long) walk.steps().size()).isPositive().isLessThanOrEqualTo(found.compared());
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_hit_in_a_part_with_a_graph_was_come_by_and_kept(Metric metric) {
        Walk walk = items.walk(near(metric, -4));
        Set<String> kept = walk.steps().stream()
                .filter(step -> step.kept() && step.layer() == 0)
                .map(Walk.Step::id)
                .collect(Collectors.toSet());
        List<String> inGraphs = walk.answer().ids().stream()
                .filter(id -> Integer.parseInt(id.substring("item/".length())) < IN_GRAPHS)
                .toList();
        assertThat(inGraphs).hasSizeGreaterThan(5);
        assertThat(kept).containsAll(inGraphs);
        assertThat(walk.steps()).anyMatch(step -> !step.kept());
    }

    @Test
    void above_the_lowest_layer_what_is_kept_comes_nearer_and_nearer() {
        Walk walk = items.walk(near(Metric.EUCLIDEAN, -5));
        bySegment(walk).forEach((segment, steps) -> {
            List<Double> kept = steps.stream()
                    .filter(step -> step.kept() && step.layer() > 0)
                    .map(Walk.Step::value)
                    .toList();
            assertThat(kept).hasSizeGreaterThan(1).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        });
    }

    @ParameterizedTest
    @EnumSource
    void under_a_filter_it_leads_to_the_answer_of_a_search_and_tells_what_is_left_out(Metric metric) {
        for (Filter filter : List.of(Filter.lt("label", 8), Filter.lt("label", 4))) {
            SearchRequest request = near(metric, -6).where(filter);
            Walk walk = items.walk(request);
            SearchResult found = items.search(request);
            assertThat(walk.scanPreferred())
                    .isEqualTo(found.plan().segments().stream()
                            .limit(2)
                            .anyMatch(segment -> segment.way() != SearchPlan.Way.WALKED));
            if (!walk.scanPreferred()) {
                assertThat(walk.answer().hits()).isEqualTo(found.hits());
            }
            assertThat(walk.answer().hits()).hasSameSizeAs(found.hits());
            assertThat(walk.steps()).isNotEmpty();
            for (Walk.Step step : walk.steps()) {
                Payload payload = items.get(step.id()).orElseThrow().payload();
                assertThat(step.eligible()).isEqualTo(filter.matches(payload));
            }
        }
    }

    @Test
    void the_querys_own_item_is_walked_over_but_no_hit() {
        SearchRequest request = SearchRequest.like("item/7").effort(EFFORT);
        Walk walk = items.walk(request);
        assertThat(walk.answer().hits()).isEqualTo(items.search(request).hits());
        assertThat(walk.steps())
                .filteredOn(step -> step.id().equals("item/7"))
                .isNotEmpty()
                .noneMatch(Walk.Step::eligible);
    }

    @Test
    void what_was_deleted_or_replaced_is_walked_over_but_no_hit() {
        VectorCollection changed = store.collection(CollectionSpec.of("changed", DIMENSION));
        changed.upsert(items(2000));
        changed.flush();
        IntStream.range(0, 100).forEach(i -> changed.delete("item/" + i));
        changed.upsert(
                IntStream.range(100, 200).mapToObj(i -> item(i, 10_000 + i)).toList());
        changed.flush();
        Set<String> gone = IntStream.range(0, 200).mapToObj(i -> "item/" + i).collect(Collectors.toSet());
        Walk walk = changed.walk(near(Metric.EUCLIDEAN, 5).effort(200));
        assertThat(walk.steps()).anyMatch(step -> !step.eligible());
        for (Walk.Step step : walk.steps()) {
            assertThat(step.eligible()).isEqualTo(!gone.contains(step.id()));
        }
        assertThat(walk.answer().ids()).hasSize(10).doesNotContain("item/5");
    }

    @Test
    void where_a_search_scans_the_graph_is_walked_all_the_same() {
        VectorCollection plane = store.collection(CollectionSpec.of("plane", 2).metrics(Metric.values()));
        plane.upsert(IntStream.range(0, 1000)
                .mapToObj(i -> Item.of("item/" + i, vector(i, 2)))
                .toList());
        SearchRequest request = SearchRequest.near(vector(-1, 2));
        assertThat(plane.search(request).exact()).isTrue();
        for (SearchRequest each : List.of(request, request.exact(), request.targetRecall(1))) {
            Walk walk = plane.walk(each);
            assertThat(walk.scanPreferred()).isTrue();
            assertThat(walk.steps()).isNotEmpty();
            assertThat(walk.answer().exact()).isFalse();
            assertThat(walk.answer().ids()).isEqualTo(plane.search(request).ids());
        }
    }

    @Test
    void a_long_walk_is_cut_and_says_by_how_much() {
        VectorCollection many = store.collection(CollectionSpec.of("many", 4));
        many.upsert(IntStream.range(0, Walk.MAX_STEPS + 1000)
                .mapToObj(i -> Item.of("item/" + i, vector(i, 4)))
                .toList());
        Walk walk = many.walk(SearchRequest.near(vector(-1, 4)).effort(SearchRequest.MAX_LIMIT));
        assertThat(walk.steps()).hasSize(Walk.MAX_STEPS);
        assertThat(walk.unrecorded()).isPositive();
        assertThat(walk.steps().size() + walk.unrecorded())
                .isLessThanOrEqualTo(walk.answer().compared());
    }

    @Test
    void what_cannot_be_walked_is_refused() {
        VectorCollection few = store.collection(CollectionSpec.of("few", DIMENSION));
        assertThatThrownBy(() -> few.walk(near(Metric.EUCLIDEAN, 0)))
                .isInstanceOf(NoGraphException.class)
                .hasMessageContaining("'few'");
        few.upsert(items(20));
        assertThatThrownBy(() -> few.walk(near(Metric.EUCLIDEAN, 0)))
                .isInstanceOf(NoGraphException.class)
                .hasMessageContaining("[20]");
        assertThatThrownBy(() -> few.walk(near(Metric.COSINE, 0))).isInstanceOf(UndeclaredMetricException.class);
        assertThatThrownBy(() -> items.walk(SearchRequest.text("words")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Words");
        assertThatThrownBy(() -> items.walk(near(Metric.COSINE, 0).diverse(0.5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> items.walk(near(Metric.COSINE, 0).where(Filter.eq("label", "seven"))))
                .isInstanceOf(PayloadTypeException.class);
    }
}
