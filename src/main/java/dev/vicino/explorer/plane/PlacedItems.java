package dev.vicino.explorer.plane;

import dev.vicino.Item;
import dev.vicino.VectorCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Ids and places, in the order of the collection's scan.
///
/// @param points x and y of each
record PlacedItems(List<String> ids, float[] points) {
    private static final int BETWEEN_REPORTS = 1024;

    /// Reads all items, and places each by its vector alone.
    static PlacedItems read(VectorCollection items, Plane.Placement placement, Headway headway) {
        long expected = items.count();
        List<String> ids = new ArrayList<>((int) expected);
        float[] points = new float[2 * (int) expected];
        try (Stream<Item> scan = items.scan()) {
            for (Iterator<Item> each = scan.iterator(); each.hasNext(); ) {
                Item item = each.next();
                if (points.length < 2 * ids.size() + 2) {
                    points = Arrays.copyOf(points, 2 * points.length + 2);
                }
                System.arraycopy(placement.place(item.vector()), 0, points, 2 * ids.size(), 2);
                ids.add(item.id());
                if (ids.size() % BETWEEN_REPORTS == 0) {
                    headway.at(ids.size(), expected);
                }
            }
        }
        headway.at(1, 1);
        return new PlacedItems(ids, Arrays.copyOf(points, 2 * ids.size()));
    }
}
