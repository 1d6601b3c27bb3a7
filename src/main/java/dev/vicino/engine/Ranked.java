package dev.vicino.engine;

import dev.vicino.Fused;
import dev.vicino.Metric;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// An item on its way into an answer. Each engine adds what it needs to read the hit.
///
/// @param <R> the engine's own kind
public interface Ranked<R extends Ranked<R>> {
    /// The item's.
    String id();

    /// In the metric's own unit; NaN where there is no vector to compare with.
    double value();

    /// Its ranks, in a search by words.
    @Nullable
    Fused fused();

    /// The same with these ranks.
    R fused(Fused ranks);

    /// The nearest first, ties by id.
    static <R extends Ranked<R>> Comparator<R> nearestFirst(Metric metric) {
        return (a, b) -> {
            int byValue = metric.compareNearestFirst(a.value(), b.value());
            return byValue == 0 ? a.id().compareTo(b.id()) : byValue;
        };
    }
}
