package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a [VectorCollection] promises about recalls that are asked for, and about equal answers of equal stores.
public abstract class RecallContract extends RandomItems {
    @Test
    void equal_insertions_give_equal_answers() {
        VectorCollection twin =
                store.collection(CollectionSpec.of("twin", DIMENSION).metrics(Metric.values()));
        twin.upsert(generated(ITEMS, 1));
        List<SearchRequest> requests =
                mixed(30).stream().map(request -> request.effort(20)).toList();
        assertThat(twin.searchAll(requests))
                .extracting(SearchResult::hits)
                .isEqualTo(items.searchAll(requests).stream()
                        .map(SearchResult::hits)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void the_recall_that_is_asked_for_is_reached_on_queries_never_seen(Metric metric) {
        Random random = new Random(77);
        List<SearchRequest> near = IntStream.range(0, 200)
                .mapToObj(i -> SearchRequest.near(vector(random)).metric(metric))
                .toList();
        for (double target : new double[] {0.9, 0.99}) {
            double recall = 0;
            for (SearchRequest request : near) {
                recall += items.audit(request.targetRecall(target)).recall() / near.size();
            }
            assertThat(recall).isGreaterThan(target - 0.02);
        }
        SearchPlan rough = items.search(near.getFirst().targetRecall(0.5)).plan();
        SearchPlan fine = items.search(near.getFirst().targetRecall(0.99)).plan();
        assertThat(rough.effort()).isPositive().isLessThan(fine.exact() ? SearchRequest.MAX_LIMIT : fine.effort());
        assertThat(items.search(near.getFirst().targetRecall(1)).exact()).isTrue();
    }

    @Test
    void a_calibration_says_what_was_measured_and_is_kept() {
        Calibration measured = items.calibrate(Metric.COSINE);
        assertThat(measured.metric()).isEqualTo(Metric.COSINE);
        assertThat(measured.items()).isEqualTo(ITEMS);
        assertThat(measured.queries()).isEqualTo(Math.min(10_000, ITEMS));
        assertThat(measured.points()).isNotEmpty().allMatch(point -> point.recall() >= 0 && point.recall() <= 1);
        assertThat(items.calibrate(Metric.COSINE)).isEqualTo(measured);
        SearchRequest request =
                SearchRequest.like("item/1").metric(Metric.COSINE).targetRecall(0.9);
        int effort = items.search(request).plan().effort();
        assertThat(effort).isEqualTo(measured.effort(0.9, 10).orElseThrow());
        store.close();
        store = open(folder);
        items = store.collection("items");
        assertThat(items.search(request).plan().effort()).isEqualTo(effort);
    }

    @Test
    void a_calibration_for_a_metric_that_is_not_declared_is_refused() {
        VectorCollection plain = store.collection(CollectionSpec.of("plain", 2));
        assertThatThrownBy(() -> plain.calibrate(Metric.COSINE)).isInstanceOf(UndeclaredMetricException.class);
        assertThat(plain.search(SearchRequest.near(new float[2]).targetRecall(0.9))
                        .hits())
                .isEmpty();
        plain.upsert(Item.of("only", new float[] {1, 2}));
        assertThat(plain.search(SearchRequest.near(new float[2]).targetRecall(0.9))
                        .ids())
                .containsExactly("only");
    }

    @Test
    void many_threads_that_ask_for_a_recall_at_once_get_one_answer() throws Exception {
        VectorCollection fresh = store.collection(CollectionSpec.of("fresh", DIMENSION));
        fresh.upsert(generated(2000, 9));
        SearchRequest request = SearchRequest.like("item/5").targetRecall(0.95);
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<SearchResult>> answers = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> fresh.search(request)))
                    .toList();
            for (Future<SearchResult> answer : answers) {
                assertThat(answer.get().plan())
                        .isEqualTo(answers.getFirst().get().plan());
            }
        }
    }
}
