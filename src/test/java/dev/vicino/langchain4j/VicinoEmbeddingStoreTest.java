package dev.vicino.langchain4j;

import static dev.langchain4j.store.embedding.filter.Filter.not;
import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.PayloadType;
import dev.vicino.PayloadTypeException;
import dev.vicino.SearchRequest;
import dev.vicino.UndeclaredMetricException;
import dev.vicino.adapter.OpenCollection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What LangChain4j's suites leave out.
class VicinoEmbeddingStoreTest {
    private static final List<TextSegment> NO_SEGMENTS = Arrays.asList(null, null, null);
    private static final Embedding EAST = Embedding.from(new float[] {1, 0});
    private static final Embedding NORTH_EAST = Embedding.from(new float[] {1, 1});
    private static final Embedding WEST = Embedding.from(new float[] {-2, 0});
    private static final UUID ID = new UUID(3, 4);

    @RegisterExtension
    final OpenCollection collection = new OpenCollection(CollectionSpec.of("segments", 2)
            .metrics(Metric.COSINE, Metric.EUCLIDEAN)
            .field("declared", PayloadType.LONG)
            .field("name", PayloadType.STRING)
            .field("key", PayloadType.UUID));

    @RegisterExtension
    final OpenCollection euclidean = new OpenCollection(CollectionSpec.of("distances", 2));

    private EmbeddingStore<TextSegment> store() {
        return new VicinoEmbeddingStore(collection.get());
    }

    @Test
    void the_score_is_the_relevance_from_opposite_to_equal() {
        store().addAll(List.of("east", "north-east", "west"), List.of(EAST, NORTH_EAST, WEST), NO_SEGMENTS);
        List<EmbeddingMatch<TextSegment>> matches = search(10, 0, null);
        assertThat(matches).extracting(EmbeddingMatch::embeddingId).containsExactly("east", "north-east", "west");
        assertThat(matches.get(0).score()).isEqualTo(1);
        assertThat(matches.get(1).score()).isEqualTo((Math.sqrt(0.5) + 1) / 2, within());
        assertThat(matches.get(2).score()).isZero();
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-15);
    }

    @Test
    void a_minimal_score_is_reached_exactly_or_not() {
        store().addAll(List.of("east", "north-east", "west"), List.of(EAST, NORTH_EAST, WEST), NO_SEGMENTS);
        double score = search(10, 0, null).get(1).score();
        assertThat(search(10, score, null)).hasSize(2);
        assertThat(search(10, Math.nextUp(score), null)).hasSize(1);
    }

    @Test
    void no_more_results_come_than_are_asked_for_and_all_come_for_a_very_large_number() {
        store().addAll(List.of("east", "north-east", "west"), List.of(EAST, NORTH_EAST, WEST), NO_SEGMENTS);
        assertThat(search(2, 0, null)).hasSize(2);
        assertThat(search(Integer.MAX_VALUE, 0, null)).hasSize(3);
    }

    @Test
    void adding_under_an_id_replaces_and_the_last_of_one_call_stays() {
        store().add("a", EAST);
        store().addAll(
                        List.of("a", "b", "b"),
                        List.of(WEST, WEST, EAST),
                        Arrays.asList(TextSegment.from("new"), null, TextSegment.from("last")));
        assertThat(collection.get().count()).isEqualTo(2);
        assertThat(search(2, 0, null))
                .extracting(
                        EmbeddingMatch::embeddingId, match -> match.embedded().text())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("b", "last"),
                        org.assertj.core.groups.Tuple.tuple("a", "new"));
    }

    @Test
    void an_embedding_alone_is_a_match_without_a_segment_and_with_its_vector() {
        String id = store().add(NORTH_EAST);
        EmbeddingMatch<TextSegment> match = search(1, 0, null).getFirst();
        assertThat(match.embeddingId()).isEqualTo(id);
        assertThat(match.embedded()).isNull();
        assertThat(match.embedding()).isEqualTo(NORTH_EAST);
    }

    @Test
    void metadata_comes_back_exact_after_the_store_was_closed() {
        Metadata metadata = new Metadata()
                .put("string", "")
                .put("uuid", ID)
                .put("int", Integer.MIN_VALUE)
                .put("long", Long.MAX_VALUE)
                .put("float", 0.1f)
                .put("double", 0.1)
                .put("a key. with 'marks'", 1);
        store().add(EAST, TextSegment.from("text", metadata));
        collection.get().flush();
        collection.reopen();
        TextSegment segment = search(1, 0, null).getFirst().embedded();
        assertThat(segment.metadata().toMap()).isEqualTo(metadata.toMap());
        assertThat(segment.text()).isEqualTo("text");
    }

    @Test
    void a_key_may_change_its_type_and_a_filter_finds_those_of_its_own() {
        store().add(EAST, segment("k", "1"));
        store().add(EAST, TextSegment.from("number", new Metadata().put("k", 1)));
        store().add(EAST, TextSegment.from("decimal", new Metadata().put("k", 1.5f)));
        assertThat(texts(metadataKey("k").isEqualTo("1"))).containsExactly("k=1");
        assertThat(texts(metadataKey("k").isGreaterThan(0))).containsExactlyInAnyOrder("number", "decimal");
        assertThat(texts(metadataKey("k").isEqualTo(1.5))).containsExactly("decimal");
    }

    @Test
    void floats_and_doubles_meet_in_their_decimal_digits() {
        store().add(EAST, TextSegment.from("float", new Metadata().put("k", 0.1f)));
        store().add(EAST, TextSegment.from("double", new Metadata().put("k", 0.1)));
        assertThat(texts(metadataKey("k").isEqualTo(0.1f))).hasSize(2);
        assertThat(texts(metadataKey("k").isIn(0.1))).hasSize(2);
        assertThat(texts(metadataKey("k").isLessThanOrEqualTo(0.1))).hasSize(2);
    }

    @Test
    void a_declared_field_of_another_type_is_refused_and_nothing_stored() {
        assertThatThrownBy(() -> store().addAll(
                                List.of("good", "bad"),
                                List.of(EAST, EAST),
                                List.of(TextSegment.from("x"), segment("declared", "four"))))
                .isInstanceOf(PayloadTypeException.class)
                .hasMessageContaining("'bad'")
                .hasMessageContaining("'four'");
        assertThat(collection.get().count()).isZero();
        assertThatThrownBy(() -> texts(metadataKey("declared").isEqualTo("four")))
                .isInstanceOf(PayloadTypeException.class);
    }

    @Test
    void a_uuid_finds_its_string_where_a_field_can_hold_one() {
        store().add(EAST, TextSegment.from("uuid", new Metadata().put("any", ID).put("key", ID)));
        store().add(
                        EAST,
                        TextSegment.from(
                                "string",
                                new Metadata().put("any", ID.toString()).put("name", ID.toString())));
        assertThat(texts(metadataKey("any").isEqualTo(ID))).containsExactlyInAnyOrder("uuid", "string");
        assertThat(texts(metadataKey("any").isNotIn(ID))).isEmpty();
        assertThat(texts(metadataKey("key").isEqualTo(ID))).containsExactly("uuid");
        assertThat(texts(metadataKey("name").isEqualTo(ID))).containsExactly("string");
    }

    @Test
    void what_lacks_the_key_passes_the_negations_alone() {
        store().add(EAST, TextSegment.from("bare"));
        assertThat(texts(metadataKey("k").isNotEqualTo(1))).containsExactly("bare");
        assertThat(texts(metadataKey("k").isNotIn("a", "b"))).containsExactly("bare");
        assertThat(texts(not(metadataKey("k").containsString("a")))).containsExactly("bare");
        assertThat(texts(metadataKey("k").isLessThan(1))).isEmpty();
    }

    @Test
    void conditions_nest() {
        for (int i = 0; i < 10; i++) {
            store().add(
                            EAST,
                            TextSegment.from(
                                    "t" + i, new Metadata().put("i", i).put("odd", i % 2 == 0 ? "no" : "yes")));
        }
        Filter filter = metadataKey("i")
                .isGreaterThanOrEqualTo(3)
                .and(metadataKey("odd").containsString("es"))
                .or(not(metadataKey("i").isGreaterThan(0)));
        assertThat(texts(filter)).containsExactlyInAnyOrder("t0", "t3", "t5", "t7", "t9");
        store().removeAll(filter);
        assertThat(collection.get().count()).isEqualTo(5);
    }

    @Test
    void what_the_store_cannot_answer_is_refused() {
        assertThatThrownBy(() -> texts(object -> true))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("none that the store knows");
        assertThatThrownBy(() -> texts(new IsGreaterThan("any", ID)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a number, a string or an instant");
        assertThatThrownBy(() -> new VicinoEmbeddingStore(euclidean.get()))
                .isInstanceOf(UndeclaredMetricException.class)
                .hasMessage(
                        "collection 'distances' declares [EUCLIDEAN]; expected COSINE among them, which the scores are"
                                + " made of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void a_blank_id_is_refused(String id) {
        assertThatThrownBy(() -> store().add(id, EAST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().remove(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void payloads_of_other_makers_show_as_text_where_langchain4j_has_no_type() {
        collection
                .get()
                .upsert(Item.of("foreign", new float[] {1, 0})
                        .text("seen")
                        .with("truth", true)
                        .with("when", Instant.EPOCH)
                        .with("tags", List.of("a", "b"))
                        .with("count", 7));
        assertThat(search(1, 0, null).getFirst().embedded().metadata().toMap())
                .isEqualTo(Map.of("truth", "true", "when", "1970-01-01T00:00:00Z", "tags", "[a, b]", "count", 7L));
    }

    @Test
    void the_search_may_be_exact() {
        EmbeddingStore<TextSegment> exact = new VicinoEmbeddingStore(collection.get(), new SearchRequest.Mode.Exact());
        exact.add("east", EAST);
        assertThat(exact.search(request(1, 0, null)).matches()).hasSize(1);
        assertThat(collection.get().stats().searches().exact()).isEqualTo(1);
    }

    private static TextSegment segment(String key, String value) {
        return TextSegment.from(key + "=" + value, new Metadata().put(key, value));
    }

    private List<String> texts(Filter filter) {
        return search(100, 0, filter).stream()
                .map(match -> match.embedded().text())
                .toList();
    }

    private List<EmbeddingMatch<TextSegment>> search(int most, double least, @Nullable Filter filter) {
        return store().search(request(most, least, filter)).matches();
    }

    private static EmbeddingSearchRequest request(int most, double least, @Nullable Filter filter) {
        return EmbeddingSearchRequest.builder()
                .queryEmbedding(EAST)
                .maxResults(most)
                .minScore(least)
                .filter(filter)
                .build();
    }
}
