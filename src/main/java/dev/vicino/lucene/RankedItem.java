package dev.vicino.lucene;

import dev.vicino.Fused;
import dev.vicino.Metric;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// An item on its way into an answer.
///
/// @param doc its number in the snapshot
/// @param id of it
/// @param value in the metric's own unit; NaN where there is no vector to compare with
/// @param fused its ranks, in a search by words
record RankedItem(
        int doc, String id, double value, @Nullable Fused fused) {
    /// The nearest first, ties by id.
    static Comparator<RankedItem> nearestFirst(Metric metric) {
        Comparator<RankedItem> byValue = (a, b) -> metric.compareNearestFirst(a.value, b.value);
        return byValue.thenComparing(RankedItem::id);
    }
}
