package dev.vicino.vae;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Two workers that do the halves of a job at the same time: the caller's thread and one of its own.
final class Pair implements AutoCloseable {
    private final Signal handedOver = new Signal();
    private final Signal done = new Signal();
    private volatile @Nullable IntConsumer job;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    Pair() {
        Thread partner = new Thread(this::work, "vicino-vae-partner");
        partner.setDaemon(true);
        partner.start();
    }

    /// Runs the job for worker 0 and for worker 1, and returns when both are done.
    ///
    /// @throws RuntimeException as thrown by worker 0, or with what worker 1 threw as its cause
    void run(IntConsumer halves) {
        failure = null;
        job = halves;
        handedOver.raise();
        try {
            halves.accept(0);
        } finally {
            done.await(() -> job == null);
        }
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw new IllegalStateException("a training worker failed", thrown);
        }
    }

    /// Ends the partner's thread.
    @Override
    public void close() {
        closed = true;
        handedOver.raise();
    }

    private void work() {
        NativeMath.prepareThread();
        while (true) {
            handedOver.await(() -> job != null || closed);
            IntConsumer halves = job;
            if (halves == null) {
                return;
            }
            try {
                halves.accept(1);
            } catch (Throwable thrown) {
                failure = thrown;
            }
            job = null;
            done.raise();
        }
    }
}
