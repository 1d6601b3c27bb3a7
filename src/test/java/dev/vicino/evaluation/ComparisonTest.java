package dev.vicino.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vicino.Audit;
import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static VectorStore store;
    private static VectorCollection items;
    private static List<float[]> queries;

    @BeforeAll
    static void fill(@TempDir Path folder) {
        Random random = new Random(1);
        store = LuceneVectorStore.open(folder);
        items = store.collection(CollectionSpec.of("items", 32).metrics(Metric.values()));
        items.upsert(IntStream.range(0, 2000)
                .mapToObj(i -> Item.of("item/" + i, vector(random)))
                .toList());
        queries = Stream.generate(() -> vector(random)).limit(30).toList();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static float[] vector(Random random) {
        float[] vector = new float[32];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    @Test
    void recall_is_that_of_the_audits() {
        ComparisonResult result = Comparison.by(Metric.DOT_PRODUCT)
                .limit(5)
                .efforts(List.of(5, 20))
                .rounds(2)
                .run(items, queries, Progress.NONE);
        assertThat(result.metric()).isEqualTo(Metric.DOT_PRODUCT);
        assertThat(result.limit()).isEqualTo(5);
        assertThat(result.queries()).isEqualTo(30);
        assertThat(result.curve()).extracting(EffortPoint::effort).containsExactly(5, 20);
        for (EffortPoint point : result.curve()) {
            double[] recalls = queries.stream()
                    .map(query -> SearchRequest.near(query).metric(Metric.DOT_PRODUCT))
                    .map(request -> items.audit(request.limit(5).effort(point.effort())))
                    .mapToDouble(Audit::recall)
                    .toArray();
            assertThat(point.meanRecall())
                    .isCloseTo(
                            IntStream.range(0, 30)
                                    .mapToDouble(i -> recalls[i])
                                    .average()
                                    .orElseThrow(),
                            within());
            assertThat(point.minRecall())
                    .isEqualTo(IntStream.range(0, 30)
                            .mapToDouble(i -> recalls[i])
                            .min()
                            .orElseThrow());
            assertThat(point.exactShare()).isZero();
        }
        assertThat(result.curve().getLast().meanRecall())
                .isGreaterThan(result.curve().getFirst().meanRecall());
    }

    private static Offset<Double> within() {
        return Assertions.within(1e-12);
    }

    @Test
    void rates_and_times_are_those_of_real_searches() {
        ComparisonResult result = Comparison.by(Metric.EUCLIDEAN).run(items, queries, Progress.NONE);
        EffortPoint point = result.curve().getFirst();
        assertThat(result.exactQueriesPerSecond()).isPositive();
        assertThat(point.queriesPerSecond()).isPositive();
        assertThat(point.median()).isPositive().isLessThanOrEqualTo(point.p99());
        assertThat(point.effort()).isEqualTo(100);
    }

    @Test
    void where_the_store_scans_the_share_of_exact_answers_says_so() {
        EffortPoint point = Comparison.by(Metric.COSINE)
                .efforts(List.of(5000))
                .rounds(1)
                .run(items, queries, Progress.NONE)
                .curve()
                .getFirst();
        assertThat(point.exactShare()).isEqualTo(1);
        assertThat(point.meanRecall()).isEqualTo(1);
        assertThat(point.minRecall()).isEqualTo(1);
    }

    @Test
    void progress_rises_step_by_step_to_its_total() {
        List<Long> steps = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        Comparison.by(Metric.MANHATTAN).efforts(List.of(10, 20)).rounds(2).run(items, queries, (done, total) -> {
            steps.add(done);
            totals.add(total);
        });
        // Exact and two efforts: each warms up with a thousand searches, then asks 30 queries twice.
        long total = 3 * (1000 + 2 * 30);
        assertThat(totals).containsOnly(total);
        assertThat(steps)
                .containsExactlyElementsOf(
                        Stream.iterate(1L, step -> step + 1).limit(total).toList());
    }

    @Test
    void what_cannot_be_compared_is_refused() {
        Comparison comparison = Comparison.by(Metric.EUCLIDEAN);
        assertThatIllegalArgumentException().isThrownBy(() -> comparison.run(items, List.of(), Progress.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> comparison.efforts(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> comparison.rounds(0));
    }
}
