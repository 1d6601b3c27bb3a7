package dev.vicino.evaluation;

import java.time.Duration;

/// What approximate search reached at one effort.
///
/// @param effort candidates kept while walking (see [dev.vicino.SearchRequest.Mode.Approximate])
/// @param meanRecall recall@k averaged over all queries, in [0, 1]
/// @param minRecall of the query that fared worst, in [0, 1]
/// @param exactShare share of the answers that the store found by scanning after all, in [0, 1]
/// @param queriesPerSecond on one thread, median of the rounds
/// @param median wall time of a search, half of them are shorter
/// @param p99 wall time that one search of a hundred exceeds
public record EffortPoint(
        int effort,
        double meanRecall,
        double minRecall,
        double exactShare,
        double queriesPerSecond,
        Duration median,
        Duration p99) {}
