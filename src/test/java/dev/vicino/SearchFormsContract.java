package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [VectorCollection] promises about the forms of a search by vector: examples, pages, ranges, projections,
/// diverse and grouped answers. Each is held against the plain list of all items in the order of their values.
public abstract class SearchFormsContract extends SharedCollection {
    private static final int DIMENSION = 24;

    /// Large enough that no engine answers an approximate search by scanning.
    private static final int ITEMS = 2500;

    private static final List<Item> GENERATED = generated();

    @Override
    CollectionSpec spec() {
        return CollectionSpec.of("items", DIMENSION).metrics(Metric.values());
    }

    @Override
    void fill() {
        items.upsert(GENERATED);
    }

    /// A third of them lacks `group`; of the others, the groups are of 1 to some 80 members.
    private static List<Item> generated() {
        Random random = new Random(5);
        List<Item> all = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            Item item =
                    Item.of("item/" + i, vector(random)).with("label", i % 7).text("text " + i);
            int group = (int) Math.sqrt(random.nextInt(1600));
            all.add(i % 3 == 0 ? item : item.with("group", i % 2 == 0 ? (Object) group : (double) group));
        }
        return List.copyOf(all);
    }

    private static float[] vector(Random random) {
        return gaussian(random, DIMENSION);
    }

    private static float[] query(long seed) {
        return vector(new Random(100 + seed));
    }

    private record Valued(Item item, double value) {}

    /// All items by definition: nearest first, ties by id.
    private static List<Valued> ordered(float[] query, Metric metric, Filter filter) {
        Comparator<Valued> byValue = (a, b) -> metric.compareNearestFirst(a.value, b.value);
        return GENERATED.stream()
                .filter(item -> filter.matches(item.payload()))
                .map(item -> new Valued(item, metric.between(query, item.vector())))
                .sorted(byValue.thenComparing(valued -> valued.item.id()))
                .toList();
    }

    private static List<String> ids(List<Valued> valued) {
        return valued.stream().map(each -> each.item.id()).toList();
    }

    @ParameterizedTest
    @EnumSource
    void examples_draw_towards_the_mean_of_the_positive_and_away_from_that_of_the_negative(Metric metric) {
        float[] a = query(1);
        float[] b = GENERATED.get(3).vector();
        float[] c = GENERATED.get(4).vector();
        float[] expected = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            double towards = a[i] / 2.0 + b[i] / 2.0;
            expected[i] = (float) (towards + (towards - c[i]));
        }
        SearchRequest request = SearchRequest.examples(
                        List.of(new Query.Near(a), new Query.Like("item/3")), List.of(new Query.Like("item/4")))
                .metric(metric)
                .limit(60);
        List<String> others = ids(ordered(expected, metric, Filter.and())).stream()
                .filter(id -> !Set.of("item/3", "item/4").contains(id))
                .limit(60)
                .toList();
        assertThat(items.search(request.exact()).ids()).isEqualTo(others);
        assertThat(items.search(request).ids()).hasSize(60).doesNotContain("item/3", "item/4");
        assertThat(items.audit(request).recall()).isGreaterThan(0.8);
    }

    @Test
    void positive_examples_alone_are_their_mean() {
        SearchRequest one = SearchRequest.examples(List.of(new Query.Like("item/7")), List.of());
        assertThat(items.search(one.exact()).ids())
                .isEqualTo(items.search(SearchRequest.like("item/7").exact()).ids());
        assertThatThrownBy(() -> SearchRequest.examples(List.of(), List.of(new Query.Like("item/7"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("positive");
    }

    @Test
    void an_example_that_is_not_there_or_of_another_dimension_is_refused() {
        SearchRequest absent =
                SearchRequest.examples(List.of(new Query.Like("item/7")), List.of(new Query.Like("nobody")));
        assertThatThrownBy(() -> items.search(absent))
                .isInstanceOf(NoSuchItemException.class)
                .hasMessageContaining("'nobody'");
        SearchRequest odd = SearchRequest.examples(List.of(new Query.Near(new float[3])), List.of());
        assertThatThrownBy(() -> items.search(odd)).isInstanceOf(DimensionMismatchException.class);
    }

    @Test
    void examples_that_cancel_out_have_no_cosine() {
        float[] ones = new float[DIMENSION];
        float[] twos = new float[DIMENSION];
        Arrays.fill(ones, 1);
        Arrays.fill(twos, 2);
        SearchRequest request = SearchRequest.examples(List.of(new Query.Near(ones)), List.of(new Query.Near(twos)));
        assertThatThrownBy(() -> items.search(request.metric(Metric.COSINE)))
                .isInstanceOf(InvalidVectorException.class)
                .hasMessageContaining("examples");
    }

    @ParameterizedTest
    @EnumSource
    void pages_join_to_the_whole(Metric metric) {
        for (SearchRequest request : bothWays(SearchRequest.near(query(2)).metric(metric))) {
            SearchRequest steady = request.equals(request.exact()) ? request : request.effort(100);
            List<Hit> whole = items.search(steady.limit(35)).hits();
            List<Hit> pages = new ArrayList<>();
            for (int offset = 0; offset < 35; offset += 10) {
                pages.addAll(items.search(steady.offset(offset).limit(Math.min(10, 35 - offset)))
                        .hits());
            }
            assertThat(pages).isEqualTo(whole);
        }
        assertThat(items.search(SearchRequest.near(query(2))
                                .offset(ITEMS - 3)
                                .exact()
                                .limit(10))
                        .hits())
                .extracting(Hit::rank)
                .containsExactly(ITEMS - 2, ITEMS - 1, ITEMS);
        assertThat(items.search(SearchRequest.near(query(2)).offset(ITEMS)).hits())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_range_holds_what_the_whole_list_has_between_its_bounds(Metric metric) {
        float[] query = query(3);
        List<Valued> all = ordered(query, metric, Filter.and());
        Filter filter = Filter.eq("label", 2);
        int[][] ranks = {{0, 5}, {5, 5}, {3, 400}, {700, 720}, {ITEMS - 5, ITEMS - 1}};
        for (int[] fromTo : ranks) {
            double near = all.get(fromTo[0]).value;
            double far = all.get(fromTo[1]).value;
            ValueRange range = new ValueRange(Math.min(near, far), Math.max(near, far));
            for (SearchRequest request : bothWays(
                    SearchRequest.near(query).metric(metric).within(range).limit(20))) {
                SearchResult result = items.search(request);
                List<String> expected = ids(all.subList(fromTo[0], fromTo[1] + 1));
                assertThat(result.hits())
                        .hasSize(Math.min(20, expected.size()))
                        .allMatch(hit -> range.contains(hit.value()));
                if (result.exact()) {
                    assertThat(result.ids())
                            .isEqualTo(expected.stream().limit(20).toList());
                }
            }
            SearchRequest filtered =
                    SearchRequest.near(query).metric(metric).within(range).where(filter);
            assertThat(items.search(filtered.exact()).ids())
                    .isEqualTo(ids(ordered(query, metric, filter).stream()
                            .filter(each -> range.contains(each.value))
                            .limit(10)
                            .toList()));
        }
    }

    @Test
    void one_bound_is_enough_and_a_range_may_hold_nothing() {
        float[] query = query(4);
        double tenth = ordered(query, Metric.EUCLIDEAN, Filter.and()).get(9).value;
        for (SearchRequest request : bothWays(SearchRequest.near(query).limit(50))) {
            assertThat(items.search(request.maxValue(tenth)).hits()).hasSize(10);
            assertThat(items.search(request.minValue(tenth)).hits()).hasSize(50);
            assertThat(items.search(request.maxValue(-1)).hits()).isEmpty();
            assertThat(items.search(request.minValue(-1).maxValue(0)).hits()).isEmpty();
            assertThat(items.search(request.minValue(1e9)).hits()).isEmpty();
        }
        assertThatThrownBy(() -> SearchRequest.near(query).maxValue(1).minValue(2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SearchRequest.near(query).maxValue(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_hit_carries_what_the_projection_asks_for() {
        SearchRequest request = SearchRequest.near(query(5)).limit(30);
        for (Hit hit : items.search(request.project(Projection.ALL)).hits()) {
            Item item = items.get(hit.id()).orElseThrow();
            assertThat(hit.vector()).isEqualTo(item.vector());
            assertThat(hit.payload()).isEqualTo(item.payload());
            assertThat(hit.text()).isEqualTo(item.text());
        }
        for (Hit hit : items.search(request.project(Projection.BARE)).hits()) {
            assertThat(hit.vector()).isNull();
            assertThat(hit.payload()).isEqualTo(Payload.EMPTY);
            assertThat(hit.text()).isNull();
        }
        Projection named = Projection.BARE.withVector().withFields("group", "nothing");
        for (Hit hit : items.search(request.project(named)).hits()) {
            Item item = items.get(hit.id()).orElseThrow();
            assertThat(hit.vector()).isEqualTo(item.vector());
            assertThat(hit.payload().get("group")).isEqualTo(item.payload().get("group"));
            assertThat(hit.payload().get("label")).isEmpty();
        }
        assertThat(items.search(request.project(Projection.BARE)).ids())
                .isEqualTo(items.search(request).ids());
    }

    @ParameterizedTest
    @EnumSource
    void a_diverse_answer_is_chosen_as_the_definition_says(Metric metric) {
        float[] query = query(6);
        for (double lambda : new double[] {0, 0.3, 0.8, 1}) {
            SearchRequest request =
                    SearchRequest.near(query).metric(metric).diverse(lambda, 60).limit(15);
            List<Valued> candidates = ordered(query, metric, Filter.and()).subList(0, 60);
            assertThat(items.search(request.exact()).ids()).isEqualTo(diverse(candidates, metric, lambda, 15));
            assertThat(items.search(request).hits()).hasSize(15);
            assertThat(items.search(request.exact().offset(5).limit(10)).hits())
                    .isEqualTo(items.search(request.exact()).hits().subList(5, 15));
        }
        assertThat(items.search(SearchRequest.near(query)
                                .metric(metric)
                                .diverse(1)
                                .exact())
                        .ids())
                .isEqualTo(ids(ordered(query, metric, Filter.and()).subList(0, 10)));
    }

    /// Word for word what [Arrangement.Diverse] says.
    private static List<String> diverse(List<Valued> candidates, Metric metric, double lambda, int count) {
        double sign = metric == Metric.DOT_PRODUCT ? 1 : -1;
        List<Valued> left = new ArrayList<>(candidates);
        List<Valued> chosen = new ArrayList<>(List.of(left.removeFirst()));
        while (chosen.size() < count) {
            Valued best = left.getFirst();
            double bestWorth = Double.NEGATIVE_INFINITY;
            for (Valued each : left) {
                double likeness = chosen.stream()
                        .mapToDouble(other -> sign * metric.between(each.item.vector(), other.item.vector()))
                        .max()
                        .orElseThrow();
                double worth = lambda * sign * each.value - (1 - lambda) * likeness;
                if (worth > bestWorth) {
                    best = each;
                    bestWorth = worth;
                }
            }
            chosen.add(best);
            left.remove(best);
        }
        return ids(chosen);
    }

    @ParameterizedTest
    @EnumSource
    void groups_are_those_of_the_whole_list(Metric metric) {
        float[] query = query(7);
        for (int perGroup : new int[] {1, 3, 30}) {
            for (int groups : new int[] {1, 6, 60}) {
                SearchRequest request = SearchRequest.near(query)
                        .metric(metric)
                        .groupBy("group", perGroup)
                        .limit(groups);
                Map<Long, List<String>> expected = grouped(query, metric, perGroup);
                List<HitGroup> exact = items.search(request.exact()).groups();
                assertThat(exact).hasSize(Math.min(groups, expected.size()));
                assertThat(exact.stream().map(HitGroup::value).toList())
                        .isEqualTo(expected.keySet().stream().limit(groups).toList());
                assertThat(exact.stream().map(SearchFormsContract::ids).toList())
                        .isEqualTo(expected.values().stream().limit(groups).toList());
                List<HitGroup> approximate = items.search(request).groups();
                assertThat(approximate).hasSameSizeAs(exact);
                for (HitGroup group : approximate) {
                    assertThat(group.hits())
                            .hasSameSizeAs(expected.get((Long) group.value()))
                            .allMatch(
                                    hit -> ((Number) hit.payload().get("group").orElseThrow()).longValue()
                                            == (Long) group.value());
                }
            }
        }
    }

    private static List<String> ids(HitGroup group) {
        return group.hits().stream().map(Hit::id).toList();
    }

    private static Map<Long, List<String>> grouped(float[] query, Metric metric, int perGroup) {
        Map<Long, List<String>> groups = new LinkedHashMap<>();
        for (Valued each : ordered(query, metric, Filter.and())) {
            each.item.payload().get("group").ifPresent(value -> {
                List<String> members = groups.computeIfAbsent(((Number) value).longValue(), g -> new ArrayList<>());
                if (members.size() < perGroup) {
                    members.add(each.item.id());
                }
            });
        }
        return groups;
    }

    @Test
    void a_grouped_answer_lists_its_hits_group_by_group_and_pages_by_groups() {
        SearchRequest request = SearchRequest.near(query(8)).groupBy("group", 2).exact();
        SearchResult whole = items.search(request.limit(8));
        assertThat(whole.hits())
                .isEqualTo(whole.groups().stream()
                        .flatMap(group -> group.hits().stream())
                        .toList());
        assertThat(whole.hits())
                .extracting(Hit::rank)
                .isEqualTo(IntStream.rangeClosed(1, whole.hits().size()).boxed().toList());
        assertThat(items.search(request.offset(3).limit(5)).groups())
                .isEqualTo(whole.groups().subList(3, 8));
        assertThat(items.search(request.groupBy("nothing", 2)).groups()).isEmpty();
        assertThat(items.search(SearchRequest.near(query(8))).groups()).isEmpty();
    }

    @Test
    void groups_may_be_by_a_path_and_take_no_lists_and_objects() {
        VectorCollection places = store.create(CollectionSpec.of("places", 1));
        for (int i = 0; i < 40; i++) {
            Item place = Item.of("p" + i, new float[] {i});
            places.upsert(
                    switch (i % 4) {
                        case 0 -> place.with("address", Map.of("city", "Bern"));
                        case 1 -> place.with("address.city", "Chur");
                        case 2 -> place.with("address", Map.of("city", List.of("Bern", "Chur")));
                        default -> place.with("address", Map.of("city", Map.of("name", "Bern")));
                    });
        }
        List<HitGroup> groups = places.search(
                        SearchRequest.near(new float[] {2}).groupBy("address.city", 4))
                .groups();
        assertThat(groups).extracting(HitGroup::value).containsExactly("Chur", "Bern");
        assertThat(ids(groups.get(0))).containsExactly("p1", "p5", "p9", "p13");
        assertThat(ids(groups.get(1))).containsExactly("p0", "p4", "p8", "p12");
        store.drop("places");
    }

    @Test
    void groups_obey_filter_and_range() {
        float[] query = query(9);
        double far = ordered(query, Metric.EUCLIDEAN, Filter.and()).get(300).value;
        Filter filter = Filter.in("label", List.of(1, 2));
        SearchRequest request = SearchRequest.near(query)
                .groupBy("group", 2)
                .where(filter)
                .maxValue(far)
                .limit(40);
        for (SearchRequest way : bothWays(request)) {
            SearchResult result = items.search(way);
            assertThat(result.hits()).isNotEmpty().allMatch(hit -> filter.matches(hit.payload()) && hit.value() <= far);
            long groups = ordered(query, Metric.EUCLIDEAN, filter).stream()
                    .filter(each -> each.value <= far)
                    .flatMap(each -> each.item.payload().get("group").stream())
                    .map(value -> ((Number) value).longValue())
                    .distinct()
                    .count();
            assertThat(result.groups()).hasSize((int) Math.min(40, groups));
        }
    }

    @Test
    void an_audit_holds_every_form_against_its_exact_answer() {
        SearchRequest near = SearchRequest.near(query(10));
        for (SearchRequest request : List.of(
                near.offset(20),
                near.maxValue(100),
                near.diverse(0.5),
                near.groupBy("group", 3),
                SearchRequest.examples(List.of(new Query.Like("item/1")), List.of(new Query.Near(query(11)))))) {
            Audit audit = items.audit(request);
            assertThat(audit.exact().exact()).isTrue();
            assertThat(audit.exact().ids())
                    .isEqualTo(items.search(request.exact()).ids());
            assertThat(audit.recall()).isBetween(0.5, 1.0);
            if (audit.approximate().ids().equals(audit.exact().ids())) {
                assertThat(audit.recall()).isCloseTo(1, within(0.0));
            }
        }
    }

    @Test
    void a_plan_accounts_for_every_item() {
        SearchRequest request = SearchRequest.near(query(12)).where(Filter.eq("label", 1));
        SearchPlan plan = items.search(request.exact()).plan();
        long matches = GENERATED.stream()
                .filter(item -> item.payload().get("label").orElseThrow().equals(1L))
                .count();
        assertThat(plan.segments()).allMatch(segment -> segment.way() == SearchPlan.Way.SCANNED_AS_ASKED);
        assertThat(plan.segments().stream().mapToLong(SearchPlan.Segment::items).sum())
                .isEqualTo(ITEMS);
        assertThat(plan.segments().stream()
                        .mapToLong(SearchPlan.Segment::matches)
                        .sum())
                .isEqualTo(matches);
        assertThat(plan.compared()).isEqualTo(matches);
        assertThat(plan.toString()).contains("exact", "scanned", "asked for");

        SearchPlan walked =
                items.search(SearchRequest.near(query(12)).effort(20)).plan();
        assertThat(walked.effort()).isEqualTo(20);
        assertThat(walked.exact()).isFalse();
        assertThat(walked.toString()).contains("effort 20", "graph walked");
    }

    @Test
    void what_makes_no_sense_together_is_refused() {
        SearchRequest near = SearchRequest.near(query(13));
        assertRefused(() -> near.offset(-1), "offset", "-1");
        assertRefused(() -> near.limit(10_000).offset(1), "offset", "10000");
        assertRefused(() -> near.diverse(0.5, 20).limit(21), "20", "21", "candidates");
        assertRefused(() -> near.diverse(1.5), "lambda", "1.5");
        assertRefused(() -> near.groupBy("group", 2000).limit(6), "2000", "10000");
        assertRefused(() -> SearchRequest.text("words").maxValue(3), "words", "3.0");
        assertRefused(() -> SearchRequest.text("words").diverse(0.5), "words");
        assertRefused(() -> SearchRequest.hybrid(query(13), "words").groupBy("group", 1), "words");
        assertRefused(() -> SearchRequest.hybrid(query(13), "words").limit(101), "100", "101", "depth");
        assertRefused(() -> SearchRequest.text(" "), "words");
        assertRefused(() -> near.targetRecall(0), "0.0");
        assertRefused(() -> near.targetRecall(1.01), "1.01");
    }

    private static void assertRefused(Runnable construction, String... named) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(named);
    }

    private static List<SearchRequest> bothWays(SearchRequest request) {
        return List.of(request, request.exact());
    }
}
