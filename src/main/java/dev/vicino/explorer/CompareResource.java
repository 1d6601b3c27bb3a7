package dev.vicino.explorer;

import dev.vicino.Audit;
import dev.vicino.Filter;
import dev.vicino.Hit;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/collections/{collection}/compare`: one query under several metrics, each approximate answer beside the exact one.
final class CompareResource {
    private static final int MOST_HITS = 100;

    private final Catalogue catalogue;

    CompareResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param vector that was looked near to
    /// @param position of it on the map that was asked for; null if it has none
    /// @param embedMicros that it took to make the vector of a picture, in µs; 0 if there was none
    /// @param serverMicros that the whole took, in µs
    record Compared(
            float[] vector,
            float @Nullable [] position,
            long embedMicros,
            long serverMicros,
            Map<String, Side> metrics) {}

    /// @param recall of this very query, in [0, 1]
    /// @param missed the exact hits that the approximate answer lacks, nearest first
    record Side(double recall, Answer approximate, Answer exact, List<Missed> missed) {
        static Side of(Audit audit) {
            return new Side(
                    audit.recall(),
                    Answer.of(audit.approximate()),
                    Answer.of(audit.exact()),
                    audit.missed().stream().map(Missed::of).toList());
        }
    }

    /// @param micros that the search took, in µs
    record Answer(List<HitJson> hits, long micros, PlanJson plan) {
        static Answer of(SearchResult result) {
            return new Answer(HitJson.of(result.hits()), result.took().toNanos() / 1000, PlanJson.of(result.plan()));
        }
    }

    /// @param exactRank that it should have had
    record Missed(String id, int exactRank, double value) {
        static Missed of(Hit hit) {
            return new Missed(hit.id(), hit.rank(), hit.value());
        }
    }

    List<Route> routes() {
        return List.of(Route.post("/collections/{collection}/compare", this::compare));
    }

    private Reply compare(Call call) throws InterruptedException {
        long begun = System.nanoTime();
        JsonFields body = call.json("query", "metrics", "limit", "filter", "effort", "projection");
        int limit = body.whole("limit", SearchRequest.DEFAULT_LIMIT, 1, MOST_HITS);
        SearchRequest.Mode.Approximate effort = SearchBody.effort(body);
        Filter filter = FilterArgument.read(body.text("filter"));
        Catalogue.Explored explored = catalogue.of(call);
        Set<Metric> metrics = metrics(body.texts("metrics", Metric.values().length), explored);
        QueryBody query = QueryBody.read(body, explored);
        float[] vector = query.requiredVector();
        SearchRequest request = SearchRequest.of(query.query()).limit(limit).mode(effort);
        Map<String, Side> sides = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            Audit audit = explored.collection().audit(SearchBody.under(metric, filter, request));
            sides.put(metric.symbol(), Side.of(audit));
        }
        MapPlace places = MapPlace.of(explored, body.text("projection"));
        return Reply.json(new Compared(
                vector, places.of(query.id(), vector), query.embedMicros(), (System.nanoTime() - begun) / 1000, sides));
    }

    /// The metrics that are named, in their order; all that the collection declares, if none is.
    private static Set<Metric> metrics(@Nullable List<String> symbols, Catalogue.Explored explored) {
        if (symbols == null || symbols.isEmpty()) {
            return explored.spec().metrics();
        }
        Set<Metric> metrics = new LinkedHashSet<>();
        symbols.forEach(symbol -> metrics.add(Objects.requireNonNull(SearchBody.metric(symbol))));
        return metrics;
    }
}
