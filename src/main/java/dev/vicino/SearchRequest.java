package dev.vicino;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A question to a collection.
///
/// @param query what to look near to
/// @param metric what near means; null for the collection's default
/// @param limit how many hits at the most, 1 to [#MAX_LIMIT]
/// @param filter which items may be hits; null for all
/// @param mode a graph search of some effort, or the exact scan
public record SearchRequest(
        Query query,
        @Nullable Metric metric,
        int limit,
        @Nullable Filter filter,
        Mode mode) {
    /// The hits of a request that sets no limit.
    public static final int DEFAULT_LIMIT = 10;

    /// The most hits one search returns.
    public static final int MAX_LIMIT = 10_000;

    public SearchRequest {
        Objects.requireNonNull(query, "query");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + "; expected 1 to " + MAX_LIMIT);
        }
        Objects.requireNonNull(mode, "mode");
    }

    /// How the hits are found.
    public sealed interface Mode {
        /// Every item is compared: the truth, at the price of a full scan.
        record Exact() implements Mode {}

        /// The HNSW graph is walked.
        ///
        /// @param effort candidates kept while walking (the literature's ef), 1 to [#MAX_LIMIT]; below the limit it is
        ///     raised to it. More: better recall, slower
        record Approximate(int effort) implements Mode {
            /// The effort of a request that names none.
            public static final Approximate DEFAULT = new Approximate(100);

            public Approximate {
                if (effort < 1 || effort > MAX_LIMIT) {
                    throw new IllegalArgumentException("effort is " + effort + "; expected 1 to " + MAX_LIMIT);
                }
            }
        }
    }

    /// An approximate search for the ten items nearest to a vector, under the collection's default metric.
    public static SearchRequest near(float[] vector) {
        return new SearchRequest(new Query.Near(vector), null, DEFAULT_LIMIT, null, Mode.Approximate.DEFAULT);
    }

    /// An approximate search for the ten items nearest to a stored one, under the collection's default metric.
    public static SearchRequest like(String id) {
        return new SearchRequest(new Query.Like(id), null, DEFAULT_LIMIT, null, Mode.Approximate.DEFAULT);
    }

    /// This request under a metric.
    public SearchRequest metric(Metric wanted) {
        return new SearchRequest(query, wanted, limit, filter, mode);
    }

    /// This request for so many hits.
    public SearchRequest limit(int hits) {
        return new SearchRequest(query, metric, hits, filter, mode);
    }

    /// This request among the items that pass a filter.
    public SearchRequest where(Filter condition) {
        return new SearchRequest(query, metric, limit, condition, mode);
    }

    /// This request by full scan.
    public SearchRequest exact() {
        return new SearchRequest(query, metric, limit, filter, new Mode.Exact());
    }

    /// This request by graph, with an effort.
    public SearchRequest effort(int ef) {
        return new SearchRequest(query, metric, limit, filter, new Mode.Approximate(ef));
    }
}
