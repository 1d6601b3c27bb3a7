package dev.vicino.opensearch;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Metric;
import dev.vicino.ValueRange;
import dev.vicino.engine.SearchTarget;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Counts how many items lie before one. The cluster counts those that do for certain; those whose scores do not tell
/// come, and are compared here ([ScoreBounds]).
final class ExactRank {
    private static final int PAGE = 1000;

    private final SearchView view;
    private final CollectionSpec spec;
    private final SearchTarget target;
    private final Metric metric;
    private final ObjectNode eligible;
    private final @Nullable ScoreBounds bounds;

    ExactRank(SearchView view, CollectionSpec spec, SearchTarget target, @Nullable Filter filter) {
        this.view = view;
        this.spec = spec;
        this.target = target;
        this.metric = target.metric();
        this.eligible = ExactRanking.eligible(target, filter);
        this.bounds = bounds();
    }

    /// Null if the vectors are so long or so short that their scores tell nothing.
    private @Nullable ScoreBounds bounds() {
        ObjectNode body = Json.object().put("size", 0);
        body.set("query", eligible.deepCopy());
        ObjectNode counts = Json.object();
        counts.set("lengths", ExactRanking.lengths());
        body.set("aggs", counts);
        JsonNode lengths = view.search(body).required("aggregations").required("lengths");
        double query = ItemDocument.length(target.vector());
        double longest = lengths.path("max").asDouble(query);
        return ScoreBounds.hold(metric, query, lengths.path("min").asDouble(query), longest)
                ? new ScoreBounds(metric, spec.dimension(), query, longest)
                : null;
    }

    /// The rank of an item among all within a range; for one that is not, the rank that it would have.
    long of(double value, String id, ValueRange range) {
        double near = metric.largestIsNearest() ? range.max() : range.min();
        double far = metric.largestIsNearest() ? range.min() : range.max();
        if (metric.compareNearestFirst(value, near) < 0) {
            return 1;
        }
        long nearer = metric.compareNearestFirst(value, far) > 0 ? before(far, null) : before(value, id);
        return 1 + nearer - (Double.isInfinite(near) ? 0 : before(near, ""));
    }

    /// How many are nearer than a value, or have it and an id before this one, any id if it is null.
    private long before(double value, @Nullable String id) {
        long count = bounds == null ? 0 : certain(bounds.highest(value));
        JsonNode after = bounds == null ? null : ExactRanking.from(bounds.highest(value));
        int size = ExactRanking.pageSize(spec.dimension(), PAGE);
        while (true) {
            ObjectNode body = Json.object().put("size", size).put("track_total_hits", false);
            body.set("query", bounds == null ? eligible.deepCopy() : ExactRanking.scored(spec, target, eligible));
            body.set("sort", bounds == null ? Json.array().add(ExactRanking.byKey()) : ExactRanking.byScore());
            if (after != null) {
                body.set("search_after", after);
            }
            JsonNode hits = view.search(body).required("hits").required("hits");
            for (JsonNode hit : hits) {
                if (bounds != null && hit.required("_score").asDouble() < bounds.lowest(value)) {
                    return count;
                }
                count += isBefore(ExactRanking.ranked(hit, target), value, id) ? 1 : 0;
            }
            if (hits.size() < size) {
                return count;
            }
            after = hits.get(hits.size() - 1).required("sort");
        }
    }

    private boolean isBefore(RankedItem item, double value, @Nullable String id) {
        int order = metric.compareNearestFirst(item.value(), value);
        return order < 0 || (order == 0 && (id == null || item.id().compareTo(id) < 0));
    }

    /// How many have a higher score than any of those that have to be looked at.
    private long certain(double score) {
        ObjectNode body = Json.object()
                .put("size", 0)
                .put("track_total_hits", true)
                .put("min_score", Math.nextUp(ExactRanking.roundedUp(score)));
        body.set("query", ExactRanking.scored(spec, target, eligible));
        return view.search(body)
                .required("hits")
                .required("total")
                .required("value")
                .asLong();
    }
}
