package dev.vicino.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/// Counts durations in buckets whose width grows with the duration: 32 to each power of two, so that any quantile is
/// known to within 1/32. Safe for use by many threads; taking one in costs an atomic increment.
public final class LatencyHistogram {
    private static final int SUB_BITS = 5;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;

    /// Of nanoseconds up to 2⁴⁰, some 18 minutes; what takes longer counts as that.
    private static final int POWERS = 40;

    private final AtomicLongArray counts = new AtomicLongArray((POWERS - SUB_BITS + 1) * SUB_BUCKETS);

    /// Takes a duration in.
    public void add(long nanos) {
        counts.incrementAndGet(bucket(nanos));
    }

    /// The least duration, to within a bucket and never below the truth, that this share of all did not exceed; zero if
    /// there are none.
    ///
    /// @param share in (0, 1]
    public Duration quantile(double share) {
        long total = 0;
        for (int i = 0; i < counts.length(); i++) {
            total += counts.get(i);
        }
        long rank = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < counts.length(); i++) {
            seen += counts.get(i);
            if (seen >= rank && seen > 0) {
                return Duration.ofNanos(lastOf(i));
            }
        }
        return Duration.ZERO;
    }

    /// Below 2⁵ each nanosecond has a bucket; above, the five bits after the leading one choose among 32.
    private static int bucket(long nanos) {
        long clamped = Math.clamp(nanos, 0L, (1L << POWERS) - 1);
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(clamped | 1);
        if (power < SUB_BITS) {
            return (int) clamped;
        }
        int shift = power - SUB_BITS;
        return (shift + 1) * SUB_BUCKETS + (int) (clamped >>> shift) - SUB_BUCKETS;
    }

    /// The longest duration that falls into a bucket.
    private static long lastOf(int bucket) {
        if (bucket < SUB_BUCKETS) {
            return bucket;
        }
        int shift = bucket / SUB_BUCKETS - 1;
        long sub = (long) bucket % SUB_BUCKETS + SUB_BUCKETS;
        return ((sub + 1) << shift) - 1;
    }
}
