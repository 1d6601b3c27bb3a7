package dev.vicino.vae;

/// The Adam optimiser over the flat array of parameters (Kingma and Ba 2014, arXiv:1412.6980).
///
/// ```
/// m ← β₁·m + (1 − β₁)·g        v ← β₂·v + (1 − β₂)·g²
/// θ ← θ − α·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)
/// ```
///
/// β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁷ as in Keras. The paper's efficient form, corrections folded into the rate.
final class Adam {
    private static final double MEAN_DECAY = 0.9;
    private static final double VARIANCE_DECAY = 0.999;
    private static final float EPSILON = 1e-7f;

    /// Floats handled at a time: small enough to stay in the cache from reading the gradient to writing the parameters.
    private static final int BLOCK = 4_096;

    private final float[] means;
    private final float[] variances;
    private final float[] left;
    private final float[] right;

    /// Continues from a state, which is taken over.
    Adam(float[] means, float[] variances) {
        this.means = means;
        this.variances = variances;
        left = new float[means.length];
        right = new float[means.length];
    }

    /// Updates one worker's half of the parameters from the sum of both gradients.
    ///
    /// @param worker 0 for the first half of the array, 1 for the second
    /// @param step counted from 1 over all epochs
    void update(
            int worker,
            Parameters parameters,
            FlatVector leftGradient,
            FlatVector rightGradient,
            long step,
            double rate) {
        float factor = (float) (rate
                * Math.sqrt(1 - StrictMath.pow(VARIANCE_DECAY, (double) step))
                / (1 - StrictMath.pow(MEAN_DECAY, (double) step)));
        int middle = means.length / 2;
        int from = worker == 0 ? 0 : middle;
        int to = worker == 0 ? middle : means.length;
        for (int at = from; at < to; at += BLOCK) {
            int end = Math.min(at + BLOCK, to);
            leftGradient.read(at, left, end);
            rightGradient.read(at, right, end);
            updateRange(parameters.values(), at, end, factor);
            parameters.publish(at, end);
        }
    }

    /// One index for all arrays: with offsets that differ, the JIT compiler cannot rule out that arrays overlap, and
    /// makes no vector code, at eight times the cost.
    private void updateRange(float[] parameters, int from, int to, float factor) {
        float meanDecay = (float) MEAN_DECAY;
        float varianceDecay = (float) VARIANCE_DECAY;
        float meanGain = (float) (1 - MEAN_DECAY);
        float varianceGain = (float) (1 - VARIANCE_DECAY);
        float[] m = means;
        float[] v = variances;
        float[] g = left;
        float[] h = right;
        for (int i = from; i < to; i++) {
            float gradient = g[i] + h[i];
            float mean = meanDecay * m[i] + meanGain * gradient;
            float variance = varianceDecay * v[i] + varianceGain * gradient * gradient;
            m[i] = mean;
            v[i] = variance;
            parameters[i] -= factor * mean / ((float) Math.sqrt(variance) + EPSILON);
        }
    }
}
