package dev.vicino.lucene.graph;

import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// What a walk through a segment's vectors looks for.
///
/// @param query of the field's dimension
/// @param limit how many are wanted, at least 1: a few more are returned, if there are
/// @param effort how many to keep on the way, at least the limit
/// @param accepted the vectors that may be found; null for all
/// @param share of the vectors that are accepted, in (0, 1]
/// @param mostCompared the walk is given up after so many comparisons
public record WalkRequest(
        float[] query, int limit, int effort, @Nullable Bits accepted, double share, long mostCompared) {
    /// From this share on it is cheaper to walk among all, keep more, and pass over what is not accepted: half as dear
    /// at a half.
    private static final double PASSED_OVER = 0.3;

    /// A walk among all vectors.
    public static WalkRequest of(float[] query, int limit, int effort) {
        return new WalkRequest(query, limit, effort, null, 1, Long.MAX_VALUE);
    }

    /// The same walk, which keeps to what is accepted all the way.
    WalkRequest goingRound() {
        return new WalkRequest(query, limit, effort, accepted, Math.min(share, PASSED_OVER / 2), mostCompared);
    }

    /// What the walk is to keep to; null for nothing.
    @Nullable
    Bits acceptedOnTheWay() {
        return share >= PASSED_OVER ? null : accepted;
    }

    /// What is to be passed over at the walk's end; null for nothing.
    @Nullable
    Bits acceptedAtTheEnd() {
        return share >= PASSED_OVER ? accepted : null;
    }

    /// How many nodes to keep on the way. Among them are as many accepted ones as the effort, and two standard
    /// deviations more, so that there are hardly ever fewer than are wanted.
    ///
    /// @param stretch how many for one of the effort
    int kept(double stretch) {
        double few = share >= PASSED_OVER ? share : 1;
        return (int) Math.ceil((effort * stretch + 2 * Math.sqrt(effort * (1 - few))) / few);
    }

    /// How many nodes to return: what float32 rounds to another order may still change places.
    int returned() {
        return limit + limit / 8 + 2;
    }
}
