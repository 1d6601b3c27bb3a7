package dev.vicino.engine;

import dev.vicino.SearchResult;
import dev.vicino.SearchStats;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Counts and times a collection's searches. Safe for use by many threads.
public final class SearchMeter {
    private final LongAdder exact = new LongAdder();
    private final LongAdder approximate = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final AtomicLong slowest = new AtomicLong();
    private final LatencyHistogram latencies = new LatencyHistogram();

    /// Takes an answer in.
    public void searched(SearchResult answer) {
        (answer.exact() ? exact : approximate).increment();
        long took = answer.took().toNanos();
        nanos.add(took);
        latencies.add(took);
        if (took > slowest.get()) {
            slowest.accumulateAndGet(took, Math::max);
        }
    }

    /// The time that all searches took together.
    public long totalNanos() {
        return nanos.sum();
    }

    /// What it came to, with the recall that was sampled elsewhere.
    public SearchStats stats(SearchStats.SampledRecall recall) {
        Duration longest = Duration.ofNanos(slowest.get());
        return new SearchStats(
                exact.sum(),
                approximate.sum(),
                quantile(0.5, longest),
                quantile(0.95, longest),
                quantile(0.99, longest),
                longest,
                Duration.ofNanos(totalNanos()),
                recall);
    }

    /// A bucket's end may lie beyond the slowest search, which is known exactly.
    private Duration quantile(double share, Duration longest) {
        Duration quantile = latencies.quantile(share);
        return quantile.compareTo(longest) > 0 ? longest : quantile;
    }
}
