package dev.vicino.lucene;

import dev.vicino.Audit;
import dev.vicino.Calibration;
import dev.vicino.CollectionSpec;
import dev.vicino.CollectionStats;
import dev.vicino.Explanation;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.ReadOnlyStoreException;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.VectorCollection;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    private final Calibrations calibrations;
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
        this.calibrations = new Calibrations(spec, folder.calibrations());
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
        return reading(snapshot -> answer(request, snapshot));
    }

    private SearchResult answer(SearchRequest request, DirectoryReader snapshot) throws IOException {
        return ItemSearch.run(
                spec, request, snapshot, (metric, target, hits) -> calibrations.effort(metric, target, hits, snapshot));
    }

    @Override
    public List<SearchResult> searchAll(List<SearchRequest> requests) {
        List<SearchRequest> batch = List.copyOf(requests);
        return reading(snapshot -> OnAllCores.map(batch.size(), i -> answer(batch.get(i), snapshot)));
    }

    @Override
    public Explanation explain(SearchRequest request, String id) {
        return reading(snapshot -> ItemExplanation.of(spec, request, id, snapshot, answer(request, snapshot)));
    }

    @Override
    public Calibration calibrate(Metric metric) {
        SearchTarget.requireDeclared(spec, metric);
        Calibration measured = reading(snapshot -> calibrations.renew(metric, snapshot));
        CollectionWriter open = writer;
        if (open != null) {
            doing("write", () -> open.alone(this::keepCalibrations));
        }
        return measured;
    }

    /// With the writer's lock held, so that no manifest appears in a folder that is being deleted.
    private CollectionSpec keepCalibrations() throws IOException {
        Optional<List<Calibration>> measured = calibrations.toKeep();
        if (measured.isPresent() && !closed) {
            folder.keep(measured.get());
        }
        return spec;
    }

    /// Both answers come from the same snapshot. A request that asks for the exact scan is audited at the default
    /// effort.
    @Override
    public Audit audit(SearchRequest request) {
        SearchRequest approximate = switch (request.mode()) {
            case SearchRequest.Mode.Approximate walk -> request;
            case SearchRequest.Mode.TargetRecall target -> request;
            case SearchRequest.Mode.Exact scan -> request.mode(SearchRequest.Mode.Approximate.DEFAULT);
        };
        return reading(snapshot -> new Audit(answer(approximate, snapshot), answer(request.exact(), snapshot)));
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
    public void compact() {
        CollectionWriter open = writer("compact");
        doing("compact", () -> {
            open.compact();
            calibrations.forget();
            return open.alone(this::keepCalibrations);
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
            CollectionWriter open = writer;
            if (open != null) {
                open.alone(this::keepCalibrations);
            }
            closed = true;
            try {
                if (open == null) {
                    snapshots.close();
                } else {
                    open.close();
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
