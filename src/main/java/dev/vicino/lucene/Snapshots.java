package dev.vicino.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.search.ReferenceManager;

/// Gives out consistent views of a collection: a writer's own, each with every change that was made before it was asked
/// for, or a reader's, with what was flushed when it was last refreshed.
///
/// Making changes visible costs some milliseconds, so it is done by the first who looks after a change. Only changes
/// that are complete count: a search during a long upsert does not chop it into small segments.
final class Snapshots implements Closeable {
    private final ReferenceManager<DirectoryReader> manager;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong visibleChanges = new AtomicLong();
    private final ReentrantLock oneRefresh = new ReentrantLock();

    private Snapshots(ReferenceManager<DirectoryReader> manager) {
        this.manager = manager;
    }

    static Snapshots of(IndexWriter writer) throws IOException {
        return new Snapshots(new ReaderManager(writer));
    }

    /// Of what was last flushed.
    static Snapshots of(CheckedReaders readers) {
        return new Snapshots(readers);
    }

    /// Says that a change is complete.
    void changed() {
        changes.incrementAndGet();
    }

    /// Shows what is there now.
    ///
    /// @return whether that is more than before
    boolean refresh() throws IOException {
        oneRefresh.lock();
        try {
            DirectoryReader before = manager.acquire();
            try {
                Uninterrupted.call(() -> {
                    manager.maybeRefreshBlocking();
                    return manager;
                });
                DirectoryReader after = manager.acquire();
                manager.release(after);
                return !after.equals(before);
            } finally {
                manager.release(before);
            }
        } finally {
            oneRefresh.unlock();
        }
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
