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

    /// Floats handled at a time: the scratch arrays stay in the first-level cache.
    private static final int BLOCK = 2_048;

    private final float[] means;
    private final float[] variances;
    private final float[][][] scratch = new float[2][2][BLOCK];

    /// Continues from a state, which is taken over.
    Adam(float[] means, float[] variances) {
        this.means = means;
        this.variances = variances;
    }

    /// Updates one worker's half of the parameters from the sum of both gradients.
    ///
    /// @param worker 0 for the first half of the array, 1 for the second
    /// @param step counted from 1 over all epochs
    void update(int worker, Parameters parameters, FlatVector left, FlatVector right, long step, double rate) {
        float factor = (float) (rate
                * Math.sqrt(1 - StrictMath.pow(VARIANCE_DECAY, (double) step))
                / (1 - StrictMath.pow(MEAN_DECAY, (double) step)));
        int middle = means.length / 2;
        int from = worker == 0 ? 0 : middle;
        int to = worker == 0 ? middle : means.length;
        float[] leftBlock = scratch[worker][0];
        float[] rightBlock = scratch[worker][1];
        for (int at = from; at < to; at += BLOCK) {
            int length = Math.min(BLOCK, to - at);
            left.read(at, leftBlock, length);
            right.read(at, rightBlock, length);
            updateBlock(parameters.values(), at, length, leftBlock, rightBlock, factor);
            parameters.publish(at, at + length);
        }
    }

    private void updateBlock(float[] parameters, int at, int length, float[] left, float[] right, float factor) {
        float meanDecay = (float) MEAN_DECAY;
        float varianceDecay = (float) VARIANCE_DECAY;
        float meanGain = (float) (1 - MEAN_DECAY);
        float varianceGain = (float) (1 - VARIANCE_DECAY);
        float[] m = means;
        float[] v = variances;
        for (int i = 0; i < length; i++) {
            float gradient = left[i] + right[i];
            float mean = meanDecay * m[at + i] + meanGain * gradient;
            float variance = varianceDecay * v[at + i] + varianceGain * gradient * gradient;
            m[at + i] = mean;
            v[at + i] = variance;
            parameters[at + i] -= factor * mean / ((float) Math.sqrt(variance) + EPSILON);
        }
    }
}
