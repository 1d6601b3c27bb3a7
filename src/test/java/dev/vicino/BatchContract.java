package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [VectorCollection] promises about many requests at once.
public abstract class BatchContract {
    private static final int DIMENSION = 24;
    private static final int ITEMS = 3000;
    private static final List<Metric> METRICS = List.of(Metric.values());

    @TempDir
    static Path folder;

    private VectorStore store;
    private VectorCollection items;

    protected abstract VectorStore open(Path place);

    @BeforeEach
    void openCollection() {
        store = open(folder);
        items = store.collection(CollectionSpec.of("items", DIMENSION).metrics(Metric.values()));
        if (items.count() == 0) {
            items.upsert(generated(ITEMS, 1));
        }
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static List<Item> generated(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> Item.of("item/" + i, vector(random)).with("label", i % 5))
                .toList();
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static List<SearchRequest> mixed(int count) {
        Random random = new Random(3);
        List<SearchRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SearchRequest request = SearchRequest.near(vector(random)).metric(METRICS.get(i % 4));
            requests.add(
                    switch (i % 5) {
                        case 0 -> request;
                        case 1 -> request.exact().where(Filter.eq("label", i % 6));
                        case 2 -> request.diverse(0.5);
                        case 3 -> request.groupBy("label", 2).limit(3);
                        default -> request.exact();
                    });
        }
        return requests;
    }

    @Test
    void a_batch_is_answered_as_its_requests_one_by_one() {
        List<SearchRequest> requests = mixed(60);
        List<SearchResult> together = items.searchAll(requests);
        assertThat(together).hasSameSizeAs(requests);
        for (int i = 0; i < requests.size(); i++) {
            SearchResult alone = items.search(requests.get(i));
            assertThat(together.get(i).request()).isEqualTo(requests.get(i));
            assertThat(together.get(i).hits()).isEqualTo(alone.hits());
            assertThat(together.get(i).groups()).isEqualTo(alone.groups());
            assertThat(together.get(i).plan()).isEqualTo(alone.plan());
        }
        assertThat(items.searchAll(List.of())).isEmpty();
    }

    @Test
    void a_batch_fails_as_its_first_wrong_request_does() {
        List<SearchRequest> requests = new ArrayList<>(mixed(20));
        requests.set(7, SearchRequest.like("nobody"));
        requests.set(13, SearchRequest.near(new float[1]));
        assertThatThrownBy(() -> items.searchAll(requests))
                .isInstanceOf(NoSuchItemException.class)
                .hasMessageContaining("'nobody'");
    }

    @Test
    void an_interrupted_thread_gets_its_batch_and_stays_interrupted() {
        List<SearchRequest> requests = mixed(10);
        Thread.currentThread().interrupt();
        List<SearchResult> results = items.searchAll(requests);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(results).hasSize(10);
        assertThat(items.searchAll(requests))
                .extracting(SearchResult::hits)
                .isEqualTo(results.stream().map(SearchResult::hits).toList());
    }
}
