package dev.vicino.lucene;

import dev.vicino.CollectionExistsException;
import dev.vicino.CollectionSpec;
import dev.vicino.FlushPolicy;
import dev.vicino.NoSuchCollectionException;
import dev.vicino.ProgressListener;
import dev.vicino.ReadOnlyStoreException;
import dev.vicino.RepairReport;
import dev.vicino.RestoreReport;
import dev.vicino.SnapshotReport;
import dev.vicino.StoreOptions;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.VerifyReport;
import dev.vicino.engine.SpecDifference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.IOUtils;
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

    private final Disk disk;
    private final Path folder;
    private final StoreOptions options;

    /// Null if the store was opened for reading only.
    private final @Nullable WriterLock lock;

    /// Null if nothing is flushed in the background.
    private final @Nullable BackgroundFlush clock;

    private final OpenCollections open = new OpenCollections();
    private final ReentrantLock oneCaller = new ReentrantLock();
    private boolean closed;

    private LuceneVectorStore(Disk disk, Path folder, StoreOptions options, @Nullable WriterLock lock) {
        this.disk = disk;
        this.folder = folder.toAbsolutePath();
        this.options = options;
        this.lock = lock;
        this.clock = switch (options.flushPolicy()) {
            case FlushPolicy.Interval interval -> new BackgroundFlush(interval, open::flushInBackground);
            case FlushPolicy.Manual manual -> null;
            case FlushPolicy.EveryChanges changes -> null;
        };
    }

    /// Opens the store in this folder for reading and writing, with [StoreOptions#DEFAULT], and creates it if there is
    /// none.
    ///
    /// @throws dev.vicino.StoreLockedException if it is open for writing elsewhere, naming the process and since when
    /// @throws ReadOnlyStoreException if it is a snapshot
    /// @throws UncheckedIOException if the folder cannot be made or written
    public static VectorStore open(Path folder) {
        return open(folder, StoreOptions.DEFAULT);
    }

    /// Opens the store in this folder for reading and writing, and creates it if there is none.
    ///
    /// @throws dev.vicino.StoreLockedException if it is open for writing elsewhere, naming the process and since when
    /// @throws ReadOnlyStoreException if it is a snapshot
    /// @throws UncheckedIOException if the folder cannot be made or written
    public static VectorStore open(Path folder, StoreOptions options) {
        return open(Disk.REAL, folder, options);
    }

    static VectorStore open(Disk disk, Path folder, StoreOptions options) {
        try {
            if (SnapshotFile.isIn(folder)) {
                throw new ReadOnlyStoreException(folder.toAbsolutePath()
                        + " is a snapshot, which nothing may change; open it read-only, or restore it into a store");
            }
            Files.createDirectories(folder);
            return new LuceneVectorStore(disk, folder, options, WriterLock.take(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the store " + folder.toAbsolutePath() + ": " + e, e);
        }
    }

    /// Makes a store of a snapshot. The snapshot stays as it is, and nothing that is done to the store reaches it.
    ///
    /// @param snapshot what [VectorStore#snapshot] made
    /// @param folder the store's, which does not exist or is empty
    /// @throws dev.vicino.CorruptStoreException if the snapshot was cut short, or a file of it is missing or damaged
    /// @throws IllegalArgumentException if the store's folder is not empty
    /// @throws UncheckedIOException if the folder cannot be made or written
    public static RestoreReport restore(Path snapshot, Path folder) {
        try {
            return StoreRestore.run(snapshot, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot restore " + snapshot + " into " + folder + ": " + e, e);
        }
    }

    /// Checks everything there is in the store of this folder, and changes nothing. It works beside whoever writes the
    /// store, on what was last flushed.
    ///
    /// @throws UncheckedIOException if there is no such folder, or it cannot be read
    public static VerifyReport verify(Path folder) {
        return verify(folder, ProgressListener.NONE);
    }

    /// Checks as [#verify(Path)] does, and says how far it is.
    ///
    /// @throws UncheckedIOException if there is no such folder, or it cannot be read
    public static VerifyReport verify(Path folder, ProgressListener progress) {
        try {
            return StoreCheck.run(folder, progress);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot verify the store " + folder.toAbsolutePath() + ": " + e, e);
        }
    }

    /// Checks everything there is in the store of this folder, and writes each damaged collection anew from what can be
    /// read of it: every item that is still whole, bit for bit. The damaged files are kept, in a folder
    /// `<name>.damaged-<time>`; sound collections are left alone. For a while a damaged collection lies on the disk
    /// twice.
    ///
    /// @throws dev.vicino.StoreLockedException if the store is open for writing
    /// @throws UncheckedIOException if there is no such folder, or it cannot be read or written
    public static RepairReport repair(Path folder) {
        return repair(folder, ProgressListener.NONE);
    }

    /// Repairs as [#repair(Path)] does, and says how far it is.
    ///
    /// @throws dev.vicino.StoreLockedException if the store is open for writing
    /// @throws UncheckedIOException if there is no such folder, or it cannot be read or written
    public static RepairReport repair(Path folder, ProgressListener progress) {
        try {
            return StoreRepair.run(folder, progress);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot repair the store " + folder.toAbsolutePath() + ": " + e, e);
        }
    }

    /// Opens the store in this folder for reading, beside whoever writes it. Each collection shows what was flushed
    /// when it was first asked for, or last refreshed.
    ///
    /// @throws UncheckedIOException if there is no such folder
    public static VectorStore openReadOnly(Path folder) {
        return openReadOnly(folder, StoreOptions.DEFAULT);
    }

    /// Opens it in the same way, to behave in its own.
    ///
    /// @throws UncheckedIOException if there is no such folder
    public static VectorStore openReadOnly(Path folder, StoreOptions options) {
        if (!Files.isDirectory(folder)) {
            throw new UncheckedIOException(
                    "there is no store to read at " + folder.toAbsolutePath() + "; expected a folder",
                    new NoSuchFileException(folder.toString()));
        }
        return new LuceneVectorStore(Disk.REAL, folder, options, null);
    }

    /// @throws dev.vicino.CorruptStoreException if a file of the collection is missing or damaged, naming it
    @Override
    public VectorCollection collection(CollectionSpec spec) {
        return alone(() -> {
            CollectionFolder place = place(spec.name());
            if (!place.holdsCollection()) {
                create(place, spec);
            }
            SpecDifference.refuse(stored(place), spec, place.path().toString());
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
        LuceneVectorCollection collection = open.find(place.name());
        return collection == null ? place.spec() : collection.spec();
    }

    private LuceneVectorCollection opened(CollectionFolder place) throws IOException {
        LuceneVectorCollection collection = open.find(place.name());
        if (collection == null) {
            collection = lock == null
                    ? LuceneVectorCollection.openReadOnly(place, options)
                    : LuceneVectorCollection.open(place, options);
            open.add(collection);
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
            open.abandon(name);
            place(name).delete();
            return true;
        });
    }

    @Override
    public boolean refresh() {
        return alone(open::refresh);
    }

    @Override
    public SnapshotReport snapshot(Path target) {
        long begun = System.nanoTime();
        List<HeldCollection> held = new ArrayList<>();
        try {
            StoreSnapshot snapshot = StoreSnapshot.into(target, folder);
            alone(() -> {
                List<LuceneVectorCollection> collections = new ArrayList<>();
                for (String name : names()) {
                    collections.add(opened(place(name)));
                }
                OpenCollections.hold(collections, held);
                return held;
            });
            return snapshot.take(held, begun);
        } catch (IOException e) {
            throw LuceneFailure.of("take a snapshot of", folder, e);
        } finally {
            IOUtils.closeWhileHandlingException(held);
        }
    }

    @Override
    public void close() {
        if (clock != null) {
            clock.close();
        }
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

    /// Gives up the lock after the last collection.
    private void closeAll() throws IOException {
        try {
            open.close();
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    private CollectionFolder place(String name) {
        return new CollectionFolder(disk, folder, name);
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
