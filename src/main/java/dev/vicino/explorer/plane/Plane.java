package dev.vicino.explorer.plane;

import dev.vicino.VectorCollection;
import java.util.Collections;
import java.util.List;

/// A map of a collection: a place in the plane for each of its items, as they were when it was drawn.
///
/// ```java
/// Plane plane = Plane.of(digits, Layout.Umap.DEFAULT, PlaneListener.NONE);
/// float[] drawn = plane.place(embedding);
/// ```
///
/// For any number of threads.
public final class Plane {
    private final List<String> ids;
    private final float[] points;
    private final double[] explained;
    private final Placement placement;

    Plane(List<String> ids, float[] points, double[] explained, Placement placement) {
        this.ids = Collections.unmodifiableList(ids);
        this.points = points;
        this.explained = explained;
        this.placement = placement;
    }

    /// Finds the place of a vector.
    interface Placement {
        float[] place(float[] vector);
    }

    /// Lays out the items of a collection.
    ///
    /// The collection may change meanwhile: what is put in, moved or taken out while it is read may be misplaced or
    /// missing.
    ///
    /// @param listener what it throws ends the work, and is thrown here
    /// @throws IllegalArgumentException if the items are to be shown as they are, and have not two dimensions
    public static Plane of(VectorCollection items, Layout layout, PlaneListener listener) {
        Headway headway = new Headway(listener);
        return switch (layout) {
            case Layout.Direct direct -> DirectPlane.of(items, headway);
            case Layout.Principal principal -> PrincipalPlane.of(items, headway);
            case Layout.Umap umap -> UmapPlane.of(items, umap, headway);
        };
    }

    /// The items' ids, in the order of [VectorCollection#scan], which is that of the points.
    public List<String> ids() {
        return ids;
    }

    /// The items' places, x and y of the first, x and y of the second, and so on. Not copied: it must not be changed.
    public float[] points() {
        return points;
    }

    /// The smallest and the greatest coordinates: x, y, x, y. All zero if there is no item.
    public float[] bounds() {
        float[] bounds = points.length == 0 ? new float[4] : new float[] {points[0], points[1], points[0], points[1]};
        for (int i = 0; i < points.length; i++) {
            int axis = i & 1;
            bounds[axis] = Math.min(bounds[axis], points[i]);
            bounds[2 + axis] = Math.max(bounds[2 + axis], points[i]);
        }
        return bounds;
    }

    /// The shares of the vectors' variance that lie along x and along y, each in [0, 1]; none where the layout is not
    /// by directions.
    public double[] explained() {
        return explained.clone();
    }

    /// Where an item's id stands in [#ids]; negative if it is not on the map.
    public int indexOf(String id) {
        return Collections.binarySearch(ids, id);
    }

    /// The place of any vector, x and y, whether an item has it or not: under [Layout.Umap] the mean of its neighbours'
    /// places, the nearer ones counting for more.
    ///
    /// @param vector of the collection's dimension, of finite floats; not zero where the collection is searched by
    ///     cosine
    /// @throws dev.vicino.DimensionMismatchException if it is too long or too short
    public float[] place(float[] vector) {
        return placement.place(vector);
    }
}
