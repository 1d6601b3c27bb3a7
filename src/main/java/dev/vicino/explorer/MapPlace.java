package dev.vicino.explorer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where vectors and items lie on one map of a collection.
interface MapPlace {
    /// A place on a map that is not there.
    MapPlace NOWHERE = (id, vector) -> null;

    /// The point of an item or another vector; null if it has none.
    ///
    /// @param id of the item; null if the vector is none's
    float @Nullable [] of(@Nullable String id, float[] vector);

    /// The places of a map that a call names; without a name, of the direct map where the collection has one.
    ///
    /// @throws Refusal if there is no such map of the collection
    static MapPlace of(Catalogue.Explored explored, @Nullable String projection) throws InterruptedException {
        int dimension = explored.spec().dimension();
        if (projection == null) {
            return dimension <= 2 ? MapPlace::direct : NOWHERE;
        }
        return switch (MapKind.parse(projection)) {
            case DIRECT -> {
                explored.view().points(MapKind.DIRECT);
                yield MapPlace::direct;
            }
        };
    }

    private static float[] direct(@Nullable String id, float[] vector) {
        return Arrays.copyOf(vector, 2);
    }
}
