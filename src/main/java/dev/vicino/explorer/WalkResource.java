package dev.vicino.explorer;

import dev.vicino.Filter;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.Walk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/collections/{collection}/walk`: how the graph is walked towards a query.
final class WalkResource {
    private static final int MOST_HITS = 100;
    private static final int MOST_EFFORT = 1_000;

    private final Catalogue catalogue;

    WalkResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param layers of the highest graph
    /// @param unrecorded how many steps came after those
    /// @param scanPreferred whether a search would rather compare all items, and this walk was made for show
    /// @param hits ids of the answer, nearest first
    record Walked(
            String metric,
            int layers,
            List<Step> steps,
            long unrecorded,
            boolean scanPreferred,
            List<String> hits,
            PlanJson plan) {
        static Walked of(Walk walk) {
            return new Walked(
                    walk.answer().metric().symbol(),
                    walk.layers(),
                    walk.steps().stream().map(Step::of).toList(),
                    walk.unrecorded(),
                    walk.scanPreferred(),
                    walk.answer().ids(),
                    PlanJson.of(walk.answer().plan()));
        }
    }

    /// One comparison.
    ///
    /// @param segment the part of the collection, as the plan numbers it
    /// @param layer of its graph; 0 is the lowest
    /// @param from the item from which this one was seen; null where the walk begins
    /// @param kept whether it was nearer than what the walk had
    /// @param eligible whether it may be a hit
    record Step(
            int segment,
            int layer,
            String id,
            double value,
            @Nullable String from,
            boolean kept,
            boolean eligible) {
        static Step of(Walk.Step step) {
            return new Step(
                    step.segment(), step.layer(), step.id(), step.value(), step.from(), step.kept(), step.eligible());
        }
    }

    List<Route> routes() {
        return List.of(Route.post("/collections/{collection}/walk", this::walk));
    }

    private Reply walk(Call call) {
        JsonFields body = call.json("query", "metric", "limit", "effort", "filter");
        Metric metric = SearchBody.metric(body.text("metric"));
        int limit = body.whole("limit", SearchRequest.DEFAULT_LIMIT, 1, MOST_HITS);
        int effort = body.whole("effort", SearchRequest.Mode.Approximate.DEFAULT.effort(), 1, MOST_EFFORT);
        Filter filter = FilterArgument.read(body.text("filter"));
        Catalogue.Explored explored = catalogue.of(call);
        QueryBody query = QueryBody.read(body, explored);
        query.requiredVector();
        SearchRequest request = SearchBody.under(
                metric, filter, SearchRequest.of(query.query()).limit(limit).effort(effort));
        return Reply.json(Walked.of(explored.collection().walk(request)));
    }
}
