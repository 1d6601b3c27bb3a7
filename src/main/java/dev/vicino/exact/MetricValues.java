package dev.vicino.exact;

import dev.vicino.Metric;

/// The values of [Metric#between], to the last bit.
interface MetricValues {
    /// The value between two vectors.
    ///
    /// @param a finite floats
    /// @param b as many
    /// @throws dev.vicino.InvalidVectorException for cosine, if either vector is all zeros
    double between(Metric metric, float[] a, float[] b);
}
