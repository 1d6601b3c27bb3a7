package dev.vicino;

import java.time.Duration;
import java.util.List;

/// The answer to a search.
///
/// @param metric in whose unit the hits' values are
/// @param exact whether every item that passes the filter was compared, so that these are the nearest for certain
/// @param hits nearest first, ties by id; fewer than the limit only if fewer items pass the filter
/// @param compared vectors that were compared with the query
/// @param took wall time of the search
public record SearchResult(Metric metric, boolean exact, List<Hit> hits, long compared, Duration took) {
    public SearchResult {
        hits = List.copyOf(hits);
    }

    /// The hits' ids, nearest first.
    public List<String> ids() {
        return hits.stream().map(Hit::id).toList();
    }
}
