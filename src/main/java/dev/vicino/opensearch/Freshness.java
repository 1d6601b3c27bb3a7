package dev.vicino.opensearch;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes searches see what was changed before them. A cluster shows changes to searches once it has refreshed the
/// index: by itself every second, and here before the first search after a change of this store's.
final class Freshness {
    /// Of so few items a scan costs no more than a walk.
    private static final long SMALL = 1000;

    /// How long a count that is far from small is believed.
    private static final long BELIEVED_NANOS = 10_000_000_000L;

    private final Cluster cluster;
    private final String index;

    /// One more than were made: what was written before the collection was opened is to be seen, too.
    private final AtomicLong changes = new AtomicLong(1);

    private final AtomicLong shown = new AtomicLong();
    private final AtomicLong operations;
    private volatile Counted counted = new Counted(0, -1, 0);

    Freshness(Cluster cluster, String index) {
        this.cluster = cluster;
        this.index = index;
        this.operations = new AtomicLong(operations());
    }

    /// @param changes that had been made
    private record Counted(long items, long changes, long nanos) {}

    /// Makes a change.
    void changing(Runnable change) {
        changing(() -> {
            change.run();
            return true;
        });
    }

    /// Makes a change. One that fails may have been made in part.
    <T> T changing(Supplier<T> change) {
        try {
            return change.get();
        } finally {
            changes.incrementAndGet();
        }
    }

    /// Has searches from here on see all changes that were made.
    void show() {
        long made = changes.get();
        if (shown.get() < made) {
            cluster.ask("refresh index '" + index + "'", "POST", "/" + index + "/_refresh", Map.of(), null);
            shown.accumulateAndGet(made, Math::max);
        }
    }

    long count() {
        return count(FilterQuery.all());
    }

    long count(ObjectNode query) {
        ObjectNode body = Json.object();
        body.set("query", query);
        return cluster.ask("count index '" + index + "'", "POST", "/" + index + "/_count", Map.of(), body)
                .required("count")
                .asLong();
    }

    /// Whether the collection has so few items that a walk spares nothing.
    boolean isSmall() {
        Counted last = counted;
        long made = changes.get();
        boolean believed = last.changes >= 0
                && System.nanoTime() - last.nanos < BELIEVED_NANOS
                && (last.changes == made || last.items > 2 * SMALL);
        if (!believed) {
            last = new Counted(count(), made, System.nanoTime());
            counted = last;
        }
        return last.items <= SMALL;
    }

    /// Whether anything was written, by whomever, since this was last asked.
    boolean isNew() {
        long now = operations();
        return operations.getAndSet(now) != now;
    }

    private long operations() {
        JsonNode indexing = cluster.ask(
                        "measure index '" + index + "'", "GET", "/" + index + "/_stats/indexing", Map.of(), null)
                .required("_all")
                .required("primaries")
                .path("indexing");
        return indexing.path("index_total").asLong(0)
                + indexing.path("delete_total").asLong(0);
    }
}
