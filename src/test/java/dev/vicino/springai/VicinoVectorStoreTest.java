package dev.vicino.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.PayloadType;
import dev.vicino.PayloadTypeException;
import dev.vicino.UndeclaredMetricException;
import dev.vicino.VectorCollection;
import dev.vicino.adapter.MiniLm;
import dev.vicino.adapter.OpenCollection;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.filter.Filter;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder;
import org.springframework.ai.vectorstore.filter.FilterExpressionTextParser;

/// What Spring AI's suite leaves out.
class VicinoVectorStoreTest {
    private static final String OLIVES = "Olive trees want sun and little water.";
    private static final String TRAINS = "The night train to Vienna leaves at nine.";
    private static final String TAXES = "Income tax is due by the end of May.";

    @RegisterExtension
    final OpenCollection collection = new OpenCollection(CollectionSpec.of("documents", MiniLm.DIMENSION)
            .metrics(Metric.COSINE)
            .field("declared", PayloadType.LONG));

    @RegisterExtension
    final OpenCollection euclidean = new OpenCollection(CollectionSpec.of("distances", MiniLm.DIMENSION));

    private final MiniLmModel model = new MiniLmModel();

    /// One for each test, as each builder loads a tokenizer.
    private @Nullable VicinoVectorStore built;

    private VicinoVectorStore store() {
        if (built == null) {
            built = VicinoVectorStore.builder(collection.get(), model).build();
        }
        return built;
    }

    private void addThree() {
        store().add(List.of(
                new Document("olives", OLIVES, Map.of("topic", "garden", "year", 2019, "price", 2.5f)),
                new Document("trains", TRAINS, Map.of("topic", "travel", "year", 2021, "price", 99.0)),
                new Document("taxes", TAXES, Map.of("topic", "money", "open", true))));
    }

    @Test
    void what_means_the_same_is_found_first_with_its_score_and_distance() {
        addThree();
        List<Document> found = store().similaritySearch("gardening in a dry climate");
        assertThat(found).extracting(Document::getId).hasSize(3).startsWith("olives");
        Document olives = found.getFirst();
        assertThat(olives.getText()).isEqualTo(OLIVES);
        double cosine = 1 - Metric.COSINE.between(model.embed("gardening in a dry climate"), model.embed(OLIVES));
        assertThat(olives.getScore()).isEqualTo(cosine);
        assertThat((Double) olives.getMetadata().get("distance")).isEqualTo(1 - cosine, offset(1e-15));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            topic == 'garden'                                   => olives
            topic != 'garden'                                   => taxes trains
            year > 2019                                         => trains
            year >= 2019                                        => olives trains
            year < 2021                                         => olives
            year <= 2021                                        => olives trains
            topic in ['garden', 'money']                        => olives taxes
            topic nin ['garden', 'money']                       => trains
            topic not in ['garden', 'money']                    => trains
            NOT (year >= 2020)                                  => olives taxes
            year IS NULL                                        => taxes
            year IS NOT NULL                                    => olives trains
            topic == 'garden' || topic == 'money'               => olives taxes
            year >= 2000 && price < 50                          => olives
            (topic == 'garden' || year > 2020) && price >= 2.5  => olives trains
            topic == 'garden' || year > 2020 && price > 100     => olives
            price == 2.5                                        => olives
            open == true                                        => taxes
            "topic" == 'travel'                                 => trains
            year == 'garden'                                    =>
            missing == 1                                        =>
            """)
    void every_operator_filters(String expression, String expected) {
        addThree();
        assertThat(ids(SearchRequest.builder().query("x").topK(10).filterExpression(expression)))
                .containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(" "));
    }

    @Test
    void the_similarity_threshold_is_the_least_score() {
        addThree();
        List<Document> all = store().similaritySearch("sun");
        double second = Objects.requireNonNull(all.get(1).getScore());
        SearchRequest.Builder sun = SearchRequest.builder().query("sun");
        assertThat(ids(sun.similarityThreshold(second))).hasSize(2);
        assertThat(ids(sun.similarityThreshold(Math.nextUp(second)))).hasSize(1);
        assertThat(ids(sun.similarityThreshold(1))).isEmpty();
    }

    @Test
    void a_threshold_of_zero_accepts_what_points_away_too() {
        float[] away = model.embed("sun");
        for (int i = 0; i < away.length; i++) {
            away[i] = -away[i];
        }
        collection.get().upsert(dev.vicino.Item.of("away", away).text("night"));
        Document found = store().similaritySearch("sun").getFirst();
        assertThat(found.getScore()).isEqualTo(-1, offset(1e-6));
    }

    @Test
    void top_k_is_the_most_that_comes() {
        addThree();
        assertThat(ids(SearchRequest.builder().query("x").topK(2))).hasSize(2);
        assertThat(ids(SearchRequest.builder().query("x").topK(0))).isEmpty();
        assertThat(ids(SearchRequest.builder().query("x").topK(1_000_000))).hasSize(3);
    }

    @Test
    void metadata_comes_back_exact() {
        Map<String, Object> metadata = new TreeMap<>(Map.of(
                "int",
                1,
                "long",
                1L,
                "float",
                0.1f,
                "double",
                0.1,
                "string",
                "",
                "truth",
                false,
                "uuid",
                new UUID(5, 6),
                "instant",
                Instant.EPOCH,
                "list",
                List.of(1, 2),
                "map",
                Map.of("inner", 3)));
        metadata.put("date", Date.from(Instant.EPOCH));
        store().add(List.of(new Document("typed", "text", metadata)));
        Map<String, Object> back = store().similaritySearch("text").getFirst().getMetadata();
        metadata.put("distance", back.get("distance"));
        assertThat(back).isEqualTo(metadata);
    }

    @Test
    void filters_reach_nested_fields_lists_dates_and_uuids() {
        Date date = Date.from(Instant.parse("2026-11-28T09:00:00Z"));
        UUID uuid = new UUID(7, 8);
        store().add(List.of(new Document(
                "rich", "text", Map.of("map", Map.of("n", 3), "list", List.of("a", "b"), "date", date, "id", uuid))));
        FilterExpressionBuilder b = new FilterExpressionBuilder();
        for (FilterExpressionBuilder.Op condition :
                List.of(b.eq("map.n", 3), b.eq("list", "b"), b.gte("date", date), b.in("id", uuid, new UUID(0, 0)))) {
            assertThat(ids(SearchRequest.builder().query("x").filterExpression(condition.build())))
                    .as(condition.toString())
                    .containsExactly("rich");
        }
    }

    @Test
    void a_field_may_change_its_type_unless_it_is_declared() {
        store().add(List.of(new Document("a", "a", Map.of("k", 1)), new Document("b", "b", Map.of("k", "1"))));
        assertThat(ids(SearchRequest.builder().query("x").filterExpression("k == 1")))
                .containsExactly("a");
        assertThatThrownBy(() -> store().add(List.of(
                        new Document("c", "c", Map.of()), new Document("d", "d", Map.of("declared", "four")))))
                .isInstanceOf(PayloadTypeException.class)
                .hasMessageContaining("'d'");
        assertThat(collection.get().exists("c")).isFalse();
        assertThatThrownBy(() -> store().similaritySearch(SearchRequest.builder()
                        .query("x")
                        .filterExpression("declared == 'four'")
                        .build()))
                .isInstanceOf(PayloadTypeException.class);
    }

    @Test
    void adding_under_an_id_replaces_and_the_last_of_one_call_stays() {
        addThree();
        store().add(List.of(new Document("olives", TAXES, Map.of()), new Document("olives", TRAINS, Map.of())));
        assertThat(collection.get().count()).isEqualTo(3);
        assertThat(collection.get().get("olives").orElseThrow().text()).isEqualTo(TRAINS);
    }

    @Test
    void documents_are_embedded_in_the_batches_of_the_strategy() {
        VicinoVectorStore pairs = VicinoVectorStore.builder(collection.get(), model)
                .batchingStrategy(documents -> List.of(documents.subList(0, 2), documents.subList(2, documents.size())))
                .build();
        pairs.add(List.of(new Document(OLIVES), new Document(TRAINS), new Document(TAXES)));
        assertThat(model.batches).containsExactly(2, 1);
        assertThat(collection.get().scan().map(dev.vicino.Item::text)).containsExactlyInAnyOrder(OLIVES, TRAINS, TAXES);
    }

    @Test
    void deletion_takes_ids_and_filters_and_shrugs_at_what_is_not_there() {
        addThree();
        store().delete(List.of("olives", "nobody"));
        assertThat(collection.get().count()).isEqualTo(2);
        store().delete("year > 2000 || open == true");
        assertThat(collection.get().count()).isZero();
        store().delete("year > 2000");
    }

    @Test
    void every_call_is_observed_under_its_name() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        VicinoVectorStore observed = VicinoVectorStore.builder(collection.get(), model)
                .observationRegistry(registry)
                .build();
        observed.add(List.of(new Document(OLIVES)));
        observed.similaritySearch("sun");
        observed.delete(List.of("nobody"));
        for (String operation : List.of("add", "query", "delete")) {
            TestObservationRegistryAssert.assertThat(registry)
                    .hasAnObservation(each -> each.hasContextualNameEqualTo("vicino " + operation)
                            .hasNameEqualTo("db.vector.client.operation")
                            .hasLowCardinalityKeyValue("db.system", "vicino")
                            .hasHighCardinalityKeyValue("db.collection.name", "documents")
                            .hasHighCardinalityKeyValue("db.vector.dimension_count", "384")
                            .hasHighCardinalityKeyValue("db.search.similarity_metric", "cosine"));
        }
    }

    @Test
    void the_collection_is_the_native_client() {
        assertThat(store().<VectorCollection>getNativeClient()).containsSame(collection.get());
    }

    @Test
    void expressions_without_their_operands_are_refused() {
        Filter.Expression bare = new Filter.Expression(Filter.ExpressionType.EQ, new Filter.Key("k"));
        Filter.Expression single =
                new Filter.Expression(Filter.ExpressionType.IN, new Filter.Key("k"), new Filter.Value("a"));
        Filter.Expression keyOnly = new Filter.Expression(Filter.ExpressionType.NOT, new Filter.Key("k"));
        for (Filter.Expression wrong : List.of(bare, single, keyOnly)) {
            assertThatThrownBy(() -> store().delete(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong.type() + " expects");
        }
    }

    @Test
    void a_collection_without_cosine_is_refused() {
        assertThatThrownBy(
                        () -> VicinoVectorStore.builder(euclidean.get(), model).build())
                .isInstanceOf(UndeclaredMetricException.class)
                .hasMessageContaining("'distances' declares [EUCLIDEAN]");
    }

    @Test
    void text_and_builder_make_the_same_filter() {
        FilterExpressionBuilder b = new FilterExpressionBuilder();
        assertThat(ExpressionFilter.translated(
                        new FilterExpressionTextParser().parse("a == 1 && (b > 2 || c in ['x'])")))
                .isEqualTo(ExpressionFilter.translated(b.and(b.eq("a", 1), b.group(b.or(b.gt("b", 2), b.in("c", "x"))))
                        .build()));
    }

    private List<String> ids(SearchRequest.Builder request) {
        return store().similaritySearch(request.build()).stream()
                .map(Document::getId)
                .toList();
    }
}
