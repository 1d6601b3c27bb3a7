package dev.vicino.explorer.plane;

import dev.vicino.DimensionMismatchException;
import dev.vicino.VectorCollection;

/// Vectors of two dimensions, as they are.
final class DirectPlane {
    private DirectPlane() {}

    static Plane of(VectorCollection items, Headway headway) {
        int dimension = items.spec().dimension();
        if (dimension != 2) {
            throw new IllegalArgumentException("the items of '" + items.spec().name() + "' have " + dimension
                    + " dimensions; expected 2, to be shown as they are");
        }
        headway.begin("reading", 1);
        PlacedItems placed = PlacedItems.read(items, vector -> vector, headway);
        return new Plane(placed.ids(), placed.points(), new double[0], vector -> {
            if (vector.length != dimension) {
                throw new DimensionMismatchException(
                        "a vector of " + vector.length + " dimensions has no place on a map of '"
                                + items.spec().name() + "'; expected 2");
            }
            return vector.clone();
        });
    }
}
