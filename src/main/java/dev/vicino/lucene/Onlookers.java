package dev.vicino.lucene;

import java.util.concurrent.TimeUnit;

/// Whether anybody is looking at a collection while it changes.
final class Onlookers {
    /// Who has looked within this time may look again at any moment.
    private static final long NOW_AND_THEN = TimeUnit.SECONDS.toNanos(1);

    /// Less often than at each look, so that those who look do not wait for each other's caches.
    private static final long NOTED = NOW_AND_THEN / 10;

    private volatile long lastLook = System.nanoTime() - NOW_AND_THEN;

    /// Somebody has looked.
    void look() {
        long now = System.nanoTime();
        if (now - lastLook > NOTED) {
            lastLook = now;
        }
    }

    /// Whether somebody looks now and then.
    boolean arePresent() {
        return System.nanoTime() - lastLook < NOW_AND_THEN;
    }
}
