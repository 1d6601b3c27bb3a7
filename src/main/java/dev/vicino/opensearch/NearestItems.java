package dev.vicino.opensearch;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Payload;
import dev.vicino.SearchPlan;
import dev.vicino.SearchRequest;
import dev.vicino.UnsupportedByEngineException;
import dev.vicino.ValueRange;
import dev.vicino.engine.GroupedItems;
import dev.vicino.engine.Ranked;
import dev.vicino.engine.RankedItems;
import dev.vicino.engine.SearchTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds the nearest as a request's mode says: by walking the cluster's graphs, or by comparing all items.
final class NearestItems implements GroupedItems.Searched<RankedItem, RuntimeException> {
    private final SearchView view;
    private final CollectionSpec spec;
    private final SearchTarget target;
    private final @Nullable Filter filter;
    private final ValueRange range;
    private final SearchRequest.Mode mode;

    /// Whether the collection has so few items that a walk spares nothing.
    private final boolean small;

    NearestItems(
            SearchView view,
            CollectionSpec spec,
            SearchTarget target,
            @Nullable Filter filter,
            ValueRange range,
            SearchRequest.Mode mode,
            boolean small) {
        this.view = view;
        this.spec = spec;
        this.target = target;
        this.filter = filter;
        this.range = range;
        this.mode = mode;
        this.small = small;
    }

    @Override
    public RankedItems<RankedItem> nearest(@Nullable Filter among, int count) {
        return new NearestItems(view, spec, target, among, range, mode, small).find(count);
    }

    @Override
    public Payload payload(RankedItem item) {
        return item.content().payload();
    }

    /// The nearest that are found: so many, or all there are.
    RankedItems<RankedItem> find(int count) {
        return switch (mode) {
            case SearchRequest.Mode.Exact exact -> scan(count, SearchPlan.Way.SCANNED_AS_ASKED, 0);
            case SearchRequest.Mode.Approximate walk -> walk(count, Math.max(walk.effort(), count));
            case SearchRequest.Mode.TargetRecall reach -> {
                if (reach.recall() < 1) {
                    throw new UnsupportedByEngineException(
                            "a recall to reach (" + reach.recall() + ")",
                            OpenSearchVectorStore.ENGINE,
                            "name an effort and audit it, or ask for the exact scan");
                }
                yield scan(count, SearchPlan.Way.SCANNED_FOR_RECALL, 0);
            }
        };
    }

    private RankedItems<RankedItem> scan(int count, SearchPlan.Way way, int effort) {
        return new ExactRanking(view, spec, target, filter, range).find(count, way, effort);
    }

    private RankedItems<RankedItem> walk(int count, int effort) {
        if (!ItemDocument.hasGraph(target.metric())) {
            return scan(count, SearchPlan.Way.SCANNED_WITHOUT_GRAPH, 0);
        }
        if (small) {
            return scan(count, SearchPlan.Way.SCANNED_AS_CHEAPER, 0);
        }
        if (effort > SearchRequest.MAX_LIMIT) {
            return scan(count, SearchPlan.Way.SCANNED_AS_CHEAPER, 0);
        }
        List<RankedItem> found = new ArrayList<>();
        for (JsonNode hit :
                view.search(walkBody(count, effort)).required("hits").required("hits")) {
            RankedItem item = ExactRanking.ranked(hit, target);
            if (range.contains(item.value())) {
                found.add(item);
            }
        }
        if (found.size() < count) {
            return scan(count, SearchPlan.Way.SCANNED_AFTER_WALK, effort);
        }
        found.sort(Ranked.nearestFirst(target.metric()));
        SearchPlan.Segment walked = new SearchPlan.Segment(
                0, SearchPlan.UNKNOWN, SearchPlan.UNKNOWN, SearchPlan.Way.WALKED, false, SearchPlan.UNKNOWN);
        return new RankedItems<>(found, new SearchPlan(effort, List.of(walked)));
    }

    private ObjectNode walkBody(int count, int effort) {
        ObjectNode near = Json.object().put("k", count);
        near.set("vector", Json.floats(target.vector()));
        near.set("method_parameters", Json.object().put("ef_search", effort));
        if (filter != null || !target.leftOut().isEmpty()) {
            near.set("filter", ExactRanking.eligible(target, filter));
        }
        ObjectNode field = Json.object();
        field.set(ItemDocument.field(target.metric()), near);
        ObjectNode query = Json.object();
        query.set("knn", field);
        ObjectNode body = Json.object().put("size", count).put("track_total_hits", false);
        body.set("query", query);
        return body;
    }
}
