package dev.vicino.lucene;

import dev.vicino.FlushPolicy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The thread that flushes a store now and then. It ends with the store, and keeps no JVM from ending.
final class BackgroundFlush implements AutoCloseable {
    private final ScheduledExecutorService clock;

    /// @param flush flushes what has changed, and throws nothing
    BackgroundFlush(FlushPolicy.Interval interval, Runnable flush) {
        clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("vicino-flush").factory());
        long pause = interval.pause().toNanos();
        var unused = clock.scheduleWithFixedDelay(flush, pause, pause, TimeUnit.NANOSECONDS);
    }

    /// Waits for a flush that is under way, and has no other follow.
    @Override
    public void close() {
        clock.close();
    }
}
