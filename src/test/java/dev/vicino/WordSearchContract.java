package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [VectorCollection] promises about searches by words, alone and beside a vector: BM25 and reciprocal rank
/// fusion, held against the formulas written out over plain lists.
public abstract class WordSearchContract extends SharedCollection {
    private static final int DIMENSION = 8;
    private static final int ITEMS = 2000;
    private static final List<String> VOCABULARY =
            List.of("olive", "oil", "pizza", "park", "meadow", "hike", "team", "view", "rare", "größe");
    private static final List<Item> GENERATED = generated();

    @Override
    CollectionSpec spec() {
        return CollectionSpec.of("items", DIMENSION).metrics(Metric.values()).indexText();
    }

    @Override
    void fill() {
        items.upsert(GENERATED);
    }

    /// Every seventh without a text; the words towards the end of the vocabulary are the rarer ones.
    private static List<Item> generated() {
        Random random = new Random(11);
        List<Item> all = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            Item item = Item.of("item/" + i, vector(random)).with("label", i % 4);
            List<String> words = new ArrayList<>();
            for (int w = random.nextInt(12); w >= 0; w--) {
                double draw = random.nextDouble();
                words.add(VOCABULARY.get((int) (draw * draw * VOCABULARY.size())));
            }
            all.add(i % 7 == 0 ? item : item.text(String.join(i % 2 == 0 ? " " : ", ", words)));
        }
        return List.copyOf(all);
    }

    private static float[] vector(Random random) {
        return gaussian(random, DIMENSION);
    }

    private static float[] query(long seed) {
        return vector(new Random(500 + seed));
    }

    private record Scored(Item item, double score) {}

    private static List<String> tokens(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split("[ ,]+"));
    }

    /// BM25 written out (k₁ = 1.2, b = 0.75), best first, ties by id. Scores that single precision cannot tell apart
    /// are made equal.
    private static List<Scored> byWords(Set<String> words, Filter filter) {
        List<Item> texts =
                GENERATED.stream().filter(item -> item.text() != null).toList();
        double meanLength = texts.stream()
                .mapToInt(item -> tokens(item.text()).size())
                .average()
                .orElseThrow();
        Map<String, Double> weight = new HashMap<>();
        for (String word : words) {
            long having = texts.stream()
                    .filter(item -> tokens(item.text()).contains(word))
                    .count();
            weight.put(word, Math.log(1 + (texts.size() - having + 0.5) / (having + 0.5)));
        }
        List<Scored> scored = new ArrayList<>();
        for (Item item : texts) {
            List<String> tokens = tokens(item.text());
            double score = 0;
            for (String word : words) {
                double frequency = tokens.stream().filter(word::equals).count();
                double length = tokens.size() / meanLength;
                score += weight.getOrDefault(word, 0.0) * frequency / (frequency + 1.2 * (0.25 + 0.75 * length));
            }
            if (score > 0 && filter.matches(item.payload())) {
                scored.add(new Scored(item, Math.round(score * 1e5) / 1e5));
            }
        }
        scored.sort(Comparator.comparingDouble((Scored each) -> -each.score).thenComparing(each -> each.item.id()));
        return scored;
    }

    private static List<Item> byVector(float[] query, Metric metric, Filter filter) {
        Comparator<Item> byValue = (a, b) ->
                metric.compareNearestFirst(metric.between(query, a.vector()), metric.between(query, b.vector()));
        return GENERATED.stream()
                .filter(item -> filter.matches(item.payload()))
                .sorted(byValue.thenComparing(Item::id))
                .toList();
    }

    @Test
    void words_find_the_texts_that_match_them_best() {
        for (Filter filter : List.of(Filter.and(), Filter.eq("label", 2))) {
            List<Scored> expected = byWords(Set.of("rare", "park"), filter);
            SearchResult result = items.search(
                    SearchRequest.text("Rare, PARK! rare?").where(filter).limit(200));
            assertThat(result.hits()).hasSize(Math.min(200, expected.size()));
            for (int i = 0; i < result.hits().size(); i++) {
                Hit hit = result.hits().get(i);
                assertThat(hit.value()).isNaN();
                Fused fused = Objects.requireNonNull(hit.fused());
                assertThat(fused.textRank()).isEqualTo(i + 1);
                assertThat(fused.textScore()).isCloseTo(expected.get(i).score, within(2e-5));
                assertThat(fused.score()).isCloseTo(1.0 / (60 + i + 1), within(1e-15));
                assertThat(fused.vectorRank()).isZero();
            }
            assertThat(result.exact()).isTrue();
            assertThat(result.compared()).isZero();
        }
    }

    @Test
    void as_many_hits_as_match_the_words_are_found_in_pages_too() {
        int matches = byWords(Set.of("größe"), Filter.and()).size();
        SearchRequest request = SearchRequest.text("größe");
        List<Hit> whole = items.search(request.limit(1000)).hits();
        assertThat(whole).hasSize(matches);
        assertThat(items.search(request.offset(3).limit(5)).hits()).isEqualTo(whole.subList(3, 8));
        assertThat(items.search(SearchRequest.text("nowhere")).hits()).isEmpty();
        assertThat(items.search(SearchRequest.text("?!")).hits()).isEmpty();
    }

    @Test
    void equal_scores_go_by_id() {
        VectorCollection twins = store.collection(CollectionSpec.of("twins", 1).indexText());
        for (String id : List.of("d", "b", "a", "c")) {
            twins.upsert(Item.of(id, new float[] {1}).text("the same words"));
        }
        assertThat(twins.search(SearchRequest.text("same").limit(3)).ids()).containsExactly("a", "b", "c");
    }

    @Test
    void a_text_that_was_replaced_or_deleted_is_not_found() {
        VectorCollection changing =
                store.collection(CollectionSpec.of("changing", 1).indexText());
        changing.upsert(Item.of("a", new float[] {1}).text("before"));
        changing.upsert(Item.of("b", new float[] {1}).text("before"));
        changing.upsert(Item.of("a", new float[] {1}).text("after"));
        changing.delete("b");
        assertThat(changing.search(SearchRequest.text("before")).hits()).isEmpty();
        assertThat(changing.search(SearchRequest.text("after")).ids()).containsExactly("a");
    }

    @ParameterizedTest
    @EnumSource
    void a_hybrid_answer_fuses_both_rankings_by_the_formula(Metric metric) {
        float[] query = query(1);
        for (Filter filter : List.of(Filter.and(), Filter.eq("label", 1))) {
            SearchRequest request = SearchRequest.hybrid(query, "rare view")
                    .metric(metric)
                    .where(filter)
                    .limit(40);
            List<Hit> words = items.search(
                            SearchRequest.text("rare view").where(filter).limit(100))
                    .hits();
            List<Item> near = byVector(query, metric, filter).subList(0, 100);
            Map<String, Double> expected = new HashMap<>();
            for (int i = 0; i < 100; i++) {
                expected.merge(near.get(i).id(), 1.0 / (61 + i), Double::sum);
            }
            for (int i = 0; i < words.size(); i++) {
                expected.merge(words.get(i).id(), 1.0 / (61 + i), Double::sum);
            }
            List<String> ids = expected.entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(40)
                    .map(Map.Entry::getKey)
                    .toList();
            SearchResult exact = items.search(request.exact());
            assertThat(exact.ids()).isEqualTo(ids);
            for (Hit hit : exact.hits()) {
                assertThat(hit.value())
                        .isEqualTo(metric.between(
                                query, items.get(hit.id()).orElseThrow().vector()));
                Fused fused = Objects.requireNonNull(hit.fused());
                assertThat(fused.score()).isCloseTo(expected.get(hit.id()), within(1e-15));
            }
            assertThat(items.search(request).hits()).hasSize(40);
            assertThat(items.audit(request).recall()).isBetween(0.8, 1.0);
        }
    }

    @Test
    void a_hybrid_answer_keeps_to_the_range_and_leaves_out_the_item_it_is_like() {
        float[] query = query(2);
        double far = Metric.EUCLIDEAN.between(
                query, byVector(query, Metric.EUCLIDEAN, Filter.and()).get(150).vector());
        SearchRequest within =
                SearchRequest.hybrid(query, "pizza").maxValue(far).limit(100);
        assertThat(items.search(within).hits()).hasSize(100).allMatch(hit -> hit.value() <= far);
        String text = items.get("item/1").orElseThrow().text();
        SearchRequest like = SearchRequest.of(
                new Query.Hybrid(new Query.Like("item/1"), text == null ? "" : text, Query.Hybrid.DEFAULT_DEPTH));
        assertThat(items.search(like.limit(50)).ids()).hasSize(50).doesNotContain("item/1");
    }

    @Test
    void words_in_a_collection_that_does_not_index_them_are_refused() {
        VectorCollection plain = store.collection(CollectionSpec.of("plain", 1));
        for (SearchRequest request :
                List.of(SearchRequest.text("words"), SearchRequest.hybrid(new float[] {1}, "words"))) {
            assertThatThrownBy(() -> plain.search(request))
                    .isInstanceOf(NoTextIndexException.class)
                    .hasMessageContainingAll("'plain'", "indexText()");
        }
    }

    @Test
    void more_words_than_can_be_looked_up_are_refused() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            words.append(" word").append(i);
        }
        assertThatThrownBy(() -> items.search(SearchRequest.text(words.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2000");
    }
}
