package dev.vicino;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A question to a collection.
///
/// ```java
/// SearchRequest.near(vector).metric(COSINE).where(eq("label", 4)).limit(20)
/// SearchRequest.like("test/42").maxValue(3.5).diverse(0.7)
/// SearchRequest.hybrid(vector, "olive oil").project(Projection.ALL)
/// ```
///
/// @param query what to look for
/// @param metric what near means; null for the collection's default
/// @param filter which items may be hits; null for all
/// @param range which values hits may have, in the metric's own unit
/// @param offset how many hits, or groups, to leave out before the first
/// @param limit how many hits, or groups, at the most, 1 to [#MAX_LIMIT], and so is `offset + limit`
/// @param mode a graph search, or the exact scan; words are always looked up exactly
/// @param arrangement how the answer is made of what lies near
/// @param projection what the hits carry of their items
public record SearchRequest(
        Query query,
        @Nullable Metric metric,
        @Nullable Filter filter,
        ValueRange range,
        int offset,
        int limit,
        Mode mode,
        Arrangement arrangement,
        Projection projection) {
    /// The hits of a request that sets no limit.
    public static final int DEFAULT_LIMIT = 10;

    /// The most hits one search returns, those before its offset counted in.
    public static final int MAX_LIMIT = 10_000;

    public SearchRequest {
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(projection, "projection");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + "; expected 1 to " + MAX_LIMIT);
        }
        if (offset < 0 || offset > MAX_LIMIT - limit) {
            throw new IllegalArgumentException(
                    "offset is " + offset + "; with a limit of " + limit + " expected 0 to " + (MAX_LIMIT - limit));
        }
        switch (query) {
            case Query.ByVector nearest -> {}
            case Query.Words words -> {
                if (!range.equals(ValueRange.ALL)) {
                    throw new IllegalArgumentException("a search by words alone has no vector, so no values from "
                            + range.min() + " to " + range.max());
                }
            }
            case Query.Hybrid hybrid ->
                requireEnough(offset + limit, hybrid.depth(), "a hybrid search ranks", "name a greater depth");
        }
        switch (arrangement) {
            case Arrangement.Plain plain -> {}
            case Arrangement.Diverse diverse -> {
                requireVectorAlone(query, "a diverse answer");
                requireEnough(
                        offset + limit,
                        diverse.candidates(),
                        "a diverse answer is chosen from",
                        "name more candidates");
            }
            case Arrangement.Grouped grouped -> {
                requireVectorAlone(query, "a grouped answer");
                if ((long) (offset + limit) * grouped.perGroup() > MAX_LIMIT) {
                    throw new IllegalArgumentException(
                            offset + limit + " groups of " + grouped.perGroup() + " hits are more than " + MAX_LIMIT);
                }
            }
        }
    }

    private static void requireEnough(int asked, int there, String what, String instead) {
        if (asked > there) {
            throw new IllegalArgumentException(
                    what + " " + there + " items; the limit, with the offset, is " + asked + ": " + instead);
        }
    }

    private static void requireVectorAlone(Query query, String what) {
        if (!(query instanceof Query.ByVector)) {
            throw new IllegalArgumentException(what + " is made by values, which a search by words does not order by");
        }
    }

    /// How the hits are found.
    public sealed interface Mode {
        /// Every item is compared: the truth, at the price of a full scan.
        record Exact() implements Mode {}

        /// The HNSW graph is walked.
        ///
        /// @param effort candidates kept while walking (the literature's ef), 1 to [#MAX_LIMIT]; below the hits that
        ///     are needed it is raised to them. More: better recall, slower
        record Approximate(int effort) implements Mode {
            /// The effort of a request that names none.
            public static final Approximate DEFAULT = new Approximate(100);

            public Approximate {
                if (effort < 1 || effort > MAX_LIMIT) {
                    throw new IllegalArgumentException("effort is " + effort + "; expected 1 to " + MAX_LIMIT);
                }
            }
        }

        /// The HNSW graph is walked with the effort that the collection's [Calibration] has found to reach a recall,
        /// or every item is compared if none does.
        ///
        /// The calibration knows no filters. One that has nothing to do with what is near costs a walk no recall (where
        /// it lets through too few for the graph to hang together, they are all compared); one that lets through just
        /// what lies far from the query may.
        ///
        /// @param recall the mean share of the exact nearest to find, above 0 and up to 1; 1 is the exact scan
        record TargetRecall(double recall) implements Mode {
            public TargetRecall {
                if (!(recall > 0 && recall <= 1)) {
                    throw new IllegalArgumentException("the recall to reach is " + recall + "; expected above 0, to 1");
                }
            }
        }
    }

    /// Whether the hits come in the order of their values, and of nothing else.
    public boolean orderedByValue() {
        return query instanceof Query.ByVector && arrangement instanceof Arrangement.Plain;
    }

    /// An approximate search for ten hits, under the collection's default metric.
    public static SearchRequest of(Query query) {
        return new SearchRequest(
                query,
                null,
                null,
                ValueRange.ALL,
                0,
                DEFAULT_LIMIT,
                Mode.Approximate.DEFAULT,
                new Arrangement.Plain(),
                Projection.CONTENT);
    }

    /// What lies near to a vector.
    public static SearchRequest near(float[] vector) {
        return of(new Query.Near(vector));
    }

    /// What lies near to a stored item.
    public static SearchRequest like(String id) {
        return of(new Query.Like(id));
    }

    /// What is like some examples and unlike others (see [Query.Examples]).
    public static SearchRequest examples(List<Query.Example> positive, List<Query.Example> negative) {
        return of(new Query.Examples(positive, negative));
    }

    /// What has these words in its text.
    public static SearchRequest text(String words) {
        return of(new Query.Words(words));
    }

    /// What lies near to a vector and has these words in its text.
    public static SearchRequest hybrid(float[] vector, String words) {
        return of(new Query.Hybrid(new Query.Near(vector), words, Query.Hybrid.DEFAULT_DEPTH));
    }

    /// This request under a metric.
    public SearchRequest metric(Metric wanted) {
        return new SearchRequest(query, wanted, filter, range, offset, limit, mode, arrangement, projection);
    }

    /// This request among the items that pass a filter.
    public SearchRequest where(Filter condition) {
        return new SearchRequest(query, metric, condition, range, offset, limit, mode, arrangement, projection);
    }

    /// This request for hits of these values.
    public SearchRequest within(ValueRange values) {
        return new SearchRequest(query, metric, filter, values, offset, limit, mode, arrangement, projection);
    }

    /// This request for hits of at least this value.
    public SearchRequest minValue(double least) {
        return within(new ValueRange(least, range.max()));
    }

    /// This request for hits of at most this value.
    public SearchRequest maxValue(double greatest) {
        return within(new ValueRange(range.min(), greatest));
    }

    /// This request without its first hits, or groups.
    public SearchRequest offset(int leftOut) {
        return new SearchRequest(query, metric, filter, range, leftOut, limit, mode, arrangement, projection);
    }

    /// This request for so many hits, or groups.
    public SearchRequest limit(int hits) {
        return new SearchRequest(query, metric, filter, range, offset, hits, mode, arrangement, projection);
    }

    /// This request, found in this way.
    public SearchRequest mode(Mode way) {
        return new SearchRequest(query, metric, filter, range, offset, limit, way, arrangement, projection);
    }

    /// This request by full scan.
    public SearchRequest exact() {
        return mode(new Mode.Exact());
    }

    /// This request by graph, with an effort.
    public SearchRequest effort(int ef) {
        return mode(new Mode.Approximate(ef));
    }

    /// This request by graph, with the effort that reaches a recall.
    public SearchRequest targetRecall(double recall) {
        return mode(new Mode.TargetRecall(recall));
    }

    /// This request, arranged in this way.
    public SearchRequest arrange(Arrangement wanted) {
        return new SearchRequest(query, metric, filter, range, offset, limit, mode, wanted, projection);
    }

    /// This request for hits unlike each other, chosen from the hundred nearest (see [Arrangement.Diverse]).
    public SearchRequest diverse(double lambda) {
        return diverse(lambda, Arrangement.Diverse.DEFAULT_CANDIDATES);
    }

    /// This request for hits unlike each other, chosen from so many of the nearest.
    public SearchRequest diverse(double lambda, int candidates) {
        return arrange(new Arrangement.Diverse(lambda, candidates));
    }

    /// This request for the nearest groups (see [Arrangement.Grouped]).
    public SearchRequest groupBy(String field, int perGroup) {
        return arrange(new Arrangement.Grouped(field, perGroup));
    }

    /// This request, its hits carrying this much of their items.
    public SearchRequest project(Projection wanted) {
        return new SearchRequest(query, metric, filter, range, offset, limit, mode, arrangement, wanted);
    }
}
