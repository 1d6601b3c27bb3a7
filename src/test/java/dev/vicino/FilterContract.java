package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/// An engine lets through exactly what [Filter#matches] defines, and keeps every payload as it was put in.
public abstract class FilterContract {
    protected abstract VectorStore open(Path place);

    @Provide
    Arbitrary<List<Payload>> payloads() {
        return PayloadArbitraries.payloads().list().ofMinSize(1).ofMaxSize(25);
    }

    @Provide
    Arbitrary<List<Filter>> filters() {
        return PayloadArbitraries.filters().list().ofSize(40);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED)
    void every_filter_lets_through_what_its_definition_says(
            @ForAll("payloads") List<Payload> payloads, @ForAll("filters") List<Filter> filters) throws IOException {
        Path folder = Files.createTempDirectory("filters");
        SortedMap<String, Item> model = new TreeMap<>();
        try {
            try (VectorStore store = open(folder)) {
                VectorCollection items = store.collection(CollectionSpec.of("items", 2));
                fill(items, payloads, model);
                assertAgrees(items, filters, model);
                change(items, payloads, filters.getFirst(), model);
                assertAgrees(items, filters, model);
                items.compact();
                assertAgrees(items, filters, model);
            }
            try (VectorStore store = open(folder);
                    Stream<Item> all = store.collection("items").scan()) {
                assertThat(all).containsExactlyElementsOf(model.values());
                assertAgrees(store.collection("items"), filters, model);
            }
        } finally {
            delete(folder);
        }
    }

    @Example
    void each_value_is_compared_with_each_other() throws IOException {
        List<Object> values = PayloadArbitraries.VALUES;
        List<Filter> filters = new ArrayList<>();
        for (Object value : values) {
            filters.add(Filter.eq("value", value));
            if (ScalarValue.haveOrder(value, value)) {
                filters.add(Filter.gt("value", value));
                filters.add(Filter.gte("value", value));
                filters.add(Filter.lt("value", value));
                filters.add(Filter.lte("value", value));
            }
            if (value instanceof String text) {
                filters.add(Filter.prefix("value", text));
                filters.add(Filter.contains("value", text));
            }
        }
        SortedMap<String, Item> model = new TreeMap<>();
        Path folder = Files.createTempDirectory("filters");
        try (VectorStore store = open(folder)) {
            VectorCollection items = store.collection(CollectionSpec.of("items", 2));
            fill(
                    items,
                    values.stream()
                            .map(value -> Payload.EMPTY.with("value", value))
                            .toList(),
                    model);
            assertAgrees(items, filters, model);
        } finally {
            delete(folder);
        }
    }

    @Example
    void filters_of_thousands_of_branches_are_answered() throws IOException {
        List<Filter> branches =
                IntStream.range(5, 5000).mapToObj(i -> Filter.eq("label", i)).toList();
        Filter wide = new Filter.Or(branches);
        List<Filter> filters = List.of(wide, Filter.not(wide), new Filter.And(List.of(Filter.gt("label", 8), wide)));
        SortedMap<String, Item> model = new TreeMap<>();
        Path folder = Files.createTempDirectory("filters");
        try (VectorStore store = open(folder)) {
            VectorCollection items =
                    store.collection(CollectionSpec.of("items", 2).field("label", PayloadType.LONG));
            fill(
                    items,
                    IntStream.range(0, 20)
                            .mapToObj(i -> Payload.EMPTY.with("label", i))
                            .toList(),
                    model);
            assertAgrees(items, filters, model);
        } finally {
            delete(folder);
        }
    }

    /// In two batches, so that there is more than one segment.
    private static void fill(VectorCollection items, List<Payload> payloads, SortedMap<String, Item> model) {
        List<Item> batch = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            batch.add(Item.of("id" + i, new float[] {i, 1}).with(payloads.get(i)));
        }
        items.upsert(batch.subList(0, batch.size() / 2));
        assertThat(items.count()).isEqualTo(batch.size() / 2);
        items.upsert(batch.subList(batch.size() / 2, batch.size()));
        batch.forEach(item -> model.put(item.id(), item));
    }

    private static void change(
            VectorCollection items, List<Payload> payloads, Filter deleted, SortedMap<String, Item> model) {
        List<Payload> rotated = new ArrayList<>(payloads);
        Collections.rotate(rotated, 1);
        for (int i = 0; i < payloads.size(); i += 3) {
            String id = "id" + i;
            Payload payload = rotated.get(i);
            assertThat(items.updatePayload(id, payload)).isTrue();
            model.computeIfPresent(id, (key, item) -> item.with(payload));
        }
        long before = model.size();
        model.values().removeIf(item -> deleted.matches(item.payload()));
        assertThat(items.delete(deleted)).isEqualTo(before - model.size());
    }

    private static void assertAgrees(VectorCollection items, List<Filter> filters, SortedMap<String, Item> model) {
        for (Filter filter : filters) {
            List<String> expected = model.values().stream()
                    .filter(item -> filter.matches(item.payload()))
                    .sorted(Comparator.comparingDouble((Item item) -> item.vector()[0]))
                    .map(Item::id)
                    .toList();
            SearchRequest request =
                    SearchRequest.near(new float[] {-1, 1}).where(filter).limit(100);
            assertThat(items.search(request).ids()).as(filter.toString()).isEqualTo(expected);
            assertThat(items.count(filter)).isEqualTo(expected.size());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
