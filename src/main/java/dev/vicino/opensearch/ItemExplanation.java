package dev.vicino.opensearch;

import dev.vicino.Arrangement;
import dev.vicino.CollectionSpec;
import dev.vicino.Explanation;
import dev.vicino.Explanation.Standing;
import dev.vicino.Item;
import dev.vicino.NoSuchItemException;
import dev.vicino.Query;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import java.util.Set;

/// Where one item stands in an answer.
final class ItemExplanation {
    private final CollectionSpec spec;
    private final SearchRequest request;
    private final SearchView view;
    private final SearchTarget target;
    private final Item item;
    private final double value;

    private ItemExplanation(CollectionSpec spec, SearchRequest request, String id, SearchView view) {
        this.spec = spec;
        this.request = request;
        this.view = view;
        this.target = SearchTarget.of(spec, SearchTarget.metric(spec, request), vectorPart(request), view);
        Item there = view.items(Set.of(id)).get(id);
        if (there == null) {
            throw new NoSuchItemException("collection '" + spec.name() + "' has no item '" + id + "' to explain");
        }
        this.item = there;
        this.value = target.metric().between(target.vector(), item.vector());
    }

    static Explanation of(CollectionSpec spec, SearchRequest request, String id, SearchView view, SearchResult answer) {
        ItemExplanation explanation = new ItemExplanation(spec, request, id, view);
        long rank = explanation.exactRank();
        return Explanation.of(
                id,
                explanation.value,
                explanation.target.metric().contributions(explanation.target.vector(), explanation.item.vector()),
                rank,
                explanation.standing(rank, answer),
                answer);
    }

    private long exactRank() {
        return new ExactRank(view, spec, target, request.filter()).of(value, item.id(), request.range());
    }

    private Standing standing(long rank, SearchResult answer) {
        if (answer.ids().contains(item.id())) {
            return Standing.HIT;
        }
        if (target.leftOut().contains(item.id())) {
            return Standing.PART_OF_THE_QUERY;
        }
        if (request.filter() != null && !request.filter().matches(item.payload())) {
            return Standing.FILTERED_OUT;
        }
        if (!request.range().contains(value)) {
            return Standing.OUT_OF_RANGE;
        }
        if (!(request.query() instanceof Query.ByVector && request.arrangement() instanceof Arrangement.Plain)) {
            return Standing.NOT_CHOSEN;
        }
        if (rank <= request.offset()) {
            return Standing.ON_AN_EARLIER_PAGE;
        }
        return rank > request.offset() + request.limit() ? Standing.BEYOND_THE_LIMIT : Standing.MISSED;
    }

    private static Query.ByVector vectorPart(SearchRequest request) {
        return switch (request.query()) {
            case Query.ByVector byVector -> byVector;
            case Query.Hybrid hybrid -> hybrid.vector();
            case Query.Words words ->
                throw new IllegalArgumentException(
                        "a search by words alone compares no vectors, so there is nothing to explain: " + words);
        };
    }
}
