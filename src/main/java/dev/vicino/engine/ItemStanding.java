package dev.vicino.engine;

import dev.vicino.Arrangement;
import dev.vicino.Explanation;
import dev.vicino.Explanation.Standing;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.Query;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;

/// Where one item stands in an answer, once its rank among all is known.
///
/// @param request that was answered
/// @param metric of the values
/// @param vector that the items are compared with
/// @param item that is explained
/// @param inQuery whether the vector was made of it
public record ItemStanding(SearchRequest request, Metric metric, float[] vector, Item item, boolean inQuery) {
    /// The item's value.
    public double value() {
        return metric.between(vector, item.vector());
    }

    /// The explanation of the item.
    ///
    /// @param exactRank 1 for the nearest of all that filter and range let through
    /// @param answer to the request, of the same state of the collection
    public Explanation explain(long exactRank, SearchResult answer) {
        return Explanation.of(
                item.id(),
                value(),
                metric.contributions(vector, item.vector()),
                exactRank,
                standing(exactRank, answer),
                answer);
    }

    private Standing standing(long rank, SearchResult answer) {
        if (answer.ids().contains(item.id())) {
            return Standing.HIT;
        }
        if (inQuery) {
            return Standing.PART_OF_THE_QUERY;
        }
        if (request.filter() != null && !request.filter().matches(item.payload())) {
            return Standing.FILTERED_OUT;
        }
        if (!request.range().contains(value())) {
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
}
