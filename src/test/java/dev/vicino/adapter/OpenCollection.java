package dev.vicino.adapter;

import dev.vicino.CollectionSpec;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A collection in a folder of its own for each test: an extension, as it has to be there before the methods of a
/// suite that prepare a test.
public final class OpenCollection implements BeforeEachCallback, AfterEachCallback {
    private final CollectionSpec spec;
    private @Nullable Path folder;
    private @Nullable VectorStore store;

    public OpenCollection(CollectionSpec spec) {
        this.spec = spec;
    }

    public VectorCollection get() {
        return Objects.requireNonNull(store).collection(spec);
    }

    /// Closes the store and opens it again.
    public void reopen() {
        Objects.requireNonNull(store).close();
        store = LuceneVectorStore.open(Objects.requireNonNull(folder));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("collection");
        store = LuceneVectorStore.open(folder);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        Objects.requireNonNull(store).close();
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(folder))) {
            files.sorted(Comparator.reverseOrder()).forEach(OpenCollection::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
