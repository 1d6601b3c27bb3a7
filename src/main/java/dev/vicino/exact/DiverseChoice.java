package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.Arrays;

/// Chooses from candidates by maximal marginal relevance, as [dev.vicino.Arrangement.Diverse] defines it (Carbonell &
/// Goldstein, The use of MMR, diversity-based reranking for reordering documents and producing summaries, SIGIR
/// 1998).
public final class DiverseChoice {
    private DiverseChoice() {}

    /// Compares each candidate with each chosen one, once.
    ///
    /// @param metric in whose unit the values are
    /// @param values of the candidates against the query, in the order in which equals are preferred
    /// @param vectors of the candidates
    /// @param lambda weight of nearness against diversity, in [0, 1]
    /// @param count how many to choose, at least 0
    /// @return positions among the candidates, in the order of their choice: `count`, or all if there are fewer
    public static int[] choose(Metric metric, double[] values, float[][] vectors, double lambda, int count) {
        int[] chosen = new int[Math.min(count, values.length)];
        double[] likeness = new double[values.length];
        boolean[] taken = new boolean[values.length];
        for (int turn = 0; turn < chosen.length; turn++) {
            int best = -1;
            double bestWorth = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < values.length; i++) {
                // With nothing chosen yet there is nothing to be unlike to, whatever lambda.
                double worth = turn == 0
                        ? similarity(metric, values[i])
                        : lambda * similarity(metric, values[i]) - (1 - lambda) * likeness[i];
                if (!taken[i] && (best < 0 || worth > bestWorth)) {
                    best = i;
                    bestWorth = worth;
                }
            }
            chosen[turn] = best;
            taken[best] = true;
            if (turn == 0) {
                Arrays.fill(likeness, Double.NEGATIVE_INFINITY);
            }
            for (int i = 0; i < values.length; i++) {
                likeness[i] = taken[i]
                        ? likeness[i]
                        : Math.max(likeness[i], similarity(metric, metric.between(vectors[i], vectors[best])));
            }
        }
        return chosen;
    }

    private static double similarity(Metric metric, double value) {
        return metric.largestIsNearest() ? value : -value;
    }
}
