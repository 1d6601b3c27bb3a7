package dev.vicino.explorer;

import org.jspecify.annotations.Nullable;

/// Where a collection's items lie on a map.
///
/// @param coordinates x and y of each item in turn, in map order
/// @param explained the share of the variance that each axis of a PCA carries; null for other projections
record MapPoints(float[] coordinates, double @Nullable [] explained) {
    int count() {
        return coordinates.length / 2;
    }

    /// The point at a position of the map order.
    float[] at(int position) {
        return new float[] {coordinates[2 * position], coordinates[2 * position + 1]};
    }

    /// The smallest box that holds all points: least x, least y, greatest x, greatest y. All zeros if there is none.
    float[] bounds() {
        if (coordinates.length == 0) {
            return new float[4];
        }
        float[] bounds = {coordinates[0], coordinates[1], coordinates[0], coordinates[1]};
        for (int i = 0; i < coordinates.length; i += 2) {
            bounds[0] = Math.min(bounds[0], coordinates[i]);
            bounds[1] = Math.min(bounds[1], coordinates[i + 1]);
            bounds[2] = Math.max(bounds[2], coordinates[i]);
            bounds[3] = Math.max(bounds[3], coordinates[i + 1]);
        }
        return bounds;
    }
}
