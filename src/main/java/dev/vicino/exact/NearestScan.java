package dev.vicino.exact;

import dev.vicino.DimensionMismatchException;
import dev.vicino.InvalidVectorException;
import dev.vicino.Metric;
import dev.vicino.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
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

    /// More than what is lost by comparing a length times a factor with a sum in float32, in units of both vectors'
    /// lengths.
    private static final double SCREEN_ROUNDING = 0x1p-20;

    /// Rows whose sums are computed before they are judged.
    private static final int ROWS_AT_ONCE = 256;

    /// Likely rows whose sums are computed before they are judged.
    private static final int LIKELY_AT_ONCE = 16;

    private final KernelSet kernels;
    private final Metric metric;
    private float[] query;
    private int limit;

    /// Null if every value is welcome.
    private final @Nullable KeyRange range;

    /// Twice the kernels' bound: the factor two covers that the bound is applied to the computed sum, not to the true
    /// one, and keeps those that pass apart by far more than double precision loses.
    private final double relativeSlack;

    private final double absoluteSlack;

    /// Zero where the metric has no use for it.
    private double queryLength;

    /// Those whose values are known already.
    private final List<Neighbour> settled = new ArrayList<>();

    /// Whether there are candidates; as long as there are none, the values of all are known.
    private boolean uncertain;

    /// All that are in question. Made for the first, and kept for the next query.
    private @Nullable Candidates candidates;

    private @Nullable RowSums likely;
    private long compared;

    /// @param metric what near means
    /// @param query finite floats; kept, not copied
    /// @param limit how many to find, at least 1
    /// @throws InvalidVectorException under cosine, if the query is all zeros
    public NearestScan(Metric metric, float[] query, int limit) {
        this(metric, query, limit, ValueRange.ALL);
    }

    /// @param metric what near means
    /// @param query finite floats; kept, not copied
    /// @param limit how many to find, at least 1
    /// @param range which values to find
    /// @throws InvalidVectorException under cosine, if the query is all zeros
    public NearestScan(Metric metric, float[] query, int limit, ValueRange range) {
        this(KernelSet.fastest(), metric, query, limit, range);
    }

    NearestScan(KernelSet kernels, Metric metric, float[] query, int limit, ValueRange range) {
        this.kernels = kernels;
        this.metric = metric;
        this.query = query;
        this.range = range.equals(ValueRange.ALL) ? null : KeyRange.of(metric, range);
        this.relativeSlack = 2 * (query.length + 8) * UNIT_ROUNDOFF;
        this.absoluteSlack = 2 * query.length * (double) Float.MIN_VALUE;
        again(query, limit);
    }

    /// Forgets all that it was offered, and looks for the nearest to another query, in the same memory.
    ///
    /// @param next as many finite floats as the query before; kept, not copied
    /// @param nextLimit how many to find, at least 1
    /// @throws InvalidVectorException under cosine, if the query is all zeros
    public void again(float[] next, int nextLimit) {
        if (nextLimit < 1) {
            throw new IllegalArgumentException("limit is " + nextLimit + "; expected at least 1");
        }
        if (next.length != query.length) {
            throw new DimensionMismatchException(
                    "the query has " + next.length + " dimensions; the one before had " + query.length);
        }
        query = next;
        limit = nextLimit;
        settled.clear();
        uncertain = false;
        compared = 0;
        queryLength = switch (metric) {
            case EUCLIDEAN, MANHATTAN -> 0;
            case DOT_PRODUCT, COSINE -> Math.sqrt(DoublePrecision.value(Metric.DOT_PRODUCT, query, query));
        };
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
        Kernels pairs = kernels.pairs();
        boolean judged = switch (metric) {
            case EUCLIDEAN -> offerSum(ordinal, pairs.squaredEuclidean(query, vector));
            case MANHATTAN -> offerSum(ordinal, pairs.manhattan(query, vector));
            case DOT_PRODUCT -> offerDot(ordinal, pairs.dot(query, vector), pairs.dot(vector, vector));
            case COSINE -> offerCosine(ordinal, pairs.dot(query, vector), pairs.dot(vector, vector));
        };
        if (!judged) {
            settle(ordinal, DoublePrecision.value(metric, query, vector));
        }
    }

    /// Takes in one more vector, which was compared with the query already.
    ///
    /// @param ordinal the caller's number for it
    /// @param value of the metric between the two, as [Metric#between] says
    public void offerKnown(int ordinal, double value) {
        compared++;
        if (range == null || range.values().contains(value)) {
            settled.add(new Neighbour(ordinal, value));
            if (uncertain) {
                DoublePrecision.offer(metric, ordinal, value, candidates());
            }
        }
    }

    /// Compares some more vectors that are likely to be among the nearest: the first ones at once in double precision,
    /// so that nearer looking is not needed.
    ///
    /// @param rows of the query's dimension
    /// @param numbers of the rows, which are the ordinals, too
    /// @param count how many of them
    /// @param keys receives what each is ordered by, the smaller the nearer, as far as it was computed: the squared
    ///     distance under L2, else the metric's distance, or the negative of the product
    public void offerLikely(StoredRows rows, int[] numbers, int count, double[] keys) {
        rows.fetch(numbers, count);
        int first = Math.clamp(limit - compared, 0, count);
        rows.values(metric, query, numbers, first, keys);
        for (int i = 0; i < first; i++) {
            offerKnown(numbers[i], keys[i]);
            keys[i] = KeyRange.key(metric, keys[i]);
        }
        for (int from = first; from < count; ) {
            RowSums sums = likely(rows);
            while (from + sums.count() < count && !sums.full()) {
                sums.add(numbers[from + sums.count()]);
            }
            sums.compute();
            for (int i = 0; i < sums.count(); i++) {
                keys[from + i] = offer(sums, i, 0) ? key(sums, i) : settle(sums, i, 0);
            }
            compared += sums.count();
            from += sums.count();
        }
    }

    /// To be filled.
    private RowSums likely(StoredRows rows) {
        if (likely == null) {
            likely = new RowSums(kernels, metric, query, rows, LIKELY_AT_ONCE);
        }
        likely.clear(query, rows);
        return likely;
    }

    /// The key beyond which a vector can no longer be among the nearest; infinite until so many were found as are
    /// wanted.
    public double threshold() {
        return settled.size() < limit && !uncertain
                ? Double.POSITIVE_INFINITY
                : candidates().threshold();
    }

    private Candidates candidates() {
        if (candidates == null) {
            candidates = new Candidates(limit);
        }
        if (!uncertain) {
            uncertain = true;
            candidates.clear(limit);
            for (Neighbour known : settled) {
                DoublePrecision.offer(metric, known.ordinal(), known.value(), candidates);
            }
        }
        return candidates;
    }

    /// Compares all vectors of a block with the query, at the speed of memory.
    ///
    /// @param firstOrdinal the caller's number for the block's first vector; the others follow
    /// @throws DimensionMismatchException if the block has another dimension than the query
    public void offerAll(int firstOrdinal, VectorBlock block) {
        offerAccepted(firstOrdinal, block, row -> row);
    }

    /// Compares the accepted vectors of a block with the query.
    ///
    /// @param firstOrdinal the caller's number for the block's first vector; the others follow
    /// @param accepted gives the first accepted row at or after a row, and any number outside of the block if there
    ///     is none, as [java.util.BitSet#nextSetBit] does; asked in ascending order
    /// @throws DimensionMismatchException if the block has another dimension than the query
    public void offerAccepted(int firstOrdinal, VectorBlock block, IntUnaryOperator accepted) {
        if (block.dimension() != query.length) {
            throw new DimensionMismatchException(
                    "the block has " + block.dimension() + " dimensions; the query has " + query.length);
        }
        if (range == null && block instanceof VectorColumns columns) {
            compared +=
                    ColumnScan.offer(kernels.columns(), metric, query, firstOrdinal, columns, accepted, candidates());
            return;
        }
        StoredRows rows = CopiedRows.unlessInPlace(kernels, block);
        RowSums sums = new RowSums(kernels, metric, query, rows, Math.min(ROWS_AT_ONCE, block.count()));
        int row = accepted(accepted, 0, block);
        while (row < block.count()) {
            sums.clear();
            while (row < block.count() && !sums.full()) {
                sums.add(row);
                row = accepted(accepted, row + 1, block);
            }
            sums.compute();
            int passing = findPassing(sums);
            for (int k = 0; k < passing; k++) {
                int i = sums.passing(k);
                if (!offer(sums, i, firstOrdinal)) {
                    settle(sums, i, firstOrdinal);
                }
            }
            compared += sums.count();
        }
    }

    /// The first accepted row at or after a row; the block's count if there is none.
    private static int accepted(IntUnaryOperator accepted, int from, VectorBlock block) {
        int found = from < block.count() ? accepted.applyAsInt(from) : block.count();
        return found < from ? block.count() : found;
    }

    private boolean offer(RowSums sums, int i, int firstOrdinal) {
        int ordinal = firstOrdinal + sums.number(i);
        return switch (metric) {
            case EUCLIDEAN, MANHATTAN -> offerSum(ordinal, sums.sum(i));
            case DOT_PRODUCT -> offerDot(ordinal, sums.sum(i), sums.square(i));
            case COSINE -> offerCosine(ordinal, sums.sum(i), sums.square(i));
        };
    }

    private double key(RowSums sums, int i) {
        return switch (metric) {
            case EUCLIDEAN, MANHATTAN -> sums.sum(i);
            case DOT_PRODUCT -> -sums.sum(i);
            case COSINE -> 1 - sums.sum(i) / (queryLength * Math.sqrt(sums.square(i)));
        };
    }

    /// @return the key
    private double settle(RowSums sums, int i, int firstOrdinal) {
        double value = sums.value(i);
        settle(firstOrdinal + sums.number(i), value);
        return KeyRange.key(metric, value);
    }

    /// Finds the rows that may be among the nearest, and some more: all whose offer would not be in vain. Most are
    /// passed over here, many in a few instructions.
    private int findPassing(RowSums sums) {
        double threshold = candidates().threshold();
        return switch (metric) {
            case EUCLIDEAN, MANHATTAN -> sums.findNotAbove(above((threshold + absoluteSlack) / (1 - relativeSlack)));
            case DOT_PRODUCT -> {
                float perLength = above((relativeSlack + SCREEN_ROUNDING) * queryLength);
                yield sums.findNotAbove(
                        above(threshold + absoluteSlack + perLength * Math.sqrt(absoluteSlack)), perLength);
            }
            case COSINE -> {
                boolean safe = queryLength * queryLength >= SMALLEST_SAFE_SQUARE;
                float perLength = above((threshold - 1 + relativeSlack + SCREEN_ROUNDING) * queryLength);
                // So far above zero that no vector of less than the smallest safe square is above it.
                yield sums.findNotAbove(
                        safe ? above(8 * queryLength * Math.sqrt(SMALLEST_SAFE_SQUARE)) : Float.NaN, perLength);
            }
        };
    }

    private static float above(double limit) {
        return Math.nextUp((float) limit);
    }

    private boolean offerSum(int ordinal, double sum) {
        return offer(ordinal, sum, relativeSlack * sum + absoluteSlack);
    }

    private boolean offerDot(int ordinal, double dot, double square) {
        double length = Math.sqrt(square + absoluteSlack);
        return offer(ordinal, -dot, relativeSlack * queryLength * length + absoluteSlack);
    }

    private boolean offerCosine(int ordinal, double dot, double square) {
        if (square < SMALLEST_SAFE_SQUARE
                || square == Double.POSITIVE_INFINITY
                || queryLength * queryLength < SMALLEST_SAFE_SQUARE) {
            return false;
        }
        return offer(ordinal, 1 - dot / (queryLength * Math.sqrt(square)), relativeSlack);
    }

    /// False if float32 cannot tell: it overflowed or underflowed, or the value may be on either side of a bound.
    private boolean offer(int ordinal, double key, double slack) {
        if (!(Math.abs(key) + slack < Double.POSITIVE_INFINITY)) {
            return false;
        }
        if (range == null || range.surelyHolds(key - slack, key + slack)) {
            candidates().offer(ordinal, key - slack, key + slack);
            return true;
        }
        return range.surelyLacks(key - slack, key + slack);
    }

    private void settle(int ordinal, double value) {
        if (range == null || range.values().contains(value)) {
            DoublePrecision.offer(metric, ordinal, value, candidates());
        }
    }

    /// How many vectors were compared with the query.
    public long compared() {
        return compared;
    }

    /// The nearest, by value and then by ordinal: `limit` of them, or all if fewer were offered, **and** every
    /// further one whose value equals the last one's, so that a caller with another rule for ties can apply it.
    ///
    /// @param vectors gives back the vector that was offered under an ordinal; asked for little more than `limit`
    public List<Neighbour> nearest(IntFunction<float[]> vectors) {
        return nearestBy(ordinal -> DoublePrecision.value(metric, query, vectors.apply(ordinal)));
    }

    /// The nearest in the same way.
    ///
    /// @param rows that were offered under their numbers
    public List<Neighbour> nearest(StoredRows rows) {
        return nearestBy(ordinal -> rows.value(metric, query, ordinal));
    }

    private List<Neighbour> nearestBy(IntToDoubleFunction values) {
        List<Neighbour> neighbours =
                uncertain ? inQuestion(candidates().remaining(), values) : new ArrayList<>(settled);
        return DoublePrecision.nearest(metric, limit, neighbours);
    }

    private List<Neighbour> inQuestion(int[] ordinals, IntToDoubleFunction values) {
        List<Neighbour> neighbours = new ArrayList<>(ordinals.length);
        for (int ordinal : ordinals) {
            Neighbour known = settled(ordinal);
            neighbours.add(known == null ? new Neighbour(ordinal, values.applyAsDouble(ordinal)) : known);
        }
        return neighbours;
    }

    private @Nullable Neighbour settled(int ordinal) {
        for (Neighbour each : settled) {
            if (each.ordinal() == ordinal) {
                return each;
            }
        }
        return null;
    }
}
