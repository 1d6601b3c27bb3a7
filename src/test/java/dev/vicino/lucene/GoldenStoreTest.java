package dev.vicino.lucene;

import static dev.vicino.lucene.GoldenStore.ALL;
import static dev.vicino.lucene.GoldenStore.EMPTY;
import static dev.vicino.lucene.GoldenStore.SMALL;
import static dev.vicino.lucene.GoldenStore.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Stores that were written long ago, one of each format, are read today, bit for bit. A change to the layout that
/// breaks this needs a new format version, and a migration.
///
/// `mvn test -Dtest=GoldenStoreTest -Dvicino.golden.write=true` writes the file of the present format anew.
class GoldenStoreTest {
    private static final int MOST_BYTES = 60_000;

    @TempDir
    private Path folder;

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("vicino.golden.write")) {
            GoldenStore.ofPresentFormat().write();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_item_is_read_bit_for_bit(GoldenStore golden) throws IOException {
        golden.unpack(folder);
        try (VectorStore store = LuceneVectorStore.openReadOnly(folder)) {
            assertThat(store.collectionNames()).containsExactly("all-metrics", "empty", "small");
            assertThat(store.describe("all-metrics")).isEqualTo(ALL);
            try (Stream<Item> items = store.collection(ALL).scan()) {
                assertThat(items).containsExactlyElementsOf(golden.expected());
            }
            assertThat(store.collection(SMALL).get("alone")).contains(Item.of("alone", new float[] {-0.0f}));
            assertThat(store.collection(EMPTY).count()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_search_finds_what_the_definition_says(GoldenStore golden) throws IOException {
        golden.unpack(folder);
        try (VectorStore store = LuceneVectorStore.openReadOnly(folder)) {
            VectorCollection all = store.collection(ALL);
            float[] query = {0.5f, -1, 0.25f, 2, -0.5f};
            for (Metric metric : Metric.values()) {
                List<Item> nearest = new ArrayList<>(golden.expected());
                nearest.sort((a, b) -> metric.compareNearestFirst(
                        metric.between(query, a.vector()), metric.between(query, b.vector())));
                String first = nearest.getFirst().id();
                SearchRequest request = SearchRequest.near(query).metric(metric).limit(5);
                assertThat(all.search(request.exact()).hits().getFirst().id()).isEqualTo(first);
                assertThat(all.search(request).hits().getFirst().id()).isEqualTo(first);
                assertThat(all.search(request.where(Filter.eq("label", 4))).hits())
                        .hasSize(5)
                        .allSatisfy(hit -> assertThat(hit.payload().asMap()).containsEntry("label", 4L));
            }
            assertThat(all.search(SearchRequest.text("text 12")).ids()).first().isEqualTo("item 12");
            for (String filter : List.of(
                    "share >= 3 and not even = true",
                    "taken < instant '2023-11-14T22:14:00Z'",
                    "key = uuid '" + new UUID(8, -8) + "'",
                    "tags = 't1' and place.city.name starts with 'Bern 1'",
                    "name contains 'e 14' and exists place.none")) {
                assertThat(all.count(Filter.parse(filter)))
                        .as(filter)
                        .isPositive()
                        .isEqualTo(golden.expected().stream()
                                .filter(item -> Filter.parse(filter).matches(item.payload()))
                                .count());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_passes_the_check_and_takes_new_items(GoldenStore golden) throws IOException {
        golden.unpack(folder);
        VerifyReport report = LuceneVectorStore.verify(folder);
        assertThat(report.findings()).isEmpty();
        assertThat(report.collections().getFirst().graphs())
                .singleElement()
                .satisfies(graph -> assertThat(graph.reachable()).isEqualTo(golden.items() < 200 ? null : 1.0));
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection all = store.collection(ALL);
            all.upsert(item(7, 1));
            List<Item> now = Stream.concat(golden.expected().stream(), Stream.of(item(7, 1)))
                    .toList();
            assertNearestOfAll(all, now);
            all.compact();
            assertNearestOfAll(all, now);
            assertThat(all.count()).isEqualTo(golden.expected().size() + 1);
        }
        assertThat(LuceneVectorStore.verify(folder).findings()).isEmpty();
    }

    private static void assertNearestOfAll(VectorCollection collection, List<Item> items) {
        float[] query = {0.5f, -1, 0.25f, 2, -0.5f};
        Metric metric = Metric.EUCLIDEAN;
        assertThat(collection
                        .search(SearchRequest.near(query).metric(metric).limit(items.size()))
                        .ids())
                .containsExactlyElementsOf(items.stream()
                        .sorted((a, b) -> metric.compareNearestFirst(
                                metric.between(query, a.vector()), metric.between(query, b.vector())))
                        .map(Item::id)
                        .toList());
    }

    /// The fields of the damaged segment are then guessed by the others', whose ids are in another place.
    @ParameterizedTest
    @EnumSource
    void it_is_repaired_beside_new_segments_when_a_list_of_fields_is_lost(GoldenStore golden, @TempDir Path copies)
            throws IOException {
        golden.unpack(folder);
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            store.collection(ALL).upsert(item(7, 1));
            store.collection(ALL).flush();
        }
        List<Path> lists;
        try (Stream<Path> files = Files.list(folder.resolve("all-metrics"))) {
            lists = files.filter(file -> file.toString().endsWith(".fnm")).toList();
        }
        assertThat(lists).hasSize(2);
        for (Path list : lists) {
            Path copy = copies.resolve(list.getFileName().toString());
            LuceneRepairTest.copy(folder, copy);
            Files.write(copy.resolve(folder.relativize(list)), new byte[10]);
            assertThat(LuceneVectorStore.repair(copy).repaired())
                    .as(list.toString())
                    .singleElement()
                    .satisfies(repaired -> {
                        assertThat(repaired.saved()).isEqualTo(golden.expected().size() + 1);
                        assertThat(repaired.lost()).isZero();
                    });
        }
    }

    @Test
    void each_format_has_its_store() {
        assertThat(GoldenStore.values())
                .extracting(GoldenStore::version)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, ManifestFile.FORMAT_VERSION)
                        .boxed()
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void the_file_is_small(GoldenStore golden) throws IOException {
        assertThat(Files.size(golden.file())).isLessThan(MOST_BYTES);
    }
}
