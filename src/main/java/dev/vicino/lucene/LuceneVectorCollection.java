package dev.vicino.lucene;

import dev.vicino.Audit;
import dev.vicino.CollectionSpec;
import dev.vicino.CollectionStats;
import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.Payload;
import dev.vicino.ReadOnlyStoreException;
import dev.vicino.SchemaCheck;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.UpsertOptions;
import dev.vicino.UpsertReport;
import dev.vicino.VectorCollection;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOSupplier;
import org.jspecify.annotations.Nullable;

/// A collection in one Lucene index.
final class LuceneVectorCollection implements VectorCollection {
    private final CollectionFolder folder;
    private final CollectionSpec spec;
    private final Directory directory;
    private final Snapshots snapshots;

    /// Null if the store was opened for reading only.
    private final @Nullable CollectionWriter writer;

    private final long bytesAtOpening;
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
        this.bytesAtOpening = folder.bytes();
    }

    /// Opens a collection that is there, after reading every file's checksum.
    static LuceneVectorCollection open(CollectionFolder folder, boolean readOnly) throws IOException {
        CollectionSpec spec = folder.spec();
        folder.verify(spec);
        Directory directory = folder.directory();
        try {
            if (readOnly) {
                return new LuceneVectorCollection(folder, spec, directory, Snapshots.of(directory), null);
            }
            CollectionWriter writer = CollectionWriter.open(directory, spec);
            return new LuceneVectorCollection(folder, spec, directory, writer.snapshots(), writer);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw LuceneFailure.ofOpening(folder.path(), e);
        }
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
        return reading(snapshot -> new SnapshotItems(snapshot, GraphField.anyOf(spec)).find(id) >= 0);
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
            for (SegmentItems segment : new SnapshotItems(snapshot, GraphField.anyOf(spec)).segments()) {
                count += FilteredDocuments.living(segment, filter).cardinality();
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
    public void compact() {
        CollectionWriter open = writer("compact");
        doing("compact", () -> {
            open.compact();
            return spec;
        });
    }

    @Override
    public CollectionStats stats() {
        return reading(snapshot -> new CollectionStats(
                snapshot.numDocs(),
                snapshot.numDeletedDocs(),
                snapshot.leaves().size(),
                writer == null ? bytesAtOpening : writer.alone(folder::bytes),
                ManifestFile.FORMAT_VERSION));
    }

    /// Flushes and closes.
    void close() throws IOException {
        if (!closed) {
            closed = true;
            try {
                if (writer == null) {
                    snapshots.close();
                } else {
                    writer.close();
                }
            } finally {
                directory.close();
            }
        }
    }

    /// Closes without flushing, because the collection is to be deleted.
    void abandon() throws IOException {
        closed = true;
        try {
            if (writer != null) {
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
