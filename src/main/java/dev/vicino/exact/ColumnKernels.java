package dev.vicino.exact;

/// The sums of [Kernels], of one query with vectors that lie in columns: all first components, all second ones and so
/// on. Each lane of a register is a vector, so that nothing is added across lanes, which is what a vector of few
/// dimensions would spend its time with otherwise.
///
/// Columns, sums and numbers have room for `count` rounded up to a multiple of [#AT_ONCE]. Error bounds are those of
/// [Kernels].
interface ColumnKernels {
    /// How many vectors are computed at once.
    int AT_ONCE = 64;

    /// Σ (qᵢ − xᵢ)² for `count` vectors x, from number `from` on
    void squaredEuclidean(float[] query, float[][] columns, int from, int count, float[] sums);

    /// Σ |qᵢ − xᵢ|
    void manhattan(float[] query, float[][] columns, int from, int count, float[] sums);

    /// −Σ qᵢ·xᵢ
    void negatedDot(float[] query, float[][] columns, int from, int count, float[] sums);

    /// Lists which of `count` sums, from index `from` on, are not above a limit; NaN is not.
    ///
    /// @param numbers receives them, counted from `from`, in ascending order
    /// @return how many there are
    int notAbove(float limit, float[] sums, int from, int count, int[] numbers);
}
