package dev.vicino.vae;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Two workers that do the halves of a job at the same time: the caller's thread and one of its own.
///
/// A training step hands over twice within a few milliseconds, so both wait for each other by spinning for a while;
/// parking and waking alone would cost a tenth of a step. The other worker parks when nothing comes for longer.
final class Pair implements AutoCloseable {
    private static final int SPINS_BEFORE_YIELD = 2_000;
    private static final int YIELDS_BEFORE_PARK = 2_000;

    private final Thread partner;
    private volatile @Nullable IntConsumer job;
    private volatile boolean parked;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    Pair() {
        partner = new Thread(this::work, "vicino-vae-partner");
        partner.setDaemon(true);
        partner.start();
    }

    /// Runs the job for worker 0 and for worker 1, and returns when both are done.
    ///
    /// @throws RuntimeException or [Error] as thrown by either worker
    void run(IntConsumer halves) {
        failure = null;
        job = halves;
        if (parked) {
            LockSupport.unpark(partner);
        }
        try {
            halves.accept(0);
        } finally {
            awaitPartner();
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
        LockSupport.unpark(partner);
    }

    private void awaitPartner() {
        int spins = 0;
        while (job != null) {
            if (++spins < SPINS_BEFORE_YIELD) {
                Thread.onSpinWait();
            } else {
                giveWay();
            }
        }
    }

    private void work() {
        NativeMath.prepareThread();
        int idle = 0;
        while (!closed) {
            IntConsumer halves = job;
            if (halves == null) {
                rest(++idle);
                continue;
            }
            idle = 0;
            try {
                halves.accept(1);
            } catch (Throwable thrown) {
                failure = thrown;
            }
            job = null;
        }
    }

    private void rest(int idle) {
        if (idle < SPINS_BEFORE_YIELD) {
            Thread.onSpinWait();
        } else if (idle < SPINS_BEFORE_YIELD + YIELDS_BEFORE_PARK) {
            giveWay();
        } else {
            parked = true;
            // A job handed over before the flag was seen would otherwise wait for a wake-up that never comes.
            if (job == null && !closed) {
                LockSupport.park(this);
            }
            parked = false;
        }
    }

    // Where others compete for the cores, spinning would hold up the very worker that is waited for.
    @SuppressWarnings("ThreadPriorityCheck")
    private static void giveWay() {
        Thread.yield();
    }
}
