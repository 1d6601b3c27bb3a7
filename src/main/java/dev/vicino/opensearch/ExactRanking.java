package dev.vicino.opensearch;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.SearchPlan;
import dev.vicino.ValueRange;
import dev.vicino.engine.ItemJson;
import dev.vicino.engine.Ranked;
import dev.vicino.engine.RankedItems;
import dev.vicino.engine.SearchTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds the nearest by comparing all items.
///
/// The cluster compares them, in single precision, and hands over the best page by page; here each value is computed
/// anew from the stored vector in double precision, until no item that has not come can have a place among those that
/// are wanted ([ScoreBounds]). Where vectors are so long or so short that single precision says nothing of them, all
/// that pass the filter come.
final class ExactRanking {
    /// Beyond what is wanted, in the first page: near ties, mostly none.
    private static final int SPARE = 24;

    private static final int NEXT_PAGE = 1000;
    private static final int PAGE_BYTES = 16 << 20;
    private static final int BYTES_BESIDE_VECTOR = 1000;

    /// A cluster's longest page.
    private static final int LONGEST_PAGE = 10_000;

    private final SearchView view;
    private final CollectionSpec spec;
    private final SearchTarget target;
    private final ObjectNode eligible;
    private final ValueRange range;

    ExactRanking(SearchView view, CollectionSpec spec, SearchTarget target, @Nullable Filter filter, ValueRange range) {
        this.view = view;
        this.spec = spec;
        this.target = target;
        this.eligible = eligible(target, filter);
        this.range = range;
    }

    /// A query for the items that may be hits.
    static ObjectNode eligible(SearchTarget target, @Nullable Filter filter) {
        ObjectNode passing = FilterQuery.of(filter);
        return target.leftOut().isEmpty()
                ? passing
                : FilterQuery.bool(
                        List.of(passing),
                        List.of(FilterQuery.terms(ItemDocument.KEY, SearchView.keys(target.leftOut()))));
    }

    /// A query that gives each of these items a score by the target's metric.
    static ObjectNode scored(CollectionSpec spec, SearchTarget target, ObjectNode eligible) {
        ObjectNode parameters = Json.object()
                .put("field", ItemDocument.vectorFields(spec).iterator().next())
                .put("space_type", CollectionIndex.space(target.metric()));
        parameters.set("query_value", Json.floats(target.vector()));
        ObjectNode script = Json.object().put("source", "knn_score").put("lang", "knn");
        script.set("params", parameters);
        ObjectNode score = Json.object();
        score.set("query", eligible.deepCopy());
        score.set("script", script);
        ObjectNode query = Json.object();
        query.set("script_score", score);
        return query;
    }

    /// Where a page begins that leaves out all of a higher score.
    static ArrayNode from(double score) {
        return Json.array().add(roundedUp(score)).add("");
    }

    static float roundedUp(double score) {
        float rounded = (float) score;
        return rounded < score ? Math.nextUp(rounded) : rounded;
    }

    /// The best first, ties by id.
    static ArrayNode byScore() {
        return Json.array().add(Json.object().put("_score", "desc")).add(byKey());
    }

    static ObjectNode byKey() {
        return Json.object().put(ItemDocument.KEY, "asc");
    }

    /// Asks for the least and the greatest length among the items of a query.
    static ObjectNode lengths() {
        return aggregation("stats", Json.object().put("field", ItemDocument.LENGTH));
    }

    private static ObjectNode aggregation(String kind, ObjectNode of) {
        ObjectNode aggregation = Json.object();
        aggregation.set(kind, of);
        return aggregation;
    }

    /// The nearest, so many or all there are.
    ///
    /// @param effort of a walk that came before, 0 if there was none
    RankedItems<RankedItem> find(int count, SearchPlan.Way way, int effort) {
        Pages pages = new Pages(count);
        pages.read();
        long matches = pages.matches;
        SearchPlan.Segment all = new SearchPlan.Segment(
                0,
                Math.clamp(pages.items, 0, Integer.MAX_VALUE),
                Math.clamp(matches, 0, Integer.MAX_VALUE),
                way,
                false,
                matches);
        return new RankedItems<>(List.copyOf(pages.nearest()), new SearchPlan(effort, List.of(all)));
    }

    static int pageSize(int dimension, int wanted) {
        int most = PAGE_BYTES / (dimension * 16 / 3 + BYTES_BESIDE_VECTOR);
        return Math.clamp(wanted, 1, Math.min(LONGEST_PAGE, most));
    }

    private final class Pages {
        private final int count;
        private final List<RankedItem> found = new ArrayList<>();
        private boolean scored = true;
        private long items;
        private long matches;

        private Pages(int count) {
            this.count = count;
        }

        private void read() {
            double query = ItemDocument.length(target.vector());
            // The bounds for the first page's beginning hold for vectors of any length but under the dot product.
            @Nullable JsonNode after = beginning(query);
            Cluster.Reply first = view.reply(body(true, count + SPARE, after));
            JsonNode lengths = first.body().path("aggregations").path("lengths");
            double longest = lengths.path("max").asDouble(0);
            scored = !first.failed()
                    && ScoreBounds.hold(
                            target.metric(), query, lengths.path("min").asDouble(query), longest);
            JsonNode answer = scored ? first.body() : view.search(body(true, NEXT_PAGE, null));
            items = answer.required("aggregations")
                    .required("items")
                    .required("doc_count")
                    .asLong();
            matches =
                    answer.required("hits").required("total").required("value").asLong();
            ScoreBounds bounds = new ScoreBounds(target.metric(), spec.dimension(), query, longest);
            int wanted = scored ? count + SPARE : NEXT_PAGE;
            while (true) {
                JsonNode hits = answer.required("hits").required("hits");
                hits.forEach(this::take);
                if (hits.size() < pageSize(spec.dimension(), wanted) || (scored && complete(bounds, last(hits)))) {
                    return;
                }
                wanted = NEXT_PAGE;
                answer = view.search(
                        body(false, wanted, hits.get(hits.size() - 1).required("sort")));
            }
        }

        private static double last(JsonNode hits) {
            return hits.get(hits.size() - 1).required("_score").asDouble();
        }

        /// Whether nothing of this score or less has a place among those that are wanted.
        private boolean complete(ScoreBounds bounds, double score) {
            double far = target.metric().largestIsNearest() ? range.min() : range.max();
            if (Double.isFinite(far) && score < bounds.lowest(far)) {
                return true;
            }
            return found.size() >= count
                    && score < bounds.lowest(nearest().getLast().value());
        }

        /// Where the first page begins: behind all that is nearer than the range.
        private @Nullable JsonNode beginning(double query) {
            double near = target.metric().largestIsNearest() ? range.max() : range.min();
            if (!Double.isFinite(near)) {
                return null;
            }
            return switch (target.metric()) {
                case EUCLIDEAN, MANHATTAN, COSINE ->
                    from(new ScoreBounds(target.metric(), spec.dimension(), query, 0).highest(Math.max(near, 0)));
                case DOT_PRODUCT -> null;
            };
        }

        private ObjectNode body(boolean first, int wanted, @Nullable JsonNode after) {
            ObjectNode body = Json.object()
                    .put("size", pageSize(spec.dimension(), wanted))
                    .put("track_total_hits", first);
            body.set("query", scored ? scored(spec, target, eligible) : eligible.deepCopy());
            body.set("sort", scored ? byScore() : Json.array().add(byKey()));
            if (after != null) {
                body.set("search_after", after);
            }
            if (first) {
                ObjectNode counts = Json.object();
                counts.set("items", aggregation("global", Json.object()));
                counts.set("lengths", lengths());
                body.set("aggs", counts);
            }
            return body;
        }

        private void take(JsonNode hit) {
            RankedItem item = ranked(hit, target);
            if (range.contains(item.value())) {
                found.add(item);
            }
        }

        private List<RankedItem> nearest() {
            found.sort(Ranked.nearestFirst(target.metric()));
            return found.subList(0, Math.min(count, found.size()));
        }
    }

    /// A hit with its value, computed anew.
    static RankedItem ranked(JsonNode hit, SearchTarget target) {
        JsonNode source = hit.required("_source");
        float[] vector = ItemDocument.vector(source);
        ItemJson content = ItemDocument.content(source);
        double value = target.metric().between(target.vector(), vector);
        return new RankedItem(ItemDocument.id(source), vector, value, null, content);
    }
}
