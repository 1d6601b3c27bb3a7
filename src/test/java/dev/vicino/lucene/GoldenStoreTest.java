package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.GraphParameters;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.PayloadType;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that was written long ago, `format-1.zip`, is read today, bit for bit. A change to the layout that
/// breaks this needs a new format version, and a migration.
///
/// `mvn test -Dtest=GoldenStoreTest -Dvicino.golden.write=true` writes the file anew.
class GoldenStoreTest {
    private static final Path FILE = Path.of("src/test/resources/golden/format-1.zip");
    private static final int MOST_BYTES = 60_000;
    private static final int ITEMS = 150;
    private static final CollectionSpec ALL = CollectionSpec.of("all-metrics", 5)
            .metrics(Metric.values())
            .graph(new GraphParameters(8, 40))
            .embedder("golden")
            .field("label", PayloadType.LONG)
            .indexText();
    private static final CollectionSpec SMALL = CollectionSpec.of("small", 1);
    private static final CollectionSpec EMPTY = CollectionSpec.of("empty", 3).metrics(Metric.COSINE);

    @TempDir
    private Path folder;

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("vicino.golden.write")) {
            Files.createDirectories(FILE.getParent());
            Path written = Files.createTempDirectory("golden");
            fill(written);
            try (OutputStream out = Files.newOutputStream(FILE)) {
                zip(written, out);
            }
        }
    }

    /// Two segments with deletions, items that were replaced, all kinds of fields; one item alone; none at all.
    private static void fill(Path store) {
        try (VectorStore opened = LuceneVectorStore.open(store)) {
            VectorCollection all = opened.collection(ALL);
            all.upsert(IntStream.range(0, ITEMS).mapToObj(n -> item(n, 1)).toList());
            all.flush();
            all.upsert(IntStream.range(0, ITEMS)
                    .filter(n -> n % 3 == 0)
                    .mapToObj(n -> item(n, 2))
                    .toList());
            IntStream.range(0, ITEMS).filter(n -> n % 10 == 7).forEach(n -> all.delete("item " + n));
            opened.collection(SMALL).upsert(Item.of("alone", new float[] {-0.0f}));
            opened.collection(EMPTY);
        }
    }

    private static Item item(int n, int version) {
        Random random = new Random(1000L * n + version);
        float[] vector = new float[ALL.dimension()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        Item item = Item.of("item " + n, vector)
                .with("label", n % 10)
                .with("share", n / 7.0)
                .with("even", n % 2 == 0)
                .with("name", "Größe " + n)
                .with("taken", Instant.ofEpochSecond(1_700_000_000L + n, 123_456_789))
                .with("key", new UUID(n, -n))
                .with("tags", List.of("t" + n % 3, n, true))
                .with("place", Map.of("city", Map.of("name", "Bern " + n % 2), "none", List.of()));
        return n % 4 == 0 ? item.text("text of " + n).source("golden:" + n) : item;
    }

    private static List<Item> expected() {
        return IntStream.range(0, ITEMS)
                .filter(n -> n % 10 != 7)
                .mapToObj(n -> item(n, n % 3 == 0 ? 2 : 1))
                .sorted(Comparator.comparing(Item::id))
                .toList();
    }

    @BeforeEach
    void unpack() throws IOException {
        try (InputStream stored = Files.newInputStream(FILE);
                ZipInputStream zip = new ZipInputStream(stored)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    @Test
    void every_item_is_read_bit_for_bit() {
        try (VectorStore store = LuceneVectorStore.openReadOnly(folder)) {
            assertThat(store.collectionNames()).containsExactly("all-metrics", "empty", "small");
            assertThat(store.describe("all-metrics")).isEqualTo(ALL);
            try (Stream<Item> items = store.collection(ALL).scan()) {
                assertThat(items).containsExactlyElementsOf(expected());
            }
            assertThat(store.collection(SMALL).get("alone")).contains(Item.of("alone", new float[] {-0.0f}));
            assertThat(store.collection(EMPTY).count()).isZero();
        }
    }

    @Test
    void every_search_finds_what_the_definition_says() {
        try (VectorStore store = LuceneVectorStore.openReadOnly(folder)) {
            VectorCollection all = store.collection(ALL);
            float[] query = {0.5f, -1, 0.25f, 2, -0.5f};
            for (Metric metric : Metric.values()) {
                List<Item> nearest = new ArrayList<>(expected());
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
                        .isEqualTo(expected().stream()
                                .filter(item -> Filter.parse(filter).matches(item.payload()))
                                .count());
            }
        }
    }

    /// Ids had no format of their own when it was written.
    @Test
    void it_passes_the_check_and_takes_new_items() {
        assertThat(LuceneVectorStore.verify(folder).findings()).isEmpty();
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection all = store.collection(ALL);
            all.upsert(item(7, 1));
            List<Item> now =
                    Stream.concat(expected().stream(), Stream.of(item(7, 1))).toList();
            assertNearestOfAll(all, now);
            all.compact();
            assertNearestOfAll(all, now);
            assertThat(all.count()).isEqualTo(expected().size() + 1);
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
    @Test
    void it_is_repaired_beside_new_segments_when_a_list_of_fields_is_lost(@TempDir Path copies) throws IOException {
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
                        assertThat(repaired.saved()).isEqualTo(expected().size() + 1);
                        assertThat(repaired.lost()).isZero();
                    });
        }
    }

    @Test
    void the_file_is_small() throws IOException {
        assertThat(Files.size(FILE)).isLessThan(MOST_BYTES);
    }

    private static void zip(Path store, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(store.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
    }
}
