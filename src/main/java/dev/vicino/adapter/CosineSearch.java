package dev.vicino.adapter;

import dev.vicino.Filter;
import dev.vicino.Hit;
import dev.vicino.Metric;
import dev.vicino.Projection;
import dev.vicino.SearchRequest;
import dev.vicino.UndeclaredMetricException;
import dev.vicino.VectorCollection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The search that frameworks ask for: the items most alike, by the cosine of the angle between their vectors.
///
/// @param collection declares [Metric#COSINE]
/// @param mode by graph, at which effort, or exact
public record CosineSearch(VectorCollection collection, SearchRequest.Mode mode) {
    /// @throws UndeclaredMetricException if the collection does not declare [Metric#COSINE]: of the other metrics'
    ///     values no score on a fixed scale can be made
    public CosineSearch {
        if (!collection.spec().metrics().contains(Metric.COSINE)) {
            throw new UndeclaredMetricException("collection '"
                    + collection.spec().name() + "' declares "
                    + collection.spec().metrics() + "; expected COSINE among them, which the scores are made of");
        }
    }

    /// The items most alike to a vector, the most alike first.
    ///
    /// @param limit how many at the most; none for 0. More than [SearchRequest#MAX_LIMIT] only where the collection
    ///     does not hold more
    /// @param where which items may be among them; null for all
    /// @throws IllegalArgumentException if the limit is negative, or greater than one search can answer
    public List<Hit> nearest(float[] vector, int limit, @Nullable Filter where, Projection projection) {
        if (limit == 0) {
            return List.of();
        }
        boolean asksForAll = limit > SearchRequest.MAX_LIMIT && collection.count() <= SearchRequest.MAX_LIMIT;
        SearchRequest request = SearchRequest.near(vector)
                .metric(Metric.COSINE)
                .limit(asksForAll ? SearchRequest.MAX_LIMIT : limit)
                .mode(mode)
                .project(projection);
        return collection.search(where == null ? request : request.where(where)).hits();
    }

    /// The cosine similarity of a hit to what was searched for, -1 to 1.
    public static double similarity(Hit hit) {
        return 1 - hit.value();
    }
}
