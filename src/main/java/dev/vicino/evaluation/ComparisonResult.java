package dev.vicino.evaluation;

import dev.vicino.Metric;
import java.util.List;

/// Approximate held against exact, under one metric.
///
/// @param metric that was searched by
/// @param limit the k of recall@k
/// @param queries how many were asked
/// @param exactQueriesPerSecond of exact searches on one thread, median of the rounds
/// @param curve one point for each effort, in the order asked for
public record ComparisonResult(
        Metric metric, int limit, int queries, double exactQueriesPerSecond, List<EffortPoint> curve) {
    public ComparisonResult {
        curve = List.copyOf(curve);
    }
}
