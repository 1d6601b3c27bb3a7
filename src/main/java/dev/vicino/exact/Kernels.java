package dev.vicino.exact;

/// The three sums that all four metrics are made of, in float32.
///
/// Both arrays have the same length, which the caller has checked. Each result is within `(n + 8) · 2⁻²⁴` times the
/// sum of its terms' magnitudes, plus `n · 2⁻¹⁴⁹` for what underflows; where a sum overflows it is infinite or NaN.
public interface Kernels {
    /// Σ (aᵢ − bᵢ)²
    float squaredEuclidean(float[] a, float[] b);

    /// Σ |aᵢ − bᵢ|
    float manhattan(float[] a, float[] b);

    /// Σ aᵢ·bᵢ
    float dot(float[] a, float[] b);

    /// The fastest that this JVM can run.
    static Kernels fastest() {
        return FastestKernels.INSTANCE;
    }
}
