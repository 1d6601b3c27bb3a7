package dev.vicino.evaluation;

import dev.vicino.Metric;
import dev.vicino.exact.NearestScan;
import dev.vicino.exact.Neighbour;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/// Guesses a label by the majority of the nearest labelled vectors, found exactly.
///
/// If two labels have as many votes, the one whose nearest member is nearest wins. Uses all cores.
public final class NearestVote {
    /// Queries that are compared with a base vector while it is in the processor's cache: few enough that they
    /// themselves stay there (200 KB at 784 dimensions).
    private static final int QUERIES_AT_ONCE = 64;

    private final LabelledVectors base;
    private final Metric metric;
    private final int k;

    /// @param base who votes, at least one vector
    /// @param metric what near means
    /// @param k how many vote, at least 1; all of the base if it has fewer
    public NearestVote(LabelledVectors base, Metric metric, int k) {
        if (base.vectors().length == 0) {
            throw new IllegalArgumentException("nobody to vote; expected at least one labelled vector");
        }
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + "; expected at least 1");
        }
        this.base = base;
        this.metric = metric;
        this.k = k;
    }

    /// The winning label of each query.
    ///
    /// @param queries of the base vectors' length; not changed
    public int[] labels(float[][] queries, Progress progress) {
        int[] labels = new int[queries.length];
        Counter counter = new Counter(progress, queries.length);
        int blocks = (queries.length + QUERIES_AT_ONCE - 1) / QUERIES_AT_ONCE;
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int from = block * QUERIES_AT_ONCE;
            int to = Math.min(queries.length, from + QUERIES_AT_ONCE);
            vote(queries, from, to, labels);
            counter.add(to - from);
        });
        return labels;
    }

    /// How often the winning label is the true one.
    ///
    /// @param queries at least one, with their true labels
    public VoteResult score(LabelledVectors queries, Progress progress) {
        int total = queries.labels().length;
        if (total == 0) {
            throw new IllegalArgumentException("no queries to score; expected at least one");
        }
        int[] guessed = labels(queries.vectors(), progress);
        int correct = (int) IntStream.range(0, total)
                .filter(i -> guessed[i] == queries.labels()[i])
                .count();
        return new VoteResult(correct, total);
    }

    private void vote(float[][] queries, int from, int to, int[] labels) {
        NearestScan[] scans = new NearestScan[to - from];
        for (int i = 0; i < scans.length; i++) {
            scans[i] = new NearestScan(metric, queries[from + i], k);
        }
        float[][] vectors = base.vectors();
        for (int i = 0; i < vectors.length; i++) {
            for (NearestScan scan : scans) {
                scan.offer(i, vectors[i]);
            }
        }
        for (int i = 0; i < scans.length; i++) {
            labels[from + i] = winner(scans[i].nearest(ordinal -> vectors[ordinal]));
        }
    }

    private int winner(List<Neighbour> nearest) {
        // In the order of coming, so that of equal counts the one with the nearest member is found first.
        Map<Integer, Integer> votes = new LinkedHashMap<>();
        for (Neighbour neighbour : nearest.subList(0, Math.min(k, nearest.size()))) {
            votes.merge(base.labels()[neighbour.ordinal()], 1, Integer::sum);
        }
        int winner = 0;
        int most = 0;
        for (Map.Entry<Integer, Integer> label : votes.entrySet()) {
            if (label.getValue() > most) {
                winner = label.getKey();
                most = label.getValue();
            }
        }
        return winner;
    }

    /// Adds up what many threads have done, for a listener that hears one at a time.
    private static final class Counter {
        private final Progress progress;
        private final long total;
        private final ReentrantLock oneAtATime = new ReentrantLock();
        private long done;

        private Counter(Progress progress, long total) {
            this.progress = progress;
            this.total = total;
        }

        private void add(int steps) {
            oneAtATime.lock();
            try {
                done += steps;
                progress.at(done, total);
            } finally {
                oneAtATime.unlock();
            }
        }
    }
}
