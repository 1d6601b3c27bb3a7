package dev.vicino.lucene;

import dev.vicino.Fused;
import dev.vicino.engine.Ranked;
import org.jspecify.annotations.Nullable;

/// An item on its way into an answer.
///
/// @param doc its number in the snapshot
/// @param id of it
/// @param value in the metric's own unit; NaN where there is no vector to compare with
/// @param fused its ranks, in a search by words
record RankedItem(
        int doc, String id, double value, @Nullable Fused fused) implements Ranked<RankedItem> {
    @Override
    public RankedItem fused(Fused ranks) {
        return new RankedItem(doc, id, value, ranks);
    }
}
