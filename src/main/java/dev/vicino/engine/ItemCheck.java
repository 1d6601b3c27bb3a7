package dev.vicino.engine;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SchemaCheck;
import java.util.List;

/// Refuses items that a collection does not take, before anything of them is stored.
public final class ItemCheck {
    private final CollectionSpec spec;
    private final boolean needsDirection;

    /// For the items of a collection of this spec.
    public ItemCheck(CollectionSpec spec) {
        this.spec = spec;
        this.needsDirection = spec.metrics().contains(Metric.COSINE);
    }

    /// Checks an item that is stored by itself.
    ///
    /// @throws dev.vicino.VicinoException naming item, value and expectation, if the collection does not take it
    public void check(Item item) {
        check(item, "");
    }

    /// Checks items that are stored all or none. Throws what [#check(Item)] throws, with the item's place in the batch.
    public void check(List<Item> batch) {
        if (batch.size() == 1) {
            check(batch.getFirst());
            return;
        }
        int number = 1;
        for (Item item : batch) {
            check(item, " (item " + number++ + " of " + batch.size() + ", none of which was stored)");
        }
    }

    private void check(Item item, String place) {
        VectorCheck.check(spec, "vector '" + item.id() + "'" + place, item.vector(), needsDirection);
        SchemaCheck.check(spec, "item '" + item.id() + "'" + place, item.payload());
    }
}
