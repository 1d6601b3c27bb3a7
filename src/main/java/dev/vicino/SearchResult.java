package dev.vicino;

import java.time.Duration;
import java.util.List;

/// The answer to a search.
///
/// @param request that it answers
/// @param metric in whose unit the hits' values are
/// @param hits in the request's order, ties by id: of the groups one after the other, if it asks for groups. Fewer than
///     the limit only if fewer items match
/// @param groups the hits by group, the group of the nearest first; none unless the request asks for groups
/// @param plan how it was come by
/// @param took wall time of the search; of exact ones that share a scan in a batch, an equal part of it
public record SearchResult(
        SearchRequest request, Metric metric, List<Hit> hits, List<HitGroup> groups, SearchPlan plan, Duration took) {
    public SearchResult {
        hits = List.copyOf(hits);
        groups = List.copyOf(groups);
    }

    /// The hits' ids, in their order.
    public List<String> ids() {
        return hits.stream().map(Hit::id).toList();
    }

    /// Whether every item that may be a hit was compared, so that these are the nearest for certain.
    public boolean exact() {
        return plan.exact();
    }

    /// Vectors that were compared with the query; [SearchPlan#UNKNOWN] if the engine does not tell.
    public long compared() {
        return plan.compared();
    }
}
