package dev.vicino.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.store.Directory;

/// Gives out consistent views of a collection, each with every change that was made before it was asked for.
///
/// Making changes visible costs some milliseconds, so it is done by the first who looks after a change. Only changes
/// that are complete count: a search during a long upsert does not chop it into small segments.
final class Snapshots implements Closeable {
    private final ReaderManager manager;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong visibleChanges = new AtomicLong();

    private Snapshots(ReaderManager manager) {
        this.manager = manager;
    }

    static Snapshots of(IndexWriter writer) throws IOException {
        return new Snapshots(new ReaderManager(writer));
    }

    /// Of what was last flushed, and stays so.
    static Snapshots of(Directory directory) throws IOException {
        return new Snapshots(new ReaderManager(directory));
    }

    /// Says that a change is complete.
    void changed() {
        changes.incrementAndGet();
    }

    /// The present state, to be given back to [#release].
    DirectoryReader acquire() throws IOException {
        long made = changes.get();
        if (visibleChanges.get() < made) {
            Uninterrupted.call(() -> {
                manager.maybeRefreshBlocking();
                return made;
            });
            visibleChanges.accumulateAndGet(made, Math::max);
        }
        return manager.acquire();
    }

    void release(DirectoryReader snapshot) throws IOException {
        manager.release(snapshot);
    }

    @Override
    public void close() throws IOException {
        manager.close();
    }
}
