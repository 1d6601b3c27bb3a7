package dev.vicino.bench;

import dev.vicino.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Searches while a thread of its own replaces items. Each is replaced by itself, so that the truth holds before,
/// during and after; the answers that are judged are those given meanwhile. On a copy of the index: the other
/// measurements want one segment.
final class UnderWrites {
    /// Items that are put in by one call.
    private static final int BATCH = 100;

    private final Engine.Written index;
    private final int items;

    /// Items a second; 0 for as many as can be.
    private final int pace;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong replaced = new AtomicLong();

    private UnderWrites(Engine.Written index, int items, int pace) {
        this.index = index;
        this.items = items;
        this.pace = pace;
    }

    static Answer measure(Engine engine, BenchData data, Metric metric, Path folder, Order order) throws IOException {
        Path copy = folder.resolveSibling(folder.getFileName() + "-written");
        copy(folder, copy);
        try (Engine.Written index = engine.write(data, metric, copy)) {
            return new UnderWrites(index, data.base().count(), order.pace())
                    .measure(data.queries().rows(order.queries()), order);
        } finally {
            Folders.delete(copy);
        }
    }

    private Answer measure(float[][] queries, Order order) throws IOException {
        Stopwatch watch = new Stopwatch(index, queries);
        FutureTask<Long> writing = new FutureTask<>(this::write);
        Thread writer = Thread.ofPlatform().name("writer").start(writing);
        Answer answer;
        long meanwhile;
        try {
            answer = watch.againAndAgain(order);
            meanwhile = replaced.get();
        } finally {
            ended.set(true);
            join(writer);
        }
        failIfFailed(writing);
        return new Answer(
                answer.queries(),
                answer.seconds(),
                answer.processorSeconds(),
                answer.latency(),
                answer.ordinals(),
                meanwhile,
                0);
    }

    private long write() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!ended.get()) {
            index.replace((int) (replaced.get() % (items - BATCH)), BATCH);
            long all = replaced.addAndGet(BATCH);
            if (pace > 0) {
                long due = start + all * TimeUnit.SECONDS.toNanos(1) / pace;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
        }
        return replaced.get();
    }

    private static void join(Thread writer) throws IOException {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the writer ended", e);
        }
    }

    private static void failIfFailed(FutureTask<Long> writing) throws IOException {
        switch (writing.state()) {
            case SUCCESS -> {}
            case FAILED -> throw new IOException("the writer failed", writing.exceptionNow());
            case RUNNING, CANCELLED -> throw new IllegalStateException("the writer is " + writing.state());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Folders.delete(to);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }
}
