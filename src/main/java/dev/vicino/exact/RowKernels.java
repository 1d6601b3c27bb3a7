package dev.vicino.exact;

/// The sums of [Kernels], of one query with several rows at a time, so that each part of the query is loaded once for
/// several rows and their sums hide one another's latency.
///
/// `rows` holds vectors of the query's length, one after the other, and has room for `count` of them rounded up to a
/// multiple of [#AT_ONCE], and so have the results. What lies in the rows beyond `count` does not matter. Error
/// bounds are those of [Kernels].
interface RowKernels {
    /// At most so many rows are computed at once; buffers hold a multiple.
    int AT_ONCE = 4;

    /// Σ (qᵢ − xᵢ)² for each row x
    void squaredEuclidean(float[] query, float[] rows, int count, float[] sums);

    /// Σ |qᵢ − xᵢ| for each row x
    void manhattan(float[] query, float[] rows, int count, float[] sums);

    /// Σ qᵢ·xᵢ and Σ xᵢ² for each row x, in one pass over memory
    void dotAndSquare(float[] query, float[] rows, int count, float[] dots, float[] squares);

    /// Lists which rows may be wanted: those of which −dot − perLength·√square is not above a limit, or infinite, or
    /// NaN.
    ///
    /// @param numbers receives them in ascending order
    /// @return how many there are
    int mayPass(float limit, float perLength, float[] dots, float[] squares, int count, int[] numbers);
}
