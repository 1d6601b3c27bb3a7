package dev.vicino.opensearch;

import dev.vicino.CollectionSpec;
import dev.vicino.Explanation;
import dev.vicino.Item;
import dev.vicino.NoSuchItemException;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.engine.ItemStanding;
import dev.vicino.engine.SearchTarget;
import java.util.Set;

/// Where one item stands in an answer.
final class ItemExplanation {
    private ItemExplanation() {}

    /// @param answer to the request, of the same view
    static Explanation of(CollectionSpec spec, SearchRequest request, String id, SearchView view, SearchResult answer) {
        SearchTarget target = SearchTarget.of(
                spec, SearchTarget.metric(spec, request), SearchTarget.vectorPart(request), view::vectors);
        Item item = view.items(Set.of(id)).get(id);
        if (item == null) {
            throw new NoSuchItemException("collection '" + spec.name() + "' has no item '" + id + "' to explain");
        }
        boolean inQuery = target.leftOut().contains(id);
        ItemStanding standing = new ItemStanding(request, target.metric(), target.vector(), item, inQuery);
        long rank = new ExactRank(view, spec, target, request.filter()).of(standing.value(), id, request.range());
        return standing.explain(rank, answer);
    }
}
