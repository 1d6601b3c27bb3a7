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
/// Making changes visible costs some milliseconds, because it writes them into a segment. Only changes that are
/// complete count: a search during a long upsert does not chop it into small segments. And who pays depends on whether
/// anybody is looking:
/// - While others look, the one who changes makes each change visible before it calls it complete. Who looks goes on
///   with what is there meanwhile, and waits for nothing.
/// - What changes unseen gathers, and is made visible by the first who looks again. Who looks at the same time waits
///   for that one, rather than do the same once more.
/// - Beside those who look now and then, no more gathers than is written in some milliseconds ([#MOST_GATHERED]). So
///   only who looks after a longer while may find much to write, and graphs to be linked, and while it is at it, no
///   more than that gathers for the next.
final class Snapshots implements Closeable {
    /// Items. They stay below [dev.vicino.lucene.graph.VicinoVectorsFormat]'s smallest graph of a flushed segment, with
    /// a batch of as many on top.
    static final int MOST_GATHERED = 1000;

    private final ReferenceManager<DirectoryReader> manager;
    private final Onlookers onlookers;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong visibleChanges = new AtomicLong();
    private final ReentrantLock oneRefresh = new ReentrantLock();

    /// Whether anybody has looked at what was last made visible.
    private volatile boolean looked;

    private Snapshots(ReferenceManager<DirectoryReader> manager, Onlookers onlookers) {
        this.manager = manager;
        this.onlookers = onlookers;
    }

    /// @param onlookers to tell of each look
    static Snapshots of(IndexWriter writer, Onlookers onlookers) throws IOException {
        return new Snapshots(new ReaderManager(writer), onlookers);
    }

    /// Of what was last flushed.
    static Snapshots of(CheckedReaders readers) {
        return new Snapshots(readers, new Onlookers());
    }

    /// Says that a change is complete. By one thread at a time.
    void changed() {
        changes.incrementAndGet();
    }

    /// Says that a change is complete, and before that makes it visible if anybody is looking. By one thread at a time.
    ///
    /// @param gathered items that are not visible yet
    void changedInSight(int gathered) throws IOException {
        boolean tooMany = gathered >= MOST_GATHERED && (oneRefresh.isLocked() || onlookers.arePresent());
        if (!looked && !tooMany) {
            changed();
            return;
        }
        oneRefresh.lock();
        try {
            show();
            visibleChanges.set(changes.get() + 1);
        } finally {
            // Only now: until then nobody has to see it, nor to wait for that.
            changed();
            oneRefresh.unlock();
        }
    }

    /// Shows what is there now.
    ///
    /// @return whether that is more than before
    boolean refresh() throws IOException {
        oneRefresh.lock();
        try {
            DirectoryReader before = manager.acquire();
            try {
                show();
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
        show(changes.get());
        // Only now: who looks after a longer while has the graphs linked of what it finds.
        onlookers.look();
        if (!looked) {
            looked = true;
        }
        return manager.acquire();
    }

    /// Makes the first so many changes visible, unless they are.
    private void show(long made) throws IOException {
        if (visibleChanges.get() >= made) {
            return;
        }
        oneRefresh.lock();
        try {
            if (visibleChanges.get() < made) {
                long all = changes.get();
                show();
                visibleChanges.set(all);
            }
        } finally {
            oneRefresh.unlock();
        }
    }

    private void show() throws IOException {
        looked = false;
        Uninterrupted.call(() -> {
            manager.maybeRefreshBlocking();
            return manager;
        });
    }

    void release(DirectoryReader snapshot) throws IOException {
        manager.release(snapshot);
    }

    @Override
    public void close() throws IOException {
        manager.close();
    }
}
