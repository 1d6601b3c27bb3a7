package dev.vicino;

import java.time.Duration;

/// How a collection has been searched since it was opened.
///
/// The percentiles come from a histogram whose buckets are 3 % wide; all are zero before the first search.
///
/// @param exact searches that compared every item that passed the filter
/// @param approximate searches that walked a graph
/// @param median half of the searches took no longer
/// @param p95 95 of a hundred took no longer
/// @param p99 99 of a hundred took no longer
/// @param slowest the longest
/// @param total all searches together
/// @param recall of those approximate searches that were held against the exact answer in the background
public record SearchStats(
        long exact,
        long approximate,
        Duration median,
        Duration p95,
        Duration p99,
        Duration slowest,
        Duration total,
        SampledRecall recall) {
    /// All searches.
    public long count() {
        return exact + approximate;
    }

    /// The recall of sampled searches, each at its own limit and effort.
    ///
    /// @param searches how many were sampled
    /// @param mean of their recall@k, k being each one's limit, in [0, 1]; NaN before the first
    /// @param worst of them, in [0, 1]; NaN before the first
    public record SampledRecall(long searches, double mean, double worst) {
        /// Nothing was sampled.
        public static final SampledRecall NONE = new SampledRecall(0, Double.NaN, Double.NaN);
    }
}
