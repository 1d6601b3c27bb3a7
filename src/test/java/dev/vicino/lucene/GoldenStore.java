package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.GraphParameters;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.PayloadType;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

/// A store that was written when its format was the present one, and is never written again: `format-1.zip` and so on.
enum GoldenStore {
    /// Without graphs.
    FORMAT_1(1, 150),

    /// With a graph, and ids in a format of their own.
    FORMAT_2(2, 300),

    /// With a graph that says how walks go down through it.
    FORMAT_3(3, 300);

    static final CollectionSpec ALL = CollectionSpec.of("all-metrics", 5)
            .metrics(Metric.values())
            .graph(new GraphParameters(8, 40))
            .embedder("golden")
            .field("label", PayloadType.LONG)
            .indexText();
    static final CollectionSpec SMALL = CollectionSpec.of("small", 1);
    static final CollectionSpec EMPTY = CollectionSpec.of("empty", 3).metrics(Metric.COSINE);

    private final int version;
    private final int items;

    /// @param version of the format
    /// @param items that were put into the first collection, which has a graph if they are 200 or more
    GoldenStore(int version, int items) {
        this.version = version;
        this.items = items;
    }

    static GoldenStore ofPresentFormat() {
        return values()[values().length - 1];
    }

    int version() {
        return version;
    }

    int items() {
        return items;
    }

    Path file() {
        return Path.of("src/test/resources/golden/format-" + version + ".zip");
    }

    /// Writes the file as the present code does.
    void write() throws IOException {
        Files.createDirectories(file().getParent());
        Path written = Files.createTempDirectory("golden");
        fill(written);
        try (OutputStream out = Files.newOutputStream(file())) {
            zip(written, out);
        }
    }

    /// Graphs and deletions, items that were replaced, all kinds of fields; one item alone; none at all.
    private void fill(Path store) {
        try (VectorStore opened = LuceneVectorStore.open(store)) {
            VectorCollection all = opened.collection(ALL);
            all.upsert(IntStream.range(0, items).mapToObj(n -> item(n, 1)).toList());
            all.flush();
            all.upsert(IntStream.range(0, items)
                    .filter(n -> n % 3 == 0)
                    .mapToObj(n -> item(n, 2))
                    .toList());
            all.compact();
            IntStream.range(0, items).filter(n -> n % 10 == 7).forEach(n -> all.delete("item " + n));
            opened.collection(SMALL).upsert(Item.of("alone", new float[] {-0.0f}));
            opened.collection(EMPTY);
        }
    }

    static Item item(int n, int version) {
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

    /// The items of [#ALL], sorted by their ids.
    List<Item> expected() {
        return IntStream.range(0, items)
                .filter(n -> n % 10 != 7)
                .mapToObj(n -> item(n, n % 3 == 0 ? 2 : 1))
                .sorted(Comparator.comparing(Item::id))
                .toList();
    }

    void unpack(Path folder) throws IOException {
        try (InputStream stored = Files.newInputStream(file());
                ZipInputStream zip = new ZipInputStream(stored)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
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
