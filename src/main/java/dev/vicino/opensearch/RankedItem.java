package dev.vicino.opensearch;

import dev.vicino.Fused;
import dev.vicino.Hit;
import dev.vicino.Projection;
import dev.vicino.engine.ItemJson;
import dev.vicino.engine.Ranked;
import org.jspecify.annotations.Nullable;

/// An item on its way into an answer.
///
/// @param id of it
/// @param vector of it
/// @param value in the metric's own unit; NaN where there is no vector to compare with
/// @param fused its ranks, in a search by words
/// @param content all else of it
record RankedItem(
        String id, float[] vector, double value, @Nullable Fused fused, ItemJson content)
        implements Ranked<RankedItem> {
    @Override
    public RankedItem fused(Fused ranks) {
        return new RankedItem(id, vector, value, ranks, content);
    }

    Hit hit(int rank, Projection projection) {
        return new Hit(
                rank,
                id,
                value,
                fused,
                projection.of(content.payload()),
                projection.text() ? content.text() : null,
                projection.source() ? content.source() : null,
                projection.vector() ? vector : null);
    }
}
