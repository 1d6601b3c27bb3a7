package dev.vicino.lucene;

import dev.vicino.CollectionExistsException;
import dev.vicino.CollectionSpec;
import dev.vicino.NoSuchCollectionException;
import dev.vicino.ReadOnlyStoreException;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.lucene.util.IOSupplier;
import org.jspecify.annotations.Nullable;

/// A store in a folder, each collection in a folder of its own therein.
///
/// ```java
/// try (VectorStore store = LuceneVectorStore.open(Path.of("index"))) {
///     VectorCollection digits = store.collection(CollectionSpec.of("digits", 32));
/// }
/// ```
public final class LuceneVectorStore implements VectorStore {
    static {
        LuceneLogging.quieten();
    }

    private final Path folder;

    /// Null if the store was opened for reading only.
    private final @Nullable WriterLock lock;

    private final Map<String, LuceneVectorCollection> open = new TreeMap<>();
    private final ReentrantLock oneCaller = new ReentrantLock();
    private boolean closed;

    private LuceneVectorStore(Path folder, @Nullable WriterLock lock) {
        this.folder = folder.toAbsolutePath();
        this.lock = lock;
    }

    /// Opens the store in this folder for reading and writing, and creates it if there is none.
    ///
    /// @throws dev.vicino.StoreLockedException if it is open for writing elsewhere, naming the process and since when
    /// @throws UncheckedIOException if the folder cannot be made or written
    public static VectorStore open(Path folder) {
        try {
            Files.createDirectories(folder);
            return new LuceneVectorStore(folder, WriterLock.take(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the store " + folder.toAbsolutePath() + ": " + e, e);
        }
    }

    /// Opens the store in this folder for reading, beside whoever writes it. Each collection shows what was flushed
    /// when it was first asked for.
    ///
    /// @throws UncheckedIOException if there is no such folder
    public static VectorStore openReadOnly(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UncheckedIOException(
                    "there is no store to read at " + folder.toAbsolutePath() + "; expected a folder",
                    new NoSuchFileException(folder.toString()));
        }
        return new LuceneVectorStore(folder, null);
    }

    /// @throws dev.vicino.CorruptStoreException if a file of the collection is missing or damaged, naming it
    @Override
    public VectorCollection collection(CollectionSpec spec) {
        return alone(() -> {
            CollectionFolder place = place(spec.name());
            if (!place.holdsCollection()) {
                create(place, spec);
            }
            SpecDifference.refuse(stored(place), spec, place.path());
            return opened(place);
        });
    }

    @Override
    public VectorCollection create(CollectionSpec spec) {
        return alone(() -> {
            CollectionFolder place = place(spec.name());
            if (place.holdsCollection()) {
                throw new CollectionExistsException(
                        "the store " + folder + " has a collection '" + spec.name() + "' already");
            }
            create(place, spec);
            return opened(place);
        });
    }

    private void create(CollectionFolder place, CollectionSpec spec) throws IOException {
        if (lock == null) {
            throw new ReadOnlyStoreException(
                    "cannot create collection '" + spec.name() + "' in " + folder + ": the store was opened read-only");
        }
        place.create(spec);
    }

    /// @throws dev.vicino.CorruptStoreException if a file of the collection is missing or damaged, naming it
    @Override
    public VectorCollection collection(String name) {
        return alone(() -> opened(there(name)));
    }

    @Override
    public CollectionSpec describe(String name) {
        return alone(() -> stored(there(name)));
    }

    private CollectionFolder there(String name) throws IOException {
        List<String> names = names();
        if (!names.contains(name)) {
            throw new NoSuchCollectionException("the store " + folder + " has no collection '" + name + "'; it has "
                    + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        return place(name);
    }

    private CollectionSpec stored(CollectionFolder place) throws IOException {
        LuceneVectorCollection collection = open.get(place.name());
        return collection == null ? place.spec() : collection.spec();
    }

    private VectorCollection opened(CollectionFolder place) throws IOException {
        LuceneVectorCollection collection = open.get(place.name());
        if (collection == null) {
            collection = LuceneVectorCollection.open(place, lock == null);
            open.put(place.name(), collection);
        }
        return collection;
    }

    @Override
    public List<String> collectionNames() {
        return alone(this::names);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> place(entry.getFileName().toString()))
                    .filter(CollectionFolder::holdsCollection)
                    .map(CollectionFolder::name)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public boolean drop(String name) {
        return alone(() -> {
            if (lock == null) {
                throw new ReadOnlyStoreException(
                        "cannot drop collection '" + name + "' from " + folder + ": the store was opened read-only");
            }
            if (!names().contains(name)) {
                return false;
            }
            LuceneVectorCollection collection = open.remove(name);
            if (collection != null) {
                collection.abandon();
            }
            place(name).delete();
            return true;
        });
    }

    @Override
    public void close() {
        oneCaller.lock();
        try {
            if (!closed) {
                closed = true;
                closeAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the store " + folder.toAbsolutePath() + ": " + e, e);
        } finally {
            oneCaller.unlock();
        }
    }

    /// Closes every collection even if one of them fails, and gives up the lock after the last.
    private void closeAll() throws IOException {
        IOException failure = null;
        for (LuceneVectorCollection collection : open.values()) {
            try {
                collection.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (lock != null) {
            lock.close();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private CollectionFolder place(String name) {
        return new CollectionFolder(folder, name);
    }

    private <T> T alone(IOSupplier<T> operation) {
        oneCaller.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store " + folder.toAbsolutePath() + " is closed");
            }
            return operation.get();
        } catch (IOException e) {
            throw LuceneFailure.of("use the store", folder.toAbsolutePath(), e);
        } finally {
            oneCaller.unlock();
        }
    }
}
