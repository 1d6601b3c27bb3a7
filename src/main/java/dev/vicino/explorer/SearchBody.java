package dev.vicino.explorer;

import dev.vicino.Filter;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The fields of a body that say how to search, whatever is looked for.
final class SearchBody {
    private SearchBody() {}

    /// Null if none is named.
    static @Nullable Metric metric(@Nullable String symbol) {
        return symbol == null ? null : checked(() -> Metric.parse(symbol));
    }

    static SearchRequest under(@Nullable Metric metric, @Nullable Filter filter, SearchRequest request) {
        SearchRequest measured = metric == null ? request : request.metric(metric);
        return filter == null ? measured : measured.where(filter);
    }

    /// The way of `effort`, `targetRecall` or `exact`, of which there may be one.
    static SearchRequest.Mode mode(JsonFields body) {
        boolean exact = body.flag("exact");
        Double recall = body.number("targetRecall");
        if ((exact ? 1 : 0) + (recall != null ? 1 : 0) + (body.has("effort") ? 1 : 0) > 1) {
            throw Refusal.badRequest("'effort', 'targetRecall' and 'exact' exclude each other");
        }
        if (exact) {
            return new SearchRequest.Mode.Exact();
        }
        return recall == null ? effort(body) : checked(() -> new SearchRequest.Mode.TargetRecall(recall));
    }

    static SearchRequest.Mode.Approximate effort(JsonFields body) {
        int usual = SearchRequest.Mode.Approximate.DEFAULT.effort();
        return new SearchRequest.Mode.Approximate(body.whole("effort", usual, 1, SearchRequest.MAX_LIMIT));
    }

    /// What is made of somebody's values: if they do not do, the caller hears it.
    static <T> T checked(Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException wrong) {
            throw Refusal.badRequest(String.valueOf(wrong.getMessage()));
        }
    }
}
