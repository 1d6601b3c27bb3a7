package dev.vicino.lucene;

import dev.vicino.Hit;
import dev.vicino.Payload;
import dev.vicino.Projection;
import dev.vicino.engine.ItemJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Reads what hits carry of their items.
record HitReader(SnapshotItems snapshot, Projection projection) {
    /// @param firstRank of the first of them
    List<Hit> hits(List<RankedItem> items, int firstRank) throws IOException {
        Hit[] hits = new Hit[items.size()];
        // Where nothing has to be read, any order will do.
        int[] order = Projection.BARE.equals(projection)
                ? null
                : ReadingOrder.places(hits.length, i -> items.get(i).doc());
        for (int i = 0; i < hits.length; i++) {
            int place = order == null ? i : order[i];
            hits[place] = hit(firstRank + place, items.get(place));
        }
        return Arrays.asList(hits);
    }

    private Hit hit(int rank, RankedItem item) throws IOException {
        float[] vector = projection.vector() ? snapshot.vector(item.doc()) : null;
        if (!projection.text() && !projection.source() && Set.of().equals(projection.fields())) {
            return new Hit(rank, item.id(), item.value(), item.fused(), Payload.EMPTY, null, null, vector);
        }
        ItemJson content = snapshot.content(item.doc());
        return new Hit(
                rank,
                item.id(),
                item.value(),
                item.fused(),
                projection.of(content.payload()),
                projection.text() ? content.text() : null,
                projection.source() ? content.source() : null,
                vector);
    }
}
