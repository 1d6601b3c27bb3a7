package dev.vicino.lucene;

import dev.vicino.Hit;
import dev.vicino.Payload;
import dev.vicino.Projection;
import dev.vicino.engine.ItemJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Reads what hits carry of their items.
record HitReader(SnapshotItems snapshot, Projection projection) {
    /// @param firstRank of the first of them
    List<Hit> hits(List<RankedItem> items, int firstRank) throws IOException {
        if (Projection.BARE.equals(projection)) {
            return bare(items, firstRank);
        }
        Hit[] hits = new Hit[items.size()];
        for (int place : ReadingOrder.places(hits.length, i -> items.get(i).doc())) {
            hits[place] = hit(firstRank + place, items.get(place));
        }
        return Arrays.asList(hits);
    }

    /// Nothing has to be read for these.
    private static List<Hit> bare(List<RankedItem> items, int firstRank) {
        List<Hit> hits = new ArrayList<>(items.size());
        for (RankedItem item : items) {
            int rank = firstRank + hits.size();
            hits.add(new Hit(rank, item.id(), item.value(), item.fused(), Payload.EMPTY, null, null, null));
        }
        return hits;
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
