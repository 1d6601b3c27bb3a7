package dev.vicino.exact;

import dev.vicino.DimensionMismatchException;
import dev.vicino.InvalidVectorException;
import dev.vicino.Metric;
import dev.vicino.ValueRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Finds the vectors nearest to a query among those it is offered, without an error.
///
/// ```java
/// NearestScan scan = new NearestScan(Metric.EUCLIDEAN, query, 10);
/// for (int i = 0; i < base.length; i++) {
///     scan.offer(i, base[i]);
/// }
/// List<Neighbour> nearest = scan.nearest(i -> base[i]);
/// ```
///
/// Not safe for use by several threads.
public final class NearestScan {
    /// Float32 rounds to within this share of a number.
    private static final double UNIT_ROUNDOFF = 0x1p-24;

    /// Below this squared length, what underflows in float32 is no longer far below what rounding loses.
    private static final double SMALLEST_SAFE_SQUARE = 0x1p-100;

    private final Kernels kernels;
    private final Metric metric;
    private final float[] query;
    private final int limit;
    private final Candidates candidates;

    /// Null if every value is welcome.
    private final @Nullable KeyRange range;

    /// Twice the kernels' bound: the factor two covers that the bound is applied to the computed sum, not to the true
    /// one, and keeps those that pass apart by far more than double precision loses.
    private final double relativeSlack;

    private final double absoluteSlack;
    private final double queryLength;
    private long compared;

    /// @param metric what near means
    /// @param query finite floats
    /// @param limit how many to find, at least 1
    /// @throws InvalidVectorException under cosine, if the query is all zeros
    public NearestScan(Metric metric, float[] query, int limit) {
        this(metric, query, limit, ValueRange.ALL);
    }

    /// @param metric what near means
    /// @param query finite floats
    /// @param limit how many to find, at least 1
    /// @param range which values to find
    /// @throws InvalidVectorException under cosine, if the query is all zeros
    public NearestScan(Metric metric, float[] query, int limit, ValueRange range) {
        this(Kernels.fastest(), metric, query, limit, range);
    }

    NearestScan(Kernels kernels, Metric metric, float[] query, int limit, ValueRange range) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; expected at least 1");
        }
        this.kernels = kernels;
        this.metric = metric;
        this.query = query.clone();
        this.limit = limit;
        this.candidates = new Candidates(limit);
        this.range = range.equals(ValueRange.ALL) ? null : KeyRange.of(metric, range);
        this.relativeSlack = 2 * (query.length + 8) * UNIT_ROUNDOFF;
        this.absoluteSlack = 2 * query.length * (double) Float.MIN_VALUE;
        this.queryLength = Math.sqrt(Metric.DOT_PRODUCT.between(query, query));
        if (metric == Metric.COSINE && queryLength == 0) {
            throw new InvalidVectorException("the query is all zeros; a zero vector has no direction, so no cosine");
        }
    }

    /// Compares one more vector with the query.
    ///
    /// @param ordinal the caller's number for it
    /// @param vector finite floats, as many as the query has; not kept
    /// @throws DimensionMismatchException if it has another length than the query
    public void offer(int ordinal, float[] vector) {
        if (vector.length != query.length) {
            throw new DimensionMismatchException("vector number " + ordinal + " has " + vector.length
                    + " dimensions; the query has " + query.length);
        }
        compared++;
        switch (metric) {
            case EUCLIDEAN -> offerSum(ordinal, vector, kernels.squaredEuclidean(query, vector));
            case MANHATTAN -> offerSum(ordinal, vector, kernels.manhattan(query, vector));
            case DOT_PRODUCT -> offerDot(ordinal, vector);
            case COSINE -> offerCosine(ordinal, vector);
        }
    }

    private void offerSum(int ordinal, float[] vector, double sum) {
        offer(ordinal, vector, sum, relativeSlack * sum + absoluteSlack);
    }

    private void offerDot(int ordinal, float[] vector) {
        double length = Math.sqrt(kernels.dot(vector, vector) + absoluteSlack);
        offer(ordinal, vector, -kernels.dot(query, vector), relativeSlack * queryLength * length + absoluteSlack);
    }

    private void offerCosine(int ordinal, float[] vector) {
        double square = kernels.dot(vector, vector);
        if (square < SMALLEST_SAFE_SQUARE
                || square == Double.POSITIVE_INFINITY
                || queryLength * queryLength < SMALLEST_SAFE_SQUARE) {
            settle(ordinal, vector);
        } else {
            double cosine = kernels.dot(query, vector) / (queryLength * Math.sqrt(square));
            offer(ordinal, vector, 1 - cosine, relativeSlack);
        }
    }

    private void offer(int ordinal, float[] vector, double key, double slack) {
        if (!(Math.abs(key) + slack < Double.POSITIVE_INFINITY)) {
            settle(ordinal, vector);
        } else if (range == null || range.surelyHolds(key - slack, key + slack)) {
            candidates.offer(ordinal, key - slack, key + slack);
        } else if (!range.surelyLacks(key - slack, key + slack)) {
            settle(ordinal, vector);
        }
    }

    /// Where float32 over- or underflows, or cannot tell on which side of a bound it is, double precision decides.
    private void settle(int ordinal, float[] vector) {
        double value = metric.between(query, vector);
        if (range == null || range.values().contains(value)) {
            double key = KeyRange.key(metric, value);
            double slack = Math.abs(key) * 0x1p-40;
            candidates.offer(ordinal, key - slack, key + slack);
        }
    }

    /// How many vectors were offered.
    public long compared() {
        return compared;
    }

    /// The nearest, by value and then by ordinal: `limit` of them, or all if fewer were offered, **and** every further
    /// one whose value equals the last one's, so that a caller with another rule for ties can apply it.
    ///
    /// @param vectors gives back the vector that was offered under an ordinal; asked for little more than `limit`
    public List<Neighbour> nearest(IntFunction<float[]> vectors) {
        List<Neighbour> ordered = new ArrayList<>();
        for (int ordinal : candidates.remaining()) {
            ordered.add(new Neighbour(ordinal, metric.between(query, vectors.apply(ordinal))));
        }
        Comparator<Neighbour> byValue = (a, b) -> metric.compareNearestFirst(a.value(), b.value());
        ordered.sort(byValue.thenComparingInt(Neighbour::ordinal));
        if (ordered.size() <= limit) {
            return ordered;
        }
        Neighbour last = ordered.get(limit - 1);
        int end = limit;
        while (end < ordered.size() && byValue.compare(ordered.get(end), last) == 0) {
            end++;
        }
        return ordered.subList(0, end);
    }
}
