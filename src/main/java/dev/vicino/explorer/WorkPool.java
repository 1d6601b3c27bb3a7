package dev.vicino.explorer;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Works calls out on a few threads, the others waiting their turn, and gives each a time.
final class WorkPool implements AutoCloseable {
    private final ExecutorService threads;
    private final Duration time;

    /// @param time that a call has, waiting included
    WorkPool(int threads, Duration time) {
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("explorer-", 0).factory());
        this.time = time;
    }

    /// @throws Refusal if it took too long; what was begun is interrupted
    Reply answer(Callable<Reply> work) throws Exception {
        Future<Reply> answer;
        try {
            answer = threads.submit(work);
        } catch (RejectedExecutionException closed) {
            throw new Refusal(503, "the explorer is closing");
        }
        try {
            return answer.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new Refusal(
                    503,
                    "no answer within " + time.toSeconds() + " seconds; ask for less, or when there is less to do");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
