package dev.vicino.explorer;

import dev.vicino.VicinoException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Something that takes a while, worked out once, on a thread of its own, for all who ask. Progress can be seen
/// meanwhile.
final class Computation<T> {
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final long begun = System.nanoTime();
    private final Thread thread;
    private volatile Progress progress;

    /// How far a computation is.
    ///
    /// @param progress the share that is done, in [0, 1]
    /// @param secondsLeft as it has gone so far; 0 while nobody knows
    /// @param stage what is done now, in words
    record Progress(double progress, double secondsLeft, String stage) {}

    /// Hears how far a stage is.
    @FunctionalInterface
    interface Listener {
        /// Nobody listens.
        Listener NONE = (stage, done, total) -> {};

        void at(String stage, long done, long total);
    }

    /// What is to be worked out. It should end soon after its thread is interrupted.
    @FunctionalInterface
    interface Work<T> {
        T result(Listener listener) throws Exception;
    }

    /// Begins at once.
    ///
    /// @param stage what is done first, in words
    static <T> Computation<T> begin(String stage, Work<T> work) {
        Computation<T> computation = new Computation<>(stage, work);
        computation.thread.start();
        return computation;
    }

    private Computation(String stage, Work<T> work) {
        progress = new Progress(0, 0, stage);
        thread = Thread.ofPlatform().daemon().name("explorer: " + stage).unstarted(() -> run(work));
    }

    private void run(Work<T> work) {
        try {
            result.complete(work.result(this::advance));
        } catch (Throwable failure) { // Whatever it is, those who wait have to hear of it.
            result.completeExceptionally(failure);
        }
    }

    private void advance(String stage, long done, long total) {
        double share = total == 0 ? 0 : (double) done / total;
        double seconds = (System.nanoTime() - begun) / 1e9;
        progress = new Progress(share, share == 0 ? 0 : seconds * (1 - share) / share, stage);
    }

    Progress progress() {
        return progress;
    }

    boolean failed() {
        return result.isCompletedExceptionally();
    }

    /// Ends it without a result, if it has none yet.
    void cancel() {
        result.cancel(false);
        thread.interrupt();
    }

    /// The result, if it is there within a time.
    Optional<T> within(Duration time) throws InterruptedException {
        try {
            return Optional.of(result.get(time.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException notYet) {
            return Optional.empty();
        } catch (CancellationException given) {
            throw givenUp();
        } catch (ExecutionException failed) {
            throw unwrapped(failed);
        }
    }

    /// The result, when it is there.
    T await() throws InterruptedException {
        try {
            return result.get();
        } catch (CancellationException given) {
            throw givenUp();
        } catch (ExecutionException failed) {
            throw unwrapped(failed);
        }
    }

    private static Refusal givenUp() {
        return new Refusal(503, "this was given up, as the collection has changed or others were asked for; ask again");
    }

    private static RuntimeException unwrapped(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        return cause instanceof VicinoException known
                ? known
                : new IllegalStateException("a computation failed: " + cause, failed);
    }
}
