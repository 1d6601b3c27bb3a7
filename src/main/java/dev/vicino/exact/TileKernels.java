package dev.vicino.exact;

/// The sums of [Kernels], of [#QUERIES] queries with [#rows] rows at once: each number that is loaded is used several
/// times, so that arithmetic and not memory is the limit.
///
/// Queries and rows lie interleaved, component by component: `queries[i · QUERIES + q]` is the i-th component of
/// query q, `panel[from + i · rows() + r]` the i-th component of row r. Row r's sum with query q goes to `tile[q ·
/// rows() +
/// r]`. Error bounds are those of [Kernels].
interface TileKernels {
    /// Queries in a tile.
    int QUERIES = 8;

    /// Rows in a tile.
    int rows();

    /// Interleaves some rows, each multiplied by its factor.
    ///
    /// @param rows `count` vectors, one after the other, with room for a multiple of four
    /// @param count at most [#rows]
    /// @param factors one for each row, with room for a multiple of four
    /// @param panel receives them; what it has of rows that are not there does not matter
    void interleave(float[] rows, int count, int dimension, float[] factors, float[] panel, int from);

    /// Σ qᵢ·xᵢ
    void dot(float[] queries, float[] panel, int from, int dimension, float[] tile);

    /// Σ |qᵢ − xᵢ|
    void manhattan(float[] queries, float[] panel, int from, int dimension, float[] tile);

    /// Which queries have a row whose sum is not above the query's limit; NaN is not above anything.
    ///
    /// @param limits one for each query
    /// @return bit q is set if query q has one
    int passing(float[] limits, float[] tile);
}
