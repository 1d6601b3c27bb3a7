package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.apache.lucene.document.Document;
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
/// One thread at a time builds graphs, and merges are made between two changes ([MergeWhenAsked]), so the same items
/// in the same order leave the same graphs, whichever threads bring them.
final class CollectionWriter {
    /// Enough for 60,000 vectors of 784 dimensions and their graph: a segment that need not be merged is built once.
    private static final double BUFFER_MEGABYTES = 256;

    private final IndexWriter writer;
    private final Snapshots snapshots;
    private final Set<GraphField> graphs;

    /// Keeps a flush from cutting an upsert in two. Searches do not take it.
    private final ReentrantLock oneChange = new ReentrantLock();

    private CollectionWriter(IndexWriter writer, Snapshots snapshots, Set<GraphField> graphs) {
        this.writer = writer;
        this.snapshots = snapshots;
        this.graphs = graphs;
    }

    static CollectionWriter open(Directory directory, CollectionSpec spec) throws IOException {
        IndexWriter writer = new IndexWriter(directory, config(spec, IndexWriterConfig.OpenMode.APPEND));
        try {
            return new CollectionWriter(writer, Snapshots.of(writer), GraphField.of(spec));
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /// Writes the index of an empty collection, over whatever a creation that was cut short has left.
    static void createEmpty(Directory directory, CollectionSpec spec) throws IOException {
        new IndexWriter(directory, config(spec, IndexWriterConfig.OpenMode.CREATE)).close();
    }

    private static IndexWriterConfig config(CollectionSpec spec, IndexWriterConfig.OpenMode mode) {
        return new IndexWriterConfig()
                .setOpenMode(mode)
                .setCodec(GraphFormat.codec(spec.graph()))
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setUseCompoundFile(false)
                .setMergePolicy(new MergeWhenAsked())
                .setMergeScheduler(new SerialMergeScheduler())
                .setMaxFullFlushMergeWaitMillis(0);
    }

    Snapshots snapshots() {
        return snapshots;
    }

    /// Puts items in that were checked.
    void put(List<Item> items) throws IOException {
        change(() -> {
            for (Item item : items) {
                Document document = ItemFields.document(item, graphs);
                Uninterrupted.call(() -> writer.updateDocument(ItemFields.key(item.id()), document));
            }
            return items;
        });
    }

    boolean delete(String id) throws IOException {
        return change(() -> {
            boolean there = reading(snapshot -> snapshot.find(id) >= 0);
            if (there) {
                Uninterrupted.call(() -> writer.deleteDocuments(ItemFields.key(id)));
            }
            return there;
        });
    }

    /// Takes out the living items that a filter lets through, and says how many there were.
    long delete(Filter filter) throws IOException {
        return change(() -> reading(snapshot -> {
            long deleted = 0;
            for (SegmentItems segment : snapshot.segments()) {
                FixedBitSet passing = FilteredDocuments.living(segment, filter);
                List<Term> keys = new ArrayList<>();
                for (int doc = 0; doc < passing.length(); doc++) {
                    if (passing.get(doc)) {
                        keys.add(ItemFields.key(segment.id(doc)));
                    }
                }
                Uninterrupted.call(() -> writer.deleteDocuments(keys.toArray(Term[]::new)));
                deleted += keys.size();
            }
            return deleted;
        }));
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
                Document document = ItemFields.document(change.apply(before.get()), graphs);
                Uninterrupted.call(() -> writer.updateDocument(ItemFields.key(id), document));
            }
            return before.isPresent();
        });
    }

    /// A piece of reading within a change.
    private interface Reading<T> {
        T of(SnapshotItems snapshot) throws IOException;
    }

    private <T> T reading(Reading<T> reading) throws IOException {
        DirectoryReader snapshot = snapshots.acquire();
        try {
            return reading.of(new SnapshotItems(snapshot, graphs.iterator().next()));
        } finally {
            snapshots.release(snapshot);
        }
    }

    void flush() throws IOException {
        alone(() -> Uninterrupted.call(writer::commit));
    }

    void compact() throws IOException {
        change(() -> Uninterrupted.call(() -> {
            writer.forceMerge(1);
            return writer.commit();
        }));
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
            try {
                T outcome = change.get();
                Uninterrupted.call(() -> {
                    writer.maybeMerge();
                    return writer;
                });
                return outcome;
            } finally {
                snapshots.changed();
            }
        });
    }

    /// Runs with the lock held; also what reads files that a commit would delete.
    <T> T alone(IOSupplier<T> operation) throws IOException {
        oneChange.lock();
        try {
            return operation.get();
        } finally {
            oneChange.unlock();
        }
    }
}
