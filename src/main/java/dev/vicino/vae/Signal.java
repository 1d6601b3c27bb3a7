package dev.vicino.vae;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Lets one thread wait for a condition that another brings about within microseconds, as a rule.
///
/// The waiter spins, then gives way, then parks. Parking at once would cost the time of a wake-up, a tenth of a
/// training step; never parking would hold up the other thread itself where processes compete for the cores.
final class Signal {
    private static final int SPINS = 2_000;
    private static final int YIELDS = 100;

    private volatile @Nullable Thread parked;

    /// Returns once the condition holds.
    ///
    /// @param condition on volatile state; whoever changes that state calls [#raise] after
    void await(BooleanSupplier condition) {
        for (int tries = 0; !condition.getAsBoolean(); tries++) {
            if (tries < SPINS) {
                Thread.onSpinWait();
            } else if (tries < SPINS + YIELDS) {
                giveWay();
            } else {
                parked = Thread.currentThread();
                // A change just before the line above would have found nobody to wake.
                if (!condition.getAsBoolean()) {
                    LockSupport.park(this);
                }
                parked = null;
            }
        }
    }

    /// Wakes the waiter, if it has parked.
    void raise() {
        Thread waiter = parked;
        if (waiter != null) {
            LockSupport.unpark(waiter);
        }
    }

    // The scheduler is all there is to ask for the core; correctness does not hang on its answer.
    @SuppressWarnings("ThreadPriorityCheck")
    private static void giveWay() {
        Thread.yield();
    }
}
