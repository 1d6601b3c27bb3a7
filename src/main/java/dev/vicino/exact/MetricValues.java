package dev.vicino.exact;

import dev.vicino.Metric;

/// The values of [Metric#between], to the last bit, and the lengths of vectors, to what double precision leaves.
interface MetricValues {
    /// The value between two vectors.
    ///
    /// @param a finite floats
    /// @param b as many
    /// @throws dev.vicino.InvalidVectorException for cosine, if either vector is all zeros
    double between(Metric metric, float[] a, float[] b);

    /// The length of the vector that starts at an index.
    ///
    /// @param rows finite floats
    default double length(float[] rows, int from, int dimension) {
        return Vectors.length(rows, from, dimension);
    }
}
