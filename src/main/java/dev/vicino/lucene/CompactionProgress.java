package dev.vicino.lucene;

import dev.vicino.Metric;
import dev.vicino.ProgressListener;
import dev.vicino.lucene.graph.LinkingListener;
import java.io.IOException;
import org.apache.lucene.util.IORunnable;
import org.jspecify.annotations.Nullable;

/// Tells whoever waits for a compaction how far the linking of its graphs is.
///
/// What the listener throws must not come up through Lucene's writer, which would give up for good: the merge is ended
/// first.
final class CompactionProgress implements LinkingListener {
    private final String collection;
    private final Onlookers onlookers;

    /// Of the compaction under way; null if there is none.
    private volatile @Nullable Hearing current;

    CompactionProgress(String collection, Onlookers onlookers) {
        this.collection = collection;
        this.onlookers = onlookers;
    }

    /// Compacts in this thread, one compaction at a time, telling a listener of it; what that throws is thrown when the
    /// compaction has ended.
    void during(ProgressListener listener, IORunnable compaction) throws IOException {
        Hearing hearing = new Hearing(listener);
        current = hearing;
        try {
            compaction.run();
        } catch (IOException e) {
            // Lucene's word for a merge that was ended; the listener's own says more.
            hearing.throwFailure();
            throw e;
        } finally {
            current = null;
        }
        hearing.throwFailure();
    }

    /// A compaction links whatever there is, whoever is looking.
    @Override
    public boolean isHurried() {
        Hearing hearing = current;
        return (hearing == null || hearing.thread != Thread.currentThread()) && onlookers.arePresent();
    }

    @Override
    public boolean linked(Metric by, int linked, int nodes) {
        Hearing hearing = current;
        // A search may link new vectors meanwhile, on its own thread.
        return hearing == null
                || hearing.thread != Thread.currentThread()
                || hearing.at("linking the " + by.symbol() + " graph of '" + collection + "'", linked, nodes);
    }

    private static final class Hearing {
        private final Thread thread = Thread.currentThread();
        private final ProgressListener listener;
        private @Nullable RuntimeException exception;
        private @Nullable Error error;

        Hearing(ProgressListener listener) {
            this.listener = listener;
        }

        boolean at(String stage, int linked, int nodes) {
            if (exception != null || error != null) {
                return false;
            }
            try {
                listener.at(stage, linked, nodes);
                return true;
            } catch (RuntimeException e) {
                exception = e;
            } catch (Error e) {
                error = e;
            }
            return false;
        }

        void throwFailure() {
            if (exception != null) {
                throw exception;
            }
            if (error != null) {
                throw error;
            }
        }
    }
}
