package dev.vicino.lucene;

import dev.vicino.Audit;
import dev.vicino.CollectionSpec;
import dev.vicino.CollectionStats;
import dev.vicino.CorruptStoreException;
import dev.vicino.FlushPolicy;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.NoSuchCollectionException;
import dev.vicino.ReadOnlyStoreException;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.VectorCollection;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOSupplier;
import org.jspecify.annotations.Nullable;

/// A collection in one Lucene index.
final class LuceneVectorCollection implements VectorCollection, Closeable {
    private final CollectionFolder folder;
    private final CollectionSpec spec;
    private final Directory directory;
    private final Snapshots snapshots;

    /// Null if the store was opened for reading only.
    private final @Nullable CollectionWriter writer;

    /// The collection's life, see [CommitNote]; of a reader, which may outlast it.
    private final String created;

    /// Of a reader, when it was opened or last refreshed.
    private volatile CollectionFolder.DiskUse diskUse;

    /// Of a flush that nobody waited for, until somebody has been told.
    private final AtomicReference<@Nullable Exception> unreported = new AtomicReference<>();

    private volatile boolean closed;

    private LuceneVectorCollection(
            CollectionFolder folder,
            CollectionSpec spec,
            Directory directory,
            Snapshots snapshots,
            @Nullable CollectionWriter writer)
            throws IOException {
        this.folder = folder;
        this.spec = spec;
        this.directory = directory;
        this.snapshots = snapshots;
        this.writer = writer;
        this.created = folder.created();
        this.diskUse = folder.diskUse();
    }

    /// Opens a collection that is there for reading, after its files have passed the [OpeningCheck].
    static LuceneVectorCollection openReadOnly(CollectionFolder folder) throws IOException {
        try {
            return open(folder, (spec, directory) -> {
                OpeningCheck check = new OpeningCheck(folder.path(), spec);
                Snapshots snapshots = Snapshots.of(new CheckedReaders(check.open(directory), check));
                return new LuceneVectorCollection(folder, spec, directory, snapshots, null);
            });
        } catch (CorruptStoreException e) {
            if (!folder.holdsCollection()) {
                throw dropped(folder, e);
            }
            throw e;
        }
    }

    /// Opens a collection that is there for writing, after its files have passed the [OpeningCheck].
    static LuceneVectorCollection open(CollectionFolder folder, FlushPolicy policy) throws IOException {
        return open(folder, (spec, directory) -> {
            new OpeningCheck(folder.path(), spec).open(directory).close();
            CollectionWriter writer = CollectionWriter.open(directory, spec, policy);
            return new LuceneVectorCollection(folder, spec, directory, writer.snapshots(), writer);
        });
    }

    private interface Opening {
        LuceneVectorCollection open(CollectionSpec spec, Directory directory) throws IOException;
    }

    private static LuceneVectorCollection open(CollectionFolder folder, Opening opening) throws IOException {
        CollectionSpec spec = folder.spec();
        Directory directory = folder.directory();
        try {
            return opening.open(spec, directory);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw LuceneFailure.ofOpening(folder.path(), e);
        }
    }

    private static NoSuchCollectionException dropped(CollectionFolder folder, @Nullable Exception sign) {
        return new NoSuchCollectionException(
                "collection '" + folder.name() + "' in " + folder.path() + " was dropped by the store's writer", sign);
    }

    @Override
    public CollectionSpec spec() {
        return spec;
    }

    @Override
    public void upsert(Collection<Item> items) {
        CollectionWriter open = writer("put items into");
        List<Item> batch = List.copyOf(items);
        boolean needsDirection = spec.metrics().contains(Metric.COSINE);
        for (Item item : batch) {
            VectorCheck.check(spec, "vector '" + item.id() + "'", item.vector(), needsDirection);
        }
        doing("write", () -> {
            open.put(batch);
            return batch;
        });
    }

    @Override
    public Optional<Item> get(String id) {
        return reading(snapshot -> {
            SnapshotItems items = new SnapshotItems(snapshot, GraphField.anyOf(spec));
            int doc = items.find(id);
            return doc < 0 ? Optional.empty() : Optional.of(items.item(doc));
        });
    }

    @Override
    public boolean delete(String id) {
        CollectionWriter open = writer("delete items from");
        return doing("write", () -> open.delete(id));
    }

    @Override
    public long count() {
        return reading(snapshot -> (long) snapshot.numDocs());
    }

    @Override
    public Stream<Item> scan() {
        return doing("read", () -> {
            DirectoryReader snapshot = snapshots.acquire();
            try {
                return StreamSupport.stream(new ItemsById(snapshot, GraphField.anyOf(spec)), false)
                        .onClose(() -> release(snapshot));
            } catch (IOException | RuntimeException e) {
                snapshots.release(snapshot);
                throw e;
            }
        });
    }

    private void release(DirectoryReader snapshot) {
        try {
            snapshots.release(snapshot);
        } catch (IOException e) {
            throw LuceneFailure.of("read", folder.path(), e);
        }
    }

    @Override
    public SearchResult search(SearchRequest request) {
        return reading(snapshot -> ItemSearch.run(spec, request, snapshot));
    }

    /// Both answers come from the same snapshot. A request that asks for the exact scan is audited at the default
    /// effort.
    @Override
    public Audit audit(SearchRequest request) {
        SearchRequest approximate = switch (request.mode()) {
            case SearchRequest.Mode.Approximate walk -> request;
            case SearchRequest.Mode.Exact scan -> request.effort(SearchRequest.Mode.Approximate.DEFAULT.effort());
        };
        return reading(snapshot -> new Audit(
                ItemSearch.run(spec, approximate, snapshot), ItemSearch.run(spec, request.exact(), snapshot)));
    }

    @Override
    public void flush() {
        CollectionWriter open = writer;
        // What was opened for reading has nothing that is not durable.
        if (open != null) {
            doing("flush", () -> {
                open.flush();
                return spec;
            });
        }
    }

    @Override
    public boolean refresh() {
        if (writer != null) {
            return doing("refresh", () -> false);
        }
        return doing("refresh", () -> {
            try {
                return refreshed();
            } catch (IOException e) {
                // Files that go while they are read are those of a collection that is being dropped.
                if (!folder.holdsCollection()) {
                    throw dropped(folder, e);
                }
                throw e;
            }
        });
    }

    private boolean refreshed() throws IOException {
        if (!folder.holdsCollection() || !folder.created().equals(created)) {
            throw dropped(folder, null);
        }
        boolean more = snapshots.refresh();
        if (more) {
            diskUse = folder.diskUse();
        }
        return more;
    }

    @Override
    public void compact() {
        CollectionWriter open = writer("compact");
        doing("compact", () -> {
            open.compact();
            return spec;
        });
    }

    @Override
    public CollectionStats stats() {
        return reading(snapshot -> {
            CollectionFolder.DiskUse use = writer == null ? diskUse : writer.alone(folder::diskUse);
            return new CollectionStats(
                    snapshot.numDocs(),
                    snapshot.numDeletedDocs(),
                    snapshot.leaves().size(),
                    use.total(),
                    use.reclaimable(),
                    ManifestFile.FORMAT_VERSION);
        });
    }

    /// Flushes what has changed, on a thread that nobody listens to: a failure is kept for the next who calls.
    void flushInBackground() {
        CollectionWriter open = writer;
        if (open != null && !closed && !open.gaveUp()) {
            try {
                open.flushChanges();
            } catch (IOException | RuntimeException e) {
                unreported.set(e);
            }
        }
    }

    /// Runs while nobody changes this collection.
    <T> T alone(IOSupplier<T> operation) throws IOException {
        return writer == null ? operation.get() : writer.alone(operation);
    }

    /// Flushes, and holds the files that are there then.
    HeldCollection flushed() throws IOException {
        return alone(() -> {
            flush();
            return HeldCollection.of(folder);
        });
    }

    /// Flushes and closes.
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try {
                if (writer == null) {
                    snapshots.close();
                } else {
                    close(writer);
                }
            } finally {
                directory.close();
            }
        }
    }

    /// A writer that has given up closes without a word; what failed in the background must not be lost with it.
    private void close(CollectionWriter open) throws IOException {
        boolean lost = open.gaveUp();
        open.close();
        Exception failure = unreported.get();
        if (lost && failure != null) {
            throw new IOException(
                    "what changed in " + folder.path() + " since the last flush is lost: " + failure, failure);
        }
    }

    /// Closes without flushing, because the collection is deleted or about to be.
    void abandon() throws IOException {
        closed = true;
        try {
            if (writer == null) {
                snapshots.close();
            } else {
                writer.abandon();
            }
        } finally {
            directory.close();
        }
    }

    private CollectionWriter writer(String what) {
        if (writer == null) {
            throw new ReadOnlyStoreException("cannot " + what + " collection '" + spec.name() + "' in " + folder.path()
                    + ": the store was opened read-only");
        }
        return writer;
    }

    /// A piece of reading that needs a consistent view.
    private interface Reading<T> {
        T of(DirectoryReader snapshot) throws IOException;
    }

    private <T> T reading(Reading<T> reading) {
        return doing("read", () -> {
            DirectoryReader snapshot = snapshots.acquire();
            try {
                return reading.of(snapshot);
            } finally {
                snapshots.release(snapshot);
            }
        });
    }

    private <T> T doing(String what, IOSupplier<T> operation) {
        if (closed) {
            throw new IllegalStateException(
                    "collection '" + spec.name() + "' in " + folder.path() + " is closed, or was dropped");
        }
        Exception failure = unreported.getAndSet(null);
        if (failure != null) {
            throw new UncheckedIOException(
                    "what changed in " + folder.path() + " is not durable, because the flush in the background failed: "
                            + failure,
                    failure instanceof IOException io ? io : new IOException(failure));
        }
        try {
            return operation.get();
        } catch (AlreadyClosedException e) {
            throw new IllegalStateException(
                    "collection '" + spec.name() + "' in " + folder.path()
                            + " is closed, or gave up after an earlier failure to write",
                    e);
        } catch (IOException e) {
            throw LuceneFailure.of(what, folder.path(), e);
        }
    }
}
