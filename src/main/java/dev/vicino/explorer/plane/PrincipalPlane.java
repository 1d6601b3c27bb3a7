package dev.vicino.explorer.plane;

import dev.vicino.DimensionMismatchException;
import dev.vicino.VectorCollection;

/// The plane through the vectors' mean along which they vary most.
///
/// @param mean of all vectors
/// @param across the direction of x, of unit length
/// @param up the direction of y, of unit length; zero if the vectors vary along x alone
/// @param explained the shares of the variance along the two, in [0, 1]
record PrincipalPlane(double[] mean, double[] across, double[] up, double[] explained) implements Plane.Placement {
    private static final double READ = 0.9;

    static Plane of(VectorCollection items, Headway headway) {
        PrincipalPlane plane = through(items, READ, headway);
        headway.begin("placing", 1);
        PlacedItems placed = PlacedItems.read(items, plane, headway);
        return new Plane(placed.ids(), placed.points(), plane.explained, plane);
    }

    /// @param done the fraction of the work that is done with it
    static PrincipalPlane through(VectorCollection items, double done, Headway headway) {
        headway.begin("reading", done);
        Covariance covariance = Covariance.of(items, headway);
        double[][] matrix = covariance.matrix();
        double variance = 0;
        for (int i = 0; i < matrix.length; i++) {
            variance += matrix[i][i];
        }
        LeadingAxes leading = LeadingAxes.of(matrix, 2);
        double[] explained = new double[2];
        for (int a = 0; a < 2 && variance > 0; a++) {
            explained[a] = Math.min(1, leading.values()[a] / variance);
        }
        return new PrincipalPlane(covariance.mean(), leading.axes()[0], leading.axes()[1], explained);
    }

    @Override
    public float[] place(float[] vector) {
        if (vector.length != mean.length) {
            throw new DimensionMismatchException(
                    "a vector of " + vector.length + " dimensions has no place on a map of vectors of " + mean.length);
        }
        double x = 0;
        double y = 0;
        for (int i = 0; i < mean.length; i++) {
            double deviation = vector[i] - mean[i];
            x += deviation * across[i];
            y += deviation * up[i];
        }
        return new float[] {(float) x, (float) y};
    }
}
