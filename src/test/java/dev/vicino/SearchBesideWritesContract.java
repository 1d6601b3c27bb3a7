package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [VectorCollection] promises to those who search while others write.
public abstract class SearchBesideWritesContract {
    private static final int ITEMS = 2000;
    private static final int DIMENSION = 32;
    private static final int BATCH = 50;
    private static final int SEARCHES = 60;

    @TempDir
    private Path folder;

    protected abstract VectorStore open(Path place);

    /// Each item is replaced by itself, over and over, so what is nearest never changes.
    @ParameterizedTest
    @EnumSource
    void while_items_are_replaced_a_search_finds_all_of_the_nearest(Metric metric) throws Exception {
        Random random = new Random(7);
        List<Item> vectors = IntStream.range(0, ITEMS)
                .mapToObj(i -> Item.of("item/" + i, clustered(random)))
                .toList();
        try (VectorStore store = open(folder)) {
            VectorCollection items = store.collection(
                    CollectionSpec.of("items", DIMENSION).metrics(metric).graph(new GraphParameters(8, 40)));
            items.upsert(vectors);
            items.compact();
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> writing = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> {
                try {
                    for (int from = 0; !enough.get(); from = (from + BATCH) % ITEMS) {
                        items.upsert(vectors.subList(from, from + BATCH));
                    }
                    writing.complete(null);
                } catch (RuntimeException | Error e) {
                    writing.completeExceptionally(e);
                }
            });
            double recall = 0;
            for (int i = 0; i < SEARCHES; i++) {
                float[] query = clustered(random);
                SearchRequest near = SearchRequest.near(query).metric(metric).project(Projection.BARE);
                double tenth = tenth(metric, query, vectors);
                assertThat(items.search(near.exact()).hits())
                        .hasSize(10)
                        .allMatch(hit -> metric.compareNearestFirst(hit.value(), tenth) <= 0);
                List<Hit> hits = items.search(near.effort(40)).hits();
                assertThat(hits).hasSize(10);
                recall += hits.stream()
                                .filter(hit -> metric.compareNearestFirst(hit.value(), tenth) <= 0)
                                .count()
                        / 10.0
                        / SEARCHES;
            }
            enough.set(true);
            writing.get();
            assertThat(items.count()).isEqualTo(ITEMS);
            assertThat(recall).isGreaterThan(0.95);
        }
    }

    @Test
    void every_search_sees_what_was_put_in_before_it_however_often_that_alternates() {
        Random random = new Random(8);
        try (VectorStore store = open(folder)) {
            VectorCollection items = store.collection(CollectionSpec.of("items", DIMENSION));
            for (int i = 0; i < 300; i++) {
                Item item = Item.of("item/" + i % 40, clustered(random));
                items.upsert(item);
                if (i % 3 > 0) {
                    assertThat(items.search(SearchRequest.near(item.vector()).limit(1))
                                    .hits())
                            .allMatch(hit -> hit.id().equals(item.id()) && hit.value() == 0);
                }
            }
            assertThat(items.count()).isEqualTo(40);
        }
    }

    private static double tenth(Metric metric, float[] query, List<Item> items) {
        double[] values = items.stream()
                .mapToDouble(item -> metric.between(query, item.vector()))
                .toArray();
        Double[] sorted = Arrays.stream(values).boxed().toArray(Double[]::new);
        Arrays.sort(sorted, metric::compareNearestFirst);
        return sorted[9];
    }

    private static float[] clustered(Random random) {
        Random centre = new Random(random.nextInt(40));
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (2 * centre.nextGaussian() + random.nextGaussian());
        }
        return vector;
    }
}
