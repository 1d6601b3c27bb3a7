package dev.vicino.cli;

import dev.vicino.CollectionSpec;
import dev.vicino.CollectionStats;
import dev.vicino.Item;
import dev.vicino.SpecMismatchException;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.dataset.Mnist;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vicino index`: the MNIST test set into the store.
@Command(
        name = "index",
        description = {
            "Puts the MNIST test set into the store.",
            "10,000 digits, searchable under L2, L1, dot product and cosine. Run again, it replaces each by itself."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino index                          as latent means of the retrieval model",
            "  vicino index --embedding pixels       as the 784 pixels themselves",
            "  vicino index --store /var/lib/digits  into another store"
        })
final class IndexCommand implements Callable<Integer> {
    private static final int BATCH = 100;

    @Mixin
    private EmbeddingOption embedding = new EmbeddingOption();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private MnistOption mnist = new MnistOption();

    @Option(names = "--replace", description = "Drop the collection first, should it be of another model.")
    private boolean replace;

    private final Terminal terminal;

    IndexCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        long begun = System.nanoTime();
        DigitEmbedder embedder = embedding.embedder();
        Optional<Mnist> images = mnist.find(terminal, "the shipped embeddings are used.");
        TestSet testSet = TestSet.load(embedding.embedding(), embedder, images, embedding.shipped());
        try (VectorStore opened = store.open()) {
            if (replace) {
                opened.drop(embedding.embedding().collectionName());
            }
            VectorCollection collection =
                    fill(terminal, opened, embedding.embedding().spec(embedder), testSet);
            CollectionStats stats = collection.stats();
            terminal.say("Collection '%s' in '%s': %,d digits, %d dimensions, %.1f MB on disk, %.1f s in all."
                    .formatted(
                            collection.spec().name(),
                            store.path(),
                            stats.items(),
                            collection.spec().dimension(),
                            stats.bytes() / 1e6,
                            (System.nanoTime() - begun) / 1e9));
        }
        return 0;
    }

    /// Puts a test set into its collection, and leaves that flushed and in one segment.
    static VectorCollection fill(Terminal terminal, VectorStore store, CollectionSpec spec, TestSet testSet) {
        VectorCollection collection = open(store, spec);
        int count = testSet.labels().length;
        try (Progress progress = terminal.progress("Indexing " + spec.name(), "digits", count)) {
            List<Item> batch = new ArrayList<>(BATCH);
            for (int n = 0; n < count; n++) {
                batch.add(testSet.item(n));
                if (batch.size() == BATCH || n == count - 1) {
                    collection.upsert(batch);
                    batch.clear();
                    progress.at(n + 1);
                }
            }
        }
        try (Progress progress = terminal.progress("Merging " + spec.name(), "vectors", count)) {
            collection.compact(progress.listener());
        }
        return collection;
    }

    private static VectorCollection open(VectorStore store, CollectionSpec spec) {
        try {
            return store.collection(spec);
        } catch (SpecMismatchException another) {
            throw CommandFailure.onTheWay(another.getMessage() + "; --replace drops it first");
        }
    }
}
