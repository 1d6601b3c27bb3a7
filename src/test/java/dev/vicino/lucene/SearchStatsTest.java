package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.CollectionStats;
import dev.vicino.GraphParameters;
import dev.vicino.Item;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.SearchStats;
import dev.vicino.StoreOptions;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchStatsTest {
    private static final int DIMENSION = 24;

    @TempDir
    private Path folder;

    @Test
    void searches_are_counted_and_timed_by_kind() {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = filled(store, 3000);
            assertThat(items.stats().searches().count()).isZero();
            assertThat(items.stats().searches().median()).isZero();
            List<Duration> times = new ArrayList<>();
            Random random = new Random(5);
            for (int i = 0; i < 40; i++) {
                SearchRequest near = SearchRequest.near(vector(random)).effort(20);
                SearchResult answer = items.search(i % 4 == 0 ? near.exact() : near);
                assertThat(answer.exact()).isEqualTo(i % 4 == 0);
                times.add(answer.took());
            }
            SearchStats stats = items.stats().searches();
            assertThat(stats.exact()).isEqualTo(10);
            assertThat(stats.approximate()).isEqualTo(30);
            times.sort(null);
            assertThat(stats.slowest()).isEqualTo(times.getLast());
            assertThat(stats.total()).isEqualTo(times.stream().reduce(Duration.ZERO, Duration::plus));
            assertThat(stats.median())
                    .isBetween(times.get(19), times.get(19).multipliedBy(33).dividedBy(32));
            assertThat(stats.p95())
                    .isBetween(times.get(37), times.get(37).multipliedBy(33).dividedBy(32));
            assertThat(stats.p99()).isEqualTo(stats.slowest());
        }
    }

    /// An effort of 1 finds the nearest of ten at the best, so its recall must show. Each sample runs in the
    /// background: the test goes on searching until one is in.
    @Test
    void the_recall_of_walks_is_sampled_in_the_background() {
        try (VectorStore store = LuceneVectorStore.open(folder, StoreOptions.DEFAULT.recallSampling(1))) {
            VectorCollection items = filled(store, 6000);
            Random random = new Random(6);
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (items.stats().searches().recall().searches() < 3 && System.nanoTime() < deadline) {
                items.search(SearchRequest.near(vector(random)).limit(10).effort(10));
            }
            SearchStats.SampledRecall recall = items.stats().searches().recall();
            assertThat(recall.searches()).isGreaterThanOrEqualTo(3);
            assertThat(recall.mean()).isBetween(0.2, 1.0);
            assertThat(recall.worst()).isBetween(0.0, recall.mean());
        }
    }

    @Test
    void the_share_of_deleted_items_and_the_mapped_bytes_are_told() {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = filled(store, 100);
            items.flush();
            items.delete("i7");
            CollectionStats stats = items.stats();
            assertThat(stats.deletedShare()).isEqualTo(0.01);
            assertThat(stats.mappedBytes()).isGreaterThan(100L * DIMENSION * Float.BYTES);
        }
    }

    private static VectorCollection filled(VectorStore store, int count) {
        VectorCollection items =
                store.collection(CollectionSpec.of("points", DIMENSION).graph(new GraphParameters(8, 20)));
        Random random = new Random(4);
        List<Item> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(Item.of("i" + i, vector(random)));
        }
        items.upsert(batch);
        return items;
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
