package dev.vicino.lucene.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Those who link a graph side by side: as many as the pool of the calling thread has threads, which is the JVM's
/// common pool unless the caller runs in another.
///
/// @param <M> what a member works with, and no other at the same time
final class LinkCrew<M> {
    private final List<M> members = new ArrayList<>();

    /// What a member is made by.
    interface Hiring<M> {
        M hire() throws IOException;
    }

    /// Some of the work.
    interface Piece<M> {
        void doBy(M member, int from, int to) throws IOException;
    }

    LinkCrew(Hiring<M> hiring) throws IOException {
        int threads = Thread.currentThread() instanceof ForkJoinWorkerThread worker
                ? worker.getPool().getParallelism()
                : ForkJoinPool.getCommonPoolParallelism() + 1;
        for (int i = 0; i < threads; i++) {
            members.add(hiring.hire());
        }
    }

    /// Any member, for work that is not shared.
    M one() {
        return members.getFirst();
    }

    /// Does the work from 0 to a count in pieces, and returns when all is done.
    ///
    /// @param size of a piece
    void share(int count, int size, Piece<M> piece) throws IOException {
        if (count <= size) {
            piece.doBy(one(), 0, count);
            return;
        }
        AtomicInteger next = new AtomicInteger();
        @Nullable IOException[] failures = new IOException[members.size()];
        IntStream.range(0, members.size()).parallel().forEach(i -> {
            try {
                for (int from = next.getAndAdd(size); from < count; from = next.getAndAdd(size)) {
                    piece.doBy(members.get(i), from, Math.min(count, from + size));
                }
            } catch (IOException e) {
                failures[i] = e;
            }
        });
        for (IOException failure : failures) {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
