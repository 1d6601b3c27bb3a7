package dev.vicino.opensearch;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Fused;
import dev.vicino.NoTextIndexException;
import dev.vicino.SearchPlan;
import dev.vicino.ValueRange;
import dev.vicino.engine.ItemJson;
import dev.vicino.engine.RankedItems;
import dev.vicino.engine.SearchTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Looks words up in the items' texts.
final class WordMatches {
    private static final int NEXT_PAGE = 1000;

    /// Clusters allow 1024 clauses in a query, with those of a filter.
    private static final int MOST_WORDS = 500;

    private final SearchView view;
    private final CollectionSpec spec;
    private final @Nullable Filter filter;
    private final @Nullable SearchTarget target;
    private final ValueRange range;

    /// @param target what the values are counted from; null if there are none
    WordMatches(
            SearchView view,
            CollectionSpec spec,
            @Nullable Filter filter,
            @Nullable SearchTarget target,
            ValueRange range) {
        requireIndex(spec);
        this.view = view;
        this.spec = spec;
        this.filter = filter;
        this.target = target;
        this.range = range;
    }

    static void requireIndex(CollectionSpec spec) {
        if (!spec.textIndexed()) {
            throw new NoTextIndexException("collection '" + spec.name()
                    + "' has no index of words, so it cannot be searched by them; its spec has to say indexText()");
        }
    }

    /// The best matches, so many or all there are, with their text ranks.
    RankedItems<RankedItem> find(String words, int count) {
        List<String> tokens = view.analyzed(words);
        if (tokens.size() > MOST_WORDS) {
            throw new IllegalArgumentException(
                    "a search by " + tokens.size() + " distinct words; expected at most " + MOST_WORDS);
        }
        List<RankedItem> found = new ArrayList<>();
        long matches = tokens.isEmpty() ? 0 : read(tokens, count, found);
        SearchPlan.Segment all = new SearchPlan.Segment(
                0, SearchPlan.UNKNOWN, Math.clamp(matches, 0, Integer.MAX_VALUE), SearchPlan.Way.LOOKED_UP, false, 0);
        return new RankedItems<>(found, new SearchPlan(0, List.of(all)));
    }

    /// @return how many there are
    private long read(List<String> tokens, int count, List<RankedItem> found) {
        int size = ExactRanking.pageSize(spec.dimension(), target == null ? count : Math.max(count, NEXT_PAGE));
        JsonNode after = null;
        long matches = 0;
        while (true) {
            ObjectNode body = Json.object().put("size", size).put("track_total_hits", after == null);
            body.set("query", query(tokens));
            body.set(
                    "sort",
                    Json.array()
                            .add(Json.object().put("_score", "desc"))
                            .add(Json.object().put(ItemDocument.KEY, "asc")));
            if (after != null) {
                body.set("search_after", after);
            }
            JsonNode answer = view.searchWords(body).required("hits");
            if (after == null) {
                matches = answer.required("total").required("value").asLong();
            }
            JsonNode hits = answer.required("hits");
            for (JsonNode hit : hits) {
                RankedItem item = match(hit, found.size() + 1);
                if ((target == null || range.contains(item.value())) && found.size() < count) {
                    found.add(item);
                }
            }
            if (hits.size() < size || found.size() == count) {
                return matches;
            }
            after = hits.get(hits.size() - 1).required("sort");
        }
    }

    private ObjectNode query(List<String> tokens) {
        List<ObjectNode> words = tokens.stream()
                .map(token -> {
                    ObjectNode term = Json.object();
                    term.set("term", Json.object().put(ItemDocument.TEXT, token));
                    return term;
                })
                .toList();
        ObjectNode query = target == null
                ? FilterQuery.bool(List.of(FilterQuery.of(filter)), List.of())
                : FilterQuery.bool(List.of(ExactRanking.eligible(target, filter)), List.of());
        ObjectNode bool = (ObjectNode) query.required("bool");
        bool.put("minimum_should_match", 1);
        words.forEach(bool.withArray("should")::add);
        return query;
    }

    private RankedItem match(JsonNode hit, int rank) {
        JsonNode source = hit.required("_source");
        float[] vector = ItemDocument.vector(source);
        ItemJson content = ItemDocument.content(source);
        double value = target == null ? Double.NaN : target.metric().between(target.vector(), vector);
        Fused fused = Fused.of(0, rank, hit.required("_score").asDouble());
        return new RankedItem(ItemDocument.id(source), vector, value, fused, content);
    }
}
