package dev.vicino.lucene;

import dev.vicino.Audit;
import dev.vicino.Calibration;
import dev.vicino.CollectionSpec;
import dev.vicino.CollectionStats;
import dev.vicino.CorruptStoreException;
import dev.vicino.Explanation;
import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.NoSuchCollectionException;
import dev.vicino.Payload;
import dev.vicino.ProgressListener;
import dev.vicino.ReadOnlyStoreException;
import dev.vicino.SchemaCheck;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.StoreOptions;
import dev.vicino.UpsertOptions;
import dev.vicino.UpsertReport;
import dev.vicino.VectorCollection;
import dev.vicino.Walk;
import dev.vicino.engine.ItemCheck;
import dev.vicino.engine.StreamedUpsert;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
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

    private final CollectionSearch searching;

    /// The collection's life, see [CommitNote]; of a reader, which may outlast it.
    private final String created;

    /// Of a reader, when it was opened or last refreshed.
    private volatile CollectionFolder.DiskUse diskUse;

    /// Of the folder when it was opened; of a reader, or last refreshed.
    private volatile int formatVersion;

    /// Of a flush that nobody waited for, until somebody has been told.
    private final AtomicReference<@Nullable Exception> unreported = new AtomicReference<>();

    private volatile boolean closed;

    private LuceneVectorCollection(
            CollectionFolder folder,
            CollectionSpec spec,
            Directory directory,
            Snapshots snapshots,
            @Nullable CollectionWriter writer,
            StoreOptions options)
            throws IOException {
        this.folder = folder;
        this.spec = spec;
        this.directory = directory;
        this.snapshots = snapshots;
        this.writer = writer;
        this.created = folder.created();
        this.diskUse = folder.diskUse();
        this.formatVersion = folder.formatVersion();
        this.searching = new CollectionSearch(spec, folder.calibrations(), options);
    }

    /// Opens a collection that is there for reading, after its files have passed the [OpeningCheck].
    static LuceneVectorCollection openReadOnly(CollectionFolder folder, StoreOptions options) throws IOException {
        try {
            return open(folder, (spec, directory) -> {
                OpeningCheck check = new OpeningCheck(folder.path(), spec);
                Snapshots snapshots = Snapshots.of(new CheckedReaders(check.open(directory), check));
                return new LuceneVectorCollection(folder, spec, directory, snapshots, null, options);
            });
        } catch (CorruptStoreException e) {
            if (!folder.holdsCollection()) {
                throw dropped(folder, e);
            }
            throw e;
        }
    }

    /// Opens a collection that is there for writing, after its files have passed the [OpeningCheck]. From then on it is
    /// of the present format.
    static LuceneVectorCollection open(CollectionFolder folder, StoreOptions options) throws IOException {
        return open(folder, (spec, directory) -> {
            new OpeningCheck(folder.path(), spec).open(directory).close();
            folder.migrate();
            CollectionWriter writer = CollectionWriter.open(directory, spec, options.flushPolicy());
            return new LuceneVectorCollection(folder, spec, directory, writer.snapshots(), writer, options);
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
        new ItemCheck(spec).check(batch);
        put(open, batch);
    }

    @Override
    public UpsertReport upsert(Stream<Item> items, UpsertOptions options) {
        CollectionWriter open = writer("put items into");
        return new StreamedUpsert(new ItemCheck(spec), options, batch -> put(open, batch)).run(items);
    }

    private void put(CollectionWriter open, List<Item> checked) {
        doing("write", () -> {
            open.put(checked);
            return checked;
        });
    }

    @Override
    public boolean updatePayload(String id, UnaryOperator<Payload> change) {
        CollectionWriter open = writer("change items of");
        ItemCheck check = new ItemCheck(spec);
        return doing(
                "write",
                () -> open.update(id, before -> {
                    Item after = before.with(change.apply(before.payload()));
                    check.check(after);
                    return after;
                }));
    }

    @Override
    public boolean exists(String id) {
        return reading(snapshot -> new SnapshotItems(snapshot).find(id) >= 0);
    }

    @Override
    public Optional<Item> get(String id) {
        return reading(snapshot -> {
            SnapshotItems items = new SnapshotItems(snapshot);
            int doc = items.find(id);
            return doc < 0 ? Optional.empty() : Optional.of(items.item(doc));
        });
    }

    @Override
    public boolean delete(String id) {
        CollectionWriter open = writer("delete items from");
        return doing("write", () -> open.delete(List.of(id))) > 0;
    }

    @Override
    public long delete(Collection<String> ids) {
        CollectionWriter open = writer("delete items from");
        List<String> batch = List.copyOf(ids);
        return doing("write", () -> open.delete(batch));
    }

    @Override
    public long delete(Filter filter) {
        CollectionWriter open = writer("delete items from");
        SchemaCheck.check(spec, filter);
        return doing("write", () -> open.delete(filter));
    }

    @Override
    public long count(Filter filter) {
        SchemaCheck.check(spec, filter);
        return reading(snapshot -> {
            long count = 0;
            for (SegmentItems segment : new SnapshotItems(snapshot).segments()) {
                count += HeldMatches.OF_JVM.of(segment, filter).count();
            }
            return count;
        });
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
                return StreamSupport.stream(new ItemsById(snapshot), false).onClose(() -> release(snapshot));
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
        return reading(snapshot -> searching.search(request, snapshot));
    }

    @Override
    public List<SearchResult> searchAll(List<SearchRequest> requests) {
        List<SearchRequest> batch = List.copyOf(requests);
        return reading(snapshot -> searching.searchAll(batch, snapshot));
    }

    @Override
    public Explanation explain(SearchRequest request, String id) {
        return reading(snapshot -> searching.explain(request, id, snapshot));
    }

    @Override
    public Walk walk(SearchRequest request) {
        return reading(snapshot -> searching.walk(request, snapshot));
    }

    @Override
    public Calibration calibrate(Metric metric) {
        Calibration measured = reading(snapshot -> searching.calibrate(metric, snapshot));
        CollectionWriter open = writer;
        if (open != null) {
            doing("write", () -> open.alone(this::keepCalibrations));
        }
        return measured;
    }

    /// With the writer's lock held, so that no manifest appears in a folder that is being deleted.
    private CollectionSpec keepCalibrations() throws IOException {
        Optional<List<Calibration>> measured = searching.calibrationsToKeep();
        if (measured.isPresent() && !closed) {
            folder.keep(measured.get());
        }
        return spec;
    }

    /// Both answers come from the same snapshot.
    @Override
    public Audit audit(SearchRequest request) {
        return reading(snapshot -> searching.audit(request, snapshot));
    }

    @Override
    public void flush() {
        CollectionWriter open = writer;
        // What was opened for reading has nothing that is not durable.
        if (open != null) {
            doing("flush", () -> {
                open.flush();
                return open.alone(this::keepCalibrations);
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
        // Before the segments: those of a layout that came after this code would pass for damaged.
        formatVersion = folder.formatVersion();
        boolean more = snapshots.refresh();
        if (more) {
            diskUse = folder.diskUse();
        }
        return more;
    }

    @Override
    public void compact(ProgressListener progress) {
        CollectionWriter open = writer("compact");
        doing("compact", () -> {
            open.compact(progress);
            searching.graphsChanged();
            return open.alone(this::keepCalibrations);
        });
    }

    @Override
    public CollectionStats stats() {
        return reading(snapshot -> {
            CollectionFolder.DiskUse use = writer == null ? diskUse : folder.diskUse();
            return new CollectionStats(
                    snapshot.numDocs(),
                    snapshot.numDeletedDocs(),
                    snapshot.leaves().size(),
                    use.total(),
                    use.reclaimable(),
                    SnapshotItems.bytes(snapshot),
                    formatVersion,
                    searching.stats());
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
            CollectionWriter open = writer;
            try {
                if (open == null) {
                    snapshots.close();
                } else {
                    close(open);
                }
            } finally {
                closed = true;
                searching.close();
                directory.close();
            }
        }
    }

    /// A writer that has given up closes without a word; what failed in the background must not be lost with it.
    private void close(CollectionWriter open) throws IOException {
        boolean lost = open.gaveUp();
        try {
            open.alone(this::keepCalibrations);
        } finally {
            closed = true;
            open.close();
        }
        Exception failure = unreported.get();
        if (lost && failure != null) {
            throw new IOException(
                    "what changed in " + folder.path() + " since the last flush is lost: " + failure, failure);
        }
    }

    /// Closes without flushing, because the collection is deleted or about to be.
    void abandon() throws IOException {
        closed = true;
        searching.close();
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
        // Reading it first is far cheaper than the exchange, and there is hardly ever something to take.
        Exception failure = unreported.get() == null ? null : unreported.getAndSet(null);
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
