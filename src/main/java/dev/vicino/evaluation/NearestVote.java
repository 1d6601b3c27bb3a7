package dev.vicino.evaluation;

import dev.vicino.Metric;
import dev.vicino.exact.BatchScan;
import dev.vicino.exact.Neighbour;
import dev.vicino.exact.VectorBlock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Guesses a label by the majority of the nearest labelled vectors, found exactly.
///
/// If two labels have as many votes, the one whose nearest member is nearest wins. Uses all cores.
public final class NearestVote {
    /// Queries of one batch: enough to keep the tiles busy, few enough that a listener hears of it.
    private static final int QUERIES_AT_ONCE = 1024;

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
        VectorBlock voters = VectorBlock.of(base.vectors());
        int threads = Runtime.getRuntime().availableProcessors();
        for (int from = 0; from < queries.length; from += QUERIES_AT_ONCE) {
            int to = Math.min(queries.length, from + QUERIES_AT_ONCE);
            float[][] batch = Arrays.copyOfRange(queries, from, to);
            List<List<Neighbour>> nearest = BatchScan.nearest(metric, batch, voters, k, threads);
            for (int i = 0; i < batch.length; i++) {
                labels[from + i] = winner(nearest.get(i));
            }
            progress.at(to, queries.length);
        }
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

    private int winner(List<Neighbour> nearest) {
        return Majority.of(nearest.stream()
                        .limit(k)
                        .map(neighbour -> base.labels()[neighbour.ordinal()])
                        .toList())
                .label();
    }
}
