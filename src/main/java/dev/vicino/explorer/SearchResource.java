package dev.vicino.explorer;

import dev.vicino.Filter;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import java.util.List;

/// `/collections/{collection}/search`: the nearest items.
final class SearchResource {
    private static final int MOST_HITS = 1_000;

    private final Catalogue catalogue;

    SearchResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param micros that the search took, in µs
    record Found(String metric, List<HitJson> hits, PlanJson plan, long micros) {
        static Found of(SearchResult result) {
            return new Found(
                    result.metric().symbol(),
                    HitJson.of(result.hits()),
                    PlanJson.of(result.plan()),
                    result.took().toNanos() / 1000);
        }
    }

    List<Route> routes() {
        return List.of(Route.post("/collections/{collection}/search", this::search));
    }

    private Reply search(Call call) {
        JsonFields body = call.json("query", "metric", "limit", "offset", "filter", "effort", "targetRecall", "exact");
        Metric metric = SearchBody.metric(body.text("metric"));
        int limit = body.whole("limit", SearchRequest.DEFAULT_LIMIT, 1, MOST_HITS);
        int offset = body.whole("offset", 0, 0, SearchRequest.MAX_LIMIT - limit);
        SearchRequest.Mode mode = SearchBody.mode(body);
        Filter filter = FilterArgument.read(body.text("filter"));
        Catalogue.Explored explored = catalogue.of(call);
        QueryBody query = QueryBody.read(body, explored);
        SearchRequest request = SearchBody.under(
                metric,
                filter,
                SearchRequest.of(query.query()).limit(limit).offset(offset).mode(mode));
        return Reply.json(Found.of(explored.collection().search(request)));
    }
}
