package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.FlushPolicy;
import dev.vicino.Item;
import dev.vicino.ProgressListener;
import dev.vicino.lucene.graph.LinkingListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IOSupplier;

/// The changing side of a collection: one change after the other.
///
/// One graph is linked at a time, and merges are made between two changes ([MergeWhenAsked]), so the same items in the
/// same order leave the same graphs, whichever threads bring them, and by however many the graphs are linked.
final class CollectionWriter {
    /// Enough for 60,000 vectors of 784 dimensions and their graph: a segment that need not be merged is built once.
    private static final long LARGEST_BUFFER = 256L << 20;

    private final IndexWriter writer;
    private final Snapshots snapshots;
    private final CollectionSpec spec;
    private final FieldType vectorType;
    private final CompactionProgress compactions;

    /// Keeps a flush from cutting an upsert in two. Searches do not take it.
    private final ReentrantLock oneChange = new ReentrantLock();

    /// How many changes may gather until they are flushed.
    private final long flushAfter;

    /// Changes that were not flushed yet. Read and changed with the lock held.
    private long unflushed;

    private CollectionWriter(
            IndexWriter writer,
            Snapshots snapshots,
            CollectionSpec spec,
            CompactionProgress compactions,
            long flushAfter) {
        this.writer = writer;
        this.snapshots = snapshots;
        this.spec = spec;
        this.vectorType = VectorField.type(spec);
        this.compactions = compactions;
        this.flushAfter = flushAfter;
    }

    static CollectionWriter open(Directory directory, CollectionSpec spec, FlushPolicy policy) throws IOException {
        long flushAfter = switch (policy) {
            case FlushPolicy.EveryChanges every -> every.changes();
            case FlushPolicy.Manual manual -> Long.MAX_VALUE;
            case FlushPolicy.Interval interval -> Long.MAX_VALUE;
        };
        Onlookers onlookers = new Onlookers();
        CompactionProgress compactions = new CompactionProgress(spec.name(), onlookers);
        IndexWriter writer = new IndexWriter(directory, config(spec, IndexWriterConfig.OpenMode.APPEND, compactions));
        try {
            renewNote(writer, spec);
            return new CollectionWriter(writer, Snapshots.of(writer, onlookers), spec, compactions, flushAfter);
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /// What has not changed is not set again: a commit would be made for it.
    private static void renewNote(IndexWriter writer, CollectionSpec spec) {
        Map<String, String> carried = new HashMap<>();
        writer.getLiveCommitData().forEach(entry -> carried.put(entry.getKey(), entry.getValue()));
        Map<String, String> next = CommitNote.inPresentFormat(carried, spec);
        if (!next.equals(carried)) {
            writer.setLiveCommitData(next.entrySet());
        }
    }

    /// Writes the index of an empty collection, over whatever a creation that was cut short has left.
    static void createEmpty(Directory directory, CollectionSpec spec) throws IOException {
        try (IndexWriter writer =
                new IndexWriter(directory, config(spec, IndexWriterConfig.OpenMode.CREATE, LinkingListener.NONE))) {
            writer.setLiveCommitData(CommitNote.ofNew(spec).entrySet());
        }
    }

    private static IndexWriterConfig config(
            CollectionSpec spec, IndexWriterConfig.OpenMode mode, LinkingListener listener) {
        return new IndexWriterConfig()
                .setOpenMode(mode)
                .setCodec(ItemCodec.of(spec, listener))
                .setRAMBufferSizeMB(bufferMegabytes())
                .setUseCompoundFile(false)
                .setMergePolicy(new MergeWhenAsked())
                .setMergeScheduler(new SerialMergeScheduler())
                .setMaxFullFlushMergeWaitMillis(0);
    }

    /// A quarter of a small heap: a buffered vector is there once more while its graph is linked, and the graph.
    private static double bufferMegabytes() {
        return Math.min(LARGEST_BUFFER, Runtime.getRuntime().maxMemory() / 4) / (double) (1 << 20);
    }

    Snapshots snapshots() {
        return snapshots;
    }

    /// Puts items in that were checked: all, or in the end none. Where the disk fails in the middle of a batch, the
    /// writer gives up for good rather than have a later flush make the first half durable.
    void put(List<Item> items) throws IOException {
        change(() -> {
            for (Item item : items) {
                writing(
                        () -> writer.updateDocument(
                                ItemFields.key(item.id()), ItemFields.document(item, spec, vectorType)),
                        1);
            }
            return items;
        });
    }

    /// Hands changes to Lucene. If it fails, the writer gives up for good.
    private void writing(IOSupplier<Long> write, int changes) throws IOException {
        try {
            Uninterrupted.call(write);
            unflushed += changes;
        } catch (IOException | RuntimeException | Error e) {
            giveUp(e);
            throw e;
        }
    }

    private void giveUp(Throwable cause) {
        try {
            Uninterrupted.call(() -> {
                writer.rollback();
                return writer;
            });
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /// Takes the items of these ids out, and says how many there were.
    long delete(List<String> ids) throws IOException {
        return change(() -> reading(snapshot -> {
            List<Term> keys = new ArrayList<>();
            for (String id : new LinkedHashSet<>(ids)) {
                if (snapshot.find(id) >= 0) {
                    keys.add(ItemFields.key(id));
                }
            }
            return delete(keys);
        }));
    }

    /// Takes out the living items that a filter lets through, and says how many there were.
    long delete(Filter filter) throws IOException {
        return change(() -> reading(snapshot -> {
            List<Term> keys = new ArrayList<>();
            for (SegmentItems segment : snapshot.segments()) {
                FixedBitSet passing = FilteredDocuments.living(segment, filter);
                for (int doc = 0; doc < passing.length(); doc++) {
                    if (passing.get(doc)) {
                        keys.add(ItemFields.key(segment.id(doc)));
                    }
                }
            }
            return delete(keys);
        }));
    }

    private long delete(Collection<Term> keys) throws IOException {
        if (!keys.isEmpty()) {
            writing(() -> writer.deleteDocuments(keys.toArray(Term[]::new)), keys.size());
        }
        return keys.size();
    }

    /// Puts in what an item changes to; false if there is none of the id.
    ///
    /// @param change may throw, and then nothing was changed
    boolean update(String id, UnaryOperator<Item> change) throws IOException {
        return change(() -> {
            Optional<Item> before = reading(snapshot -> {
                int doc = snapshot.find(id);
                return doc < 0 ? Optional.empty() : Optional.of(snapshot.item(doc));
            });
            if (before.isPresent()) {
                Document document = ItemFields.document(change.apply(before.get()), spec, vectorType);
                writing(() -> writer.updateDocument(ItemFields.key(id), document), 1);
            }
            return before.isPresent();
        });
    }

    boolean isThere(String id) throws IOException {
        return reading(snapshot -> snapshot.find(id) >= 0);
    }

    /// A piece of reading within a change.
    private interface Reading<T> {
        T of(SnapshotItems snapshot) throws IOException;
    }

    private <T> T reading(Reading<T> reading) throws IOException {
        DirectoryReader snapshot = snapshots.acquire();
        try {
            return reading.of(new SnapshotItems(snapshot));
        } finally {
            snapshots.release(snapshot);
        }
    }

    void flush() throws IOException {
        alone(this::commit);
    }

    /// Flushes what has changed since the last flush.
    void flushChanges() throws IOException {
        alone(() -> unflushed == 0 ? 0 : commit());
    }

    private long commit() throws IOException {
        long generation = Uninterrupted.call(writer::commit);
        unflushed = 0;
        return generation;
    }

    void compact(ProgressListener progress) throws IOException {
        change(() -> {
            compactions.during(
                    progress,
                    () -> Uninterrupted.call(() -> {
                        writer.forceMerge(1);
                        return writer;
                    }));
            return commit();
        });
    }

    long count() throws IOException {
        DirectoryReader snapshot = snapshots.acquire();
        try {
            return snapshot.numDocs();
        } finally {
            snapshots.release(snapshot);
        }
    }

    /// Whether an earlier failure to write has closed the writer, with whatever was not flushed.
    boolean gaveUp() {
        return !writer.isOpen();
    }

    /// Flushes and gives up the files.
    void close() throws IOException {
        alone(() -> {
            snapshots.close();
            Uninterrupted.call(() -> {
                writer.close();
                return writer;
            });
            return writer;
        });
    }

    /// Gives up the files and what was not flushed.
    void abandon() throws IOException {
        alone(() -> {
            snapshots.close();
            Uninterrupted.call(() -> {
                writer.rollback();
                return writer;
            });
            return writer;
        });
    }

    private <T> T change(IOSupplier<T> change) throws IOException {
        return alone(() -> {
            T outcome;
            try {
                outcome = change.get();
                Uninterrupted.call(() -> {
                    writer.maybeMerge();
                    return writer;
                });
                if (unflushed >= flushAfter) {
                    commit();
                }
            } catch (IOException | RuntimeException | Error e) {
                // Part of it may be there.
                snapshots.changed();
                throw e;
            }
            snapshots.changedInSight(writer.numRamDocs());
            return outcome;
        });
    }

    /// Runs while nothing changes; also what reads files that a commit would delete.
    <T> T alone(IOSupplier<T> operation) throws IOException {
        oneChange.lock();
        try {
            return operation.get();
        } finally {
            oneChange.unlock();
        }
    }
}
