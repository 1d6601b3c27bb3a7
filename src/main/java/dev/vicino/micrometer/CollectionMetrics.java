package dev.vicino.micrometer;

import dev.vicino.CollectionStats;
import dev.vicino.SearchStats;
import dev.vicino.VectorCollection;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// One collection's [CollectionStats] as meters.
///
/// ```java
/// new CollectionMetrics(digits).bindTo(registry);
/// ```
///
/// | meter | kind | what | tags |
/// |---|---|---|---|
/// | `vicino.items` | gauge | items | `state`: `live`, `deleted` |
/// | `vicino.segments` | gauge | segments | |
/// | `vicino.size` | gauge, bytes | files | `area`: `disk`, `reclaimable`, `mapped` |
/// | `vicino.searches` | counter | searches | `kind`: `exact`, `approximate` |
/// | `vicino.search` | timer | searches and their time | |
/// | `vicino.search.time` | gauge, time | latency since opening | `quantile`: `0.5`, `0.95`, `0.99`, `1` |
/// | `vicino.recall` | gauge, 0 to 1 | of sampled searches; NaN before the first | `of`: `mean`, `worst` |
/// | `vicino.recall.searches` | counter | sampled searches | |
///
/// Each also has the tag `collection`. A registry that publishes reads the collection's figures at most once a second.
/// Take the meters out of the registry when the store is closed: the figures of a closed collection cannot be read.
public final class CollectionMetrics implements MeterBinder {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final VectorCollection collection;
    private final Tags tags;
    private Reading last;

    /// @param taken by `System.nanoTime`
    private record Reading(CollectionStats stats, long taken) {}

    /// @param collection an open one
    /// @param more tags that all its meters get, for instance the store's name
    public CollectionMetrics(VectorCollection collection, Tag... more) {
        this.collection = collection;
        this.tags = Tags.of(more).and("collection", collection.spec().name());
        this.last = new Reading(collection.stats(), System.nanoTime());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "vicino.items", "state", "live", CollectionStats::items);
        gauge(registry, "vicino.items", "state", "deleted", CollectionStats::deletedItems);
        Gauge.builder("vicino.segments", this, each -> each.stats().segments())
                .description("Parts that a search visits one after the other")
                .tags(tags)
                .register(registry);
        size(registry, "disk", CollectionStats::bytes);
        size(registry, "reclaimable", CollectionStats::reclaimableBytes);
        size(registry, "mapped", CollectionStats::mappedBytes);
        searches(registry, "exact", SearchStats::exact);
        searches(registry, "approximate", SearchStats::approximate);
        FunctionTimer.builder(
                        "vicino.search",
                        this,
                        each -> each.searchStats().count(),
                        each -> each.searchStats().total().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Searches and their time")
                .tags(tags)
                .register(registry);
        latency(registry, "0.5", SearchStats::median);
        latency(registry, "0.95", SearchStats::p95);
        latency(registry, "0.99", SearchStats::p99);
        latency(registry, "1", SearchStats::slowest);
        recall(registry, "mean", SearchStats.SampledRecall::mean);
        recall(registry, "worst", SearchStats.SampledRecall::worst);
        FunctionCounter.builder(
                        "vicino.recall.searches",
                        this,
                        each -> each.searchStats().recall().searches())
                .description("Searches held against the exact answer")
                .tags(tags)
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry, String name, String key, String value, ToDoubleFunction<CollectionStats> figure) {
        Gauge.builder(name, this, each -> figure.applyAsDouble(each.stats()))
                .description("Items of the collection")
                .tags(tags.and(key, value))
                .register(registry);
    }

    private void size(MeterRegistry registry, String area, ToDoubleFunction<CollectionStats> figure) {
        Gauge.builder("vicino.size", this, each -> figure.applyAsDouble(each.stats()))
                .description("Bytes of the collection's files")
                .baseUnit(BaseUnits.BYTES)
                .tags(tags.and("area", area))
                .register(registry);
    }

    private void searches(MeterRegistry registry, String kind, ToDoubleFunction<SearchStats> figure) {
        FunctionCounter.builder("vicino.searches", this, each -> figure.applyAsDouble(each.searchStats()))
                .description("Searches since the collection was opened")
                .tags(tags.and("kind", kind))
                .register(registry);
    }

    private void latency(MeterRegistry registry, String quantile, Function<SearchStats, Duration> figure) {
        TimeGauge.builder(
                        "vicino.search.time",
                        this,
                        TimeUnit.NANOSECONDS,
                        each -> figure.apply(each.searchStats()).toNanos())
                .description("Time that this share of the searches did not exceed")
                .tags(tags.and("quantile", quantile))
                .register(registry);
    }

    private void recall(MeterRegistry registry, String of, ToDoubleFunction<SearchStats.SampledRecall> figure) {
        Gauge.builder(
                        "vicino.recall",
                        this,
                        each -> figure.applyAsDouble(each.searchStats().recall()))
                .description("Recall of sampled searches, each at its own limit")
                .tags(tags.and("of", of))
                .register(registry);
    }

    private SearchStats searchStats() {
        return stats().searches();
    }

    private synchronized CollectionStats stats() {
        long now = System.nanoTime();
        if (now - last.taken() > FRESH_NANOS) {
            last = new Reading(collection.stats(), now);
        }
        return last.stats();
    }
}
