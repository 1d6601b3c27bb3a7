package dev.vicino.bench;

import dev.vicino.bench.Engine.Index;
import dev.vicino.bench.Engine.Search;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;

/// Times searches of one open index, in its own process.
final class Stopwatch {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Index index;
    private final float[][] queries;

    /// Where the last measurement of one thread stopped: the next goes on there.
    private int next;

    private final Search onThisThread;

    Stopwatch(Index index, float[][] queries) throws IOException {
        this.index = index;
        this.queries = queries;
        this.onThisThread = index.search();
    }

    /// Every query once, on all cores.
    Answer allCores(Order order) throws IOException {
        int[][] ordinals = new int[order.queries()][];
        AtomicInteger taken = new AtomicInteger();
        long start = System.nanoTime();
        OnAllCores.forEach(Engine.CORES, core -> {
            Search search = index.search();
            for (int q = taken.getAndIncrement(); q < ordinals.length; q = taken.getAndIncrement()) {
                ordinals[q] = search.nearest(queries[q], order.effort(), order.share());
            }
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Answer(order.queries(), seconds, 0, Answer.Latency.NONE, ordinals, 0, 0);
    }

    /// Query by query, until the time is up: a fast engine as long as a slow one, so that the first queries after
    /// another engine's turn, when the caches are full of the other's data, weigh no more.
    Answer oneThread(Order order) throws IOException {
        DoubleStream.Builder micros = DoubleStream.builder();
        int done = 0;
        long processorStart = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long end = start + (long) (order.seconds() * 1e9);
        long before = start;
        while (before < end) {
            onThisThread.nearest(queries[next++ % order.queries()], order.effort(), order.share());
            done++;
            long now = System.nanoTime();
            micros.add((now - before) / 1e3);
            before = now;
        }
        double seconds = (before - start) / 1e9;
        double processorSeconds = (THREADS.getCurrentThreadCpuTime() - processorStart) / 1e9;
        return new Answer(done, seconds, processorSeconds, latency(micros.build().toArray()), Answer.NO_ORDINALS, 0, 0);
    }

    /// Query by query, all again and again, until the time is up: with the latest answers to those that had their turn.
    ///
    /// @return ordinals of the first queries, as many as were answered
    Answer againAndAgain(Order order) throws IOException {
        int[][] ordinals = new int[order.queries()][];
        DoubleStream.Builder micros = DoubleStream.builder();
        int done = 0;
        long processorStart = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long end = start + (long) (order.seconds() * 1e9);
        long before = start;
        while (before < end) {
            int query = done++ % ordinals.length;
            ordinals[query] = onThisThread.nearest(queries[query], order.effort(), order.share());
            long now = System.nanoTime();
            micros.add((now - before) / 1e3);
            before = now;
        }
        double seconds = (before - start) / 1e9;
        double processorSeconds = (THREADS.getCurrentThreadCpuTime() - processorStart) / 1e9;
        int[][] answered = Arrays.copyOf(ordinals, Math.min(done, ordinals.length));
        return new Answer(done, seconds, processorSeconds, latency(micros.build().toArray()), answered, 0, 0);
    }

    private static Answer.Latency latency(double[] micros) {
        Arrays.sort(micros);
        return new Answer.Latency(
                micros[micros.length / 2], micros[(int) (micros.length * 0.95)], micros[(int) (micros.length * 0.99)]);
    }
}
