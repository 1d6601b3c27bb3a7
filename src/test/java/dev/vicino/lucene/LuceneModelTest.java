package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.Payload;
import dev.vicino.SearchRequest;
import dev.vicino.UpsertOptions;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random sequences of changes against a plain map, from which every exact answer is worked out by definition.
class LuceneModelTest {
    private static final CollectionSpec SPEC = CollectionSpec.of("items", 5).metrics(Metric.values());
    private static final List<Metric> METRICS = List.of(Metric.values());
    private static final int STEPS = 400;

    @TempDir
    private Path folder;

    private final TreeMap<String, Item> model = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_store_answers_as_a_plain_map_would(long seed) {
        Random random = new Random(seed);
        VectorStore store = LuceneVectorStore.open(folder);
        VectorCollection items = store.collection(SPEC);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(14)) {
                case 0, 1, 2, 3 -> upsert(items, random);
                case 4, 5 -> delete(items, random);
                case 6 -> items.flush();
                case 7 -> {
                    store.close();
                    store = LuceneVectorStore.open(folder);
                    items = store.collection(SPEC);
                }
                case 8 -> {
                    if (random.nextInt(10) == 0) {
                        items.compact();
                    }
                }
                case 9 -> updatePayload(items, random);
                case 10 -> {
                    if (random.nextInt(3) == 0) {
                        deleteByFilter(items, random);
                    }
                }
                default -> search(items, random);
            }
            assertThat(items.count()).isEqualTo(model.size());
        }
        try (Stream<Item> all = items.scan()) {
            assertThat(all).containsExactlyElementsOf(model.values());
        }
        store.close();
    }

    private void upsert(VectorCollection items, Random random) {
        List<Item> batch = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            Item item = Item.of("id" + random.nextInt(60), vector(random)).with(payload(random));
            batch.add(random.nextBoolean() ? item.text("text " + i) : item);
        }
        if (random.nextBoolean()) {
            items.upsert(batch);
        } else {
            items.upsert(batch.stream(), UpsertOptions.DEFAULT.batchSize(1 + random.nextInt(4)));
        }
        batch.forEach(item -> model.put(item.id(), item));
    }

    private void delete(VectorCollection items, Random random) {
        String id = "id" + random.nextInt(60);
        assertThat(items.delete(id)).isEqualTo(model.remove(id) != null);
        assertThat(items.get(id)).isEqualTo(Optional.empty());
    }

    private void updatePayload(VectorCollection items, Random random) {
        String id = "id" + random.nextInt(60);
        Payload payload = payload(random);
        assertThat(items.updatePayload(id, payload)).isEqualTo(model.containsKey(id));
        model.computeIfPresent(id, (key, item) -> item.with(payload));
        assertThat(items.get(id)).isEqualTo(Optional.ofNullable(model.get(id)));
        assertThat(items.exists(id)).isEqualTo(model.containsKey(id));
    }

    private void deleteByFilter(VectorCollection items, Random random) {
        Filter filter = Filter.and(filter(random), filter(random));
        int before = model.size();
        model.values().removeIf(item -> filter.matches(item.payload()));
        assertThat(items.delete(filter)).isEqualTo(before - model.size());
    }

    private static Payload payload(Random random) {
        Payload payload = Payload.EMPTY.with("label", random.nextInt(4));
        return switch (random.nextInt(4)) {
            case 0 -> payload;
            case 1 -> payload.with("tags", List.of("t" + random.nextInt(3), random.nextInt(3)));
            case 2 -> payload.with("at", Map.of("day", Instant.ofEpochSecond(86_400L * random.nextInt(5))));
            default -> payload.with("name", "long name ".repeat(random.nextInt(40)) + random.nextInt(3));
        };
    }

    private static Filter filter(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Filter.and();
            case 1 -> Filter.ne("tags", "t" + random.nextInt(3));
            case 2 -> Filter.gt("at.day", Instant.ofEpochSecond(86_400L * random.nextInt(5)));
            case 3 -> Filter.prefix("name", "long name ".repeat(random.nextInt(20)));
            case 4 -> Filter.matchesText("name", "name 0" + random.nextInt(3));
            case 5 -> Filter.lt("tags", 1 + random.nextInt(2));
            default -> Filter.eq("label", random.nextInt(5));
        };
    }

    private void search(VectorCollection items, Random random) {
        Metric metric = METRICS.get(random.nextInt(METRICS.size()));
        float[] query = vector(random);
        Filter filter = filter(random);
        int limit = 1 + random.nextInt(20);
        List<String> expected = model.values().stream()
                .filter(item -> filter.matches(item.payload()))
                .sorted(Comparator.comparing(
                                (Item item) -> metric.between(query, item.vector()), metric::compareNearestFirst)
                        .thenComparing(Item::id))
                .limit(limit)
                .map(Item::id)
                .toList();
        SearchRequest request =
                SearchRequest.near(query).metric(metric).where(filter).limit(limit);
        assertThat(items.search(request.exact()).ids()).isEqualTo(expected);
        assertThat(items.count(filter))
                .isEqualTo(model.values().stream()
                        .filter(item -> filter.matches(item.payload()))
                        .count());
        // So few items are always scanned, whatever was asked for.
        assertThat(items.audit(request).recall()).isEqualTo(1);
    }

    /// Of few distinct coordinates, so that ties are common; never all zeros.
    private static float[] vector(Random random) {
        float[] vector = new float[5];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextInt(5) - 2;
        }
        vector[random.nextInt(5)] = 1;
        return vector;
    }
}
