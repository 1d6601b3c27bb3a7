package dev.vicino.explorer;

import dev.vicino.InvalidVectorException;
import dev.vicino.explorer.plane.Plane;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where vectors and items lie on one map of a collection.
interface MapPlace {
    /// The point of an item or another vector, x and y; null if it has none.
    ///
    /// @param id of the item; null if the vector is none's
    float @Nullable [] of(@Nullable String id, float[] vector);

    /// The places of a map that a call names, as soon as that is drawn; without a name, of the direct map where the
    /// collection has one.
    ///
    /// @throws Refusal if there is no such map of the collection
    static MapPlace of(Catalogue.Explored explored, @Nullable String projection) throws InterruptedException {
        boolean plane = explored.spec().dimension() == 2;
        if (projection == null && !plane) {
            return (id, vector) -> null;
        }
        MapKind kind = projection == null ? MapKind.DIRECT : MapKind.parse(projection);
        if (kind == MapKind.DIRECT && plane) {
            return (id, vector) -> vector;
        }
        Optional<Plane> map = explored.view().map(kind).within(Duration.ZERO);
        if (map.isEmpty()) {
            return (id, vector) -> null;
        }
        ItemOrder order = explored.view().survey().await().order();
        return (id, vector) -> on(map.get(), id == null ? -1 : order.position(id), vector);
    }

    private static float @Nullable [] on(Plane map, int position, float[] vector) {
        if (position >= 0) {
            return new float[] {map.points()[2 * position], map.points()[2 * position + 1]};
        }
        try {
            return map.place(vector);
        } catch (InvalidVectorException directionless) {
            // A zero vector has no neighbours by cosine, so no place among them.
            return null;
        }
    }
}
