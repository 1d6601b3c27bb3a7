package dev.vicino.exact;

/// The sums that all four metrics are made of, in float32, and their like over one-byte codes.
///
/// Of float32, both arrays have the same length, which the caller has checked. Each result is within `(n + 8) · 2⁻²⁴`
/// times the sum of its terms' magnitudes, plus `n · 2⁻¹⁴⁹` for what underflows; where a sum overflows it is infinite
/// or NaN.
public interface Kernels {
    /// Σ (aᵢ − bᵢ)²
    float squaredEuclidean(float[] a, float[] b);

    /// Σ |aᵢ − bᵢ|
    float manhattan(float[] a, float[] b);

    /// Σ aᵢ·bᵢ
    float dot(float[] a, float[] b);

    /// Σ qᵢ·xᵢ for each of some vectors x, the faster the more of the query's components are zero.
    ///
    /// @param room written over; at least as long as the query
    /// @param columns the first components of all vectors, in steps of a unit of each, then their second ones, and so
    /// on
    /// @param products receives one for each, in those units; its length, a multiple of 16, says how many there are
    void dots(float[] query, int[] room, byte[] columns, float[] products);

    /// Σ (qᵢ − cᵢ)² for vectors of small whole numbers, exact as long as it fits an int.
    ///
    /// @param query its length is a multiple of 16
    /// @param codes vectors, the first so many codes of each
    /// @param numbers of the vectors to compare
    /// @param count how many of them
    /// @param sums receives one for each
    void squaredEuclidean(int[] query, CodeRows codes, int[] numbers, int count, float[] sums);

    /// Σ qᵢ·cᵢ in the same way.
    ///
    /// @param query its length is a multiple of 16
    /// @param codes vectors, the first so many codes of each
    /// @param numbers of the vectors to compare
    /// @param count how many of them
    /// @param sums receives one for each
    void dot(int[] query, CodeRows codes, int[] numbers, int count, float[] sums);

    /// The fastest that this JVM can run.
    static Kernels fastest() {
        return KernelSet.fastest().pairs();
    }

    /// Loops that the compiler turns into SIMD code by itself as far as it can, for what is done once, perhaps in a JVM
    /// that has just started: a vector operation of the fastest takes microseconds until a second's work has shown the
    /// compiler that it is worth replacing.
    static Kernels inPlainJava() {
        return KernelSet.scalar().pairs();
    }
}
