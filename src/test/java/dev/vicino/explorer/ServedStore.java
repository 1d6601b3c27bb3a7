package dev.vicino.explorer;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A store with an explorer before it: `plane`, whose items are dots in a picture and whose vectors are where the dot
/// is, `notes`, which has texts and no pictures, and `deep` in eight dimensions.
final class ServedStore implements AutoCloseable {
    static final int DOTS = 300;

    /// Items of `deep`, where it has a graph.
    static final int DEEP = 3000;

    /// An item of `deep` that lies in one group and says it is of another.
    static final String MISLABELLED = "deep7";

    private final VectorStore writer;
    private final VectorStore reader;
    private final Explorer explorer;
    private final ApiClient client;

    private ServedStore(VectorStore writer, VectorStore reader, ExplorerOptions options) throws IOException {
        this.writer = writer;
        this.reader = reader;
        this.explorer = Explorer.start(reader, options, ServedStore::instruments);
        this.client = new ApiClient(explorer.url());
    }

    static ServedStore in(Path folder) {
        return in(folder, ExplorerOptions.DEFAULT);
    }

    /// With so many items in `deep` that they have a graph.
    static ServedStore withGraph(Path folder) {
        return in(folder, ExplorerOptions.DEFAULT, DEEP);
    }

    static ServedStore in(Path folder, ExplorerOptions options) {
        return in(folder, options, DEEP / 100);
    }

    private static ServedStore in(Path folder, ExplorerOptions options, int deep) {
        VectorStore writer = LuceneVectorStore.open(folder);
        fillPlane(writer);
        fillNotes(writer);
        fillDeep(writer, deep);
        try {
            return new ServedStore(writer, LuceneVectorStore.openReadOnly(folder), options);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void fillPlane(VectorStore store) {
        Random random = new Random(7);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < DOTS; i++) {
            float[] vector = {0.1f + 0.8f * random.nextFloat(), 0.1f + 0.8f * random.nextFloat()};
            items.add(Item.of("dot/" + i, vector)
                    .with("label", i % 10)
                    .with("score", i / 7.0)
                    .with("split", i % 3 == 0 ? "train" : "test")
                    .source("drawn:" + i));
        }
        VectorCollection plane = store.create(
                CollectionSpec.of("plane", 2).metrics(Metric.values()).embedder("dots"));
        plane.upsert(items);
        plane.flush();
    }

    private static void fillNotes(VectorStore store) {
        VectorCollection notes = store.create(
                CollectionSpec.of("notes", 3).metrics(Metric.COSINE).indexText());
        notes.upsert(List.of(
                Item.of("a/ü 1", new float[] {1, 0, 0})
                        .with("when", Instant.parse("2026-01-01T00:00:00Z"))
                        .with("tags", List.of("new", "green"))
                        .with("place", Map.of("city", "Siena"))
                        .text("Olive oil drizzled over pizza"),
                Item.of("b%2F?#", new float[] {0, 1, 0}).with("tags", List.of()).text("A hike through the meadow"),
                Item.of("c", new float[] {0, 0, 1}).with("when", Instant.parse("2026-06-01T00:00:00Z"))));
        notes.flush();
    }

    private static void fillDeep(VectorStore store, int count) {
        Random random = new Random(8);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] vector = new float[8];
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) random.nextGaussian() * (vector.length - d) + (i % 4) * 10;
            }
            items.add(Item.of("deep" + i, vector).with("group", "g" + (i == 7 ? 0 : i % 4)));
        }
        VectorCollection deep = store.create(CollectionSpec.of("deep", 8).metrics(Metric.EUCLIDEAN, Metric.COSINE));
        deep.upsert(items);
        deep.flush();
    }

    private static Instruments instruments(CollectionSpec spec) {
        return "dots".equals(spec.embedder())
                ? new Instruments(new Dots(), Dots::draw, item -> picture(item), "vicino info")
                : Instruments.none("vicino info");
    }

    /// Every eleventh dot was lost.
    private static Optional<float[]> picture(Item item) {
        int number = Integer.parseInt(item.id().substring("dot/".length()));
        return number % 11 == 10 ? Optional.empty() : Optional.of(Dots.draw(item.vector()));
    }

    ApiClient client() {
        return client;
    }

    Explorer explorer() {
        return explorer;
    }

    /// The collection as its writer has it.
    VectorCollection written(String name) {
        return writer.collection(name);
    }

    VectorStore writer() {
        return writer;
    }

    @Override
    public void close() {
        explorer.close();
        reader.close();
        writer.close();
    }

    /// Embeds a picture by its centre of mass, in [0, 1].
    static final class Dots implements Embedder {
        @Override
        public float[] embed(float[] pixels) {
            double mass = 0;
            double x = 0;
            double y = 0;
            for (int i = 0; i < pixels.length; i++) {
                mass += pixels[i];
                x += pixels[i] * (i % Pictures.SIDE);
                int row = i / Pictures.SIDE;
                y += pixels[i] * row;
            }
            return new float[] {(float) (x / mass / Pictures.SIDE), (float) (y / mass / Pictures.SIDE)};
        }

        @Override
        public float[] read(byte[] file) {
            throw new IllegalArgumentException("the picture has " + file.length + " bytes, and dots are none");
        }

        static float[] draw(float[] vector) {
            float[] pixels = new float[Pictures.PIXELS];
            pixels[place(vector[1]) * Pictures.SIDE + place(vector[0])] = 1;
            return pixels;
        }

        private static int place(float share) {
            return Math.clamp((int) (share * Pictures.SIDE), 0, Pictures.SIDE - 1);
        }
    }
}
