package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vicino.Explanation.Contribution;
import dev.vicino.Explanation.Standing;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [VectorCollection] promises about its explanations.
public abstract class ExplanationContract extends SharedCollection {
    private static final int DIMENSION = 16;

    @Override
    CollectionSpec spec() {
        return CollectionSpec.of("items", DIMENSION).metrics(Metric.values()).indexText();
    }

    @Override
    void fill() {
        Random random = new Random(21);
        items.upsert(IntStream.range(0, 2500)
                .mapToObj(i -> Item.of("item/" + i, vector(random))
                        .with("label", i % 3)
                        .text("text"))
                .toList());
    }

    private static float[] vector(Random random) {
        return gaussian(random, DIMENSION);
    }

    @ParameterizedTest
    @EnumSource
    void contributions_add_up_to_the_value_and_the_rank_is_the_exact_one(Metric metric) {
        float[] query = vector(new Random(5));
        SearchRequest request = SearchRequest.near(query).metric(metric).where(Filter.eq("label", 1));
        List<Hit> all = items.search(request.exact().limit(5000)).hits();
        for (int i = 0; i < all.size(); i += 97) {
            Hit hit = all.get(i);
            Explanation explanation = items.explain(request, hit.id());
            double sum = explanation.contributions().stream()
                    .mapToDouble(Contribution::amount)
                    .sum();
            double value = switch (metric) {
                case EUCLIDEAN -> Math.sqrt(sum);
                case MANHATTAN, DOT_PRODUCT -> sum;
                case COSINE -> 1 - sum;
            };
            assertThat(explanation.value()).isEqualTo(hit.value()).isCloseTo(value, within(1e-9));
            assertThat(explanation.exactRank()).isEqualTo(hit.rank());
            assertThat(explanation.contributions()).hasSize(DIMENSION);
            assertThat(explanation.largest(3))
                    .hasSize(3)
                    .isSortedAccordingTo((a, b) -> Double.compare(Math.abs(b.amount()), Math.abs(a.amount())));
            assertThat(explanation.answer().ids())
                    .isEqualTo(items.search(request).ids());
            if (i >= 10) {
                assertThat(explanation.standing()).isEqualTo(Standing.BEYOND_THE_LIMIT);
            }
        }
    }

    @Test
    void an_item_stands_where_the_request_puts_it() {
        SearchRequest request = SearchRequest.like("item/0").limit(5).exact();
        List<Hit> hits = items.search(request.limit(30)).hits();
        String third = hits.get(2).id();
        String last = hits.get(29).id();
        assertStanding(request, third, Standing.HIT);
        assertThat(items.explain(request, third).found()).isTrue();
        assertStanding(request, last, Standing.BEYOND_THE_LIMIT);
        assertStanding(request.offset(3), third, Standing.ON_AN_EARLIER_PAGE);
        assertStanding(request, "item/0", Standing.PART_OF_THE_QUERY);
        assertStanding(request.maxValue(hits.get(1).value()), third, Standing.OUT_OF_RANGE);
        long label = (Long) hits.get(2).payload().get("label").orElseThrow();
        assertStanding(request.where(Filter.not(Filter.eq("label", label))), third, Standing.FILTERED_OUT);
        assertStanding(request.diverse(0, 20), last, Standing.NOT_CHOSEN);
        SearchRequest hybrid = SearchRequest.hybrid(vector(new Random(1)), "text");
        assertThat(items.explain(hybrid, items.search(hybrid).ids().getFirst()).standing())
                .isEqualTo(Standing.HIT);
    }

    private void assertStanding(SearchRequest request, String id, Standing standing) {
        Explanation explanation = items.explain(request, id);
        assertThat(explanation.standing()).isEqualTo(standing);
        assertThat(explanation.toString()).contains("'" + id + "'", standing.words(), "exact rank");
    }

    @Test
    void what_the_graph_missed_is_called_missed() {
        int missed = 0;
        // A graph search misses the less, the more parts the collection happens to be in.
        for (int i = 0; i < 400 && missed < 3; i++) {
            SearchRequest request =
                    SearchRequest.near(vector(new Random(1000 + i))).effort(1).limit(1);
            Audit audit = items.audit(request);
            for (Hit hit : audit.missed()) {
                assertStanding(request, hit.id(), Standing.MISSED);
                missed++;
            }
        }
        assertThat(missed).isPositive();
    }

    @Test
    void what_cannot_be_explained_is_refused() {
        float[] query = vector(new Random(2));
        assertThatThrownBy(() -> items.explain(SearchRequest.near(query), "nobody"))
                .isInstanceOf(NoSuchItemException.class)
                .hasMessageContaining("'nobody'");
        assertThatThrownBy(() -> items.explain(SearchRequest.text("text"), "item/1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
