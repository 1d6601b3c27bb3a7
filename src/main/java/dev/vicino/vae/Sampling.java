package dev.vicino.vae;

import java.util.random.RandomGenerator;

/// How a latent vector is drawn from the encoder's mean μ and log variance ℓ: z = μ + scale·ε, ε ~ N(0,1).
///
/// The lesson scales by e^ℓ, the variance, where the standard deviation e^(ℓ/2) belongs. Its network learns to live
/// with that, and its printed loss is even lower (133.8 nats against about 138) – but that number is no bound on the
/// likelihood. The ELBO charges KL(q ‖ N(0,1)) for the very q from which z is drawn. With [#LESSON], z comes from
/// N(μ, e^(2ℓ)) while the divergence is charged for N(μ, e^ℓ): for a variance below one, z is drawn from a much
/// narrower distribution than the one that is paid for, and the decoder is told more about the image than the
/// divergence admits. The same network scored with [#STANDARD_DEVIATION] loses more than 20 nats.
public enum Sampling {
    /// z = μ + e^(ℓ/2)·ε: the reparameterisation of Kingma and Welling.
    STANDARD_DEVIATION(0.5f) {
        @Override
        float scale(float variance) {
            return (float) Math.sqrt(variance);
        }
    },

    /// z = μ + e^ℓ·ε: as the lesson has it, to compare with its printed losses.
    LESSON(1) {
        @Override
        float scale(float variance) {
            return variance;
        }
    };

    private final float exponent;

    Sampling(float exponent) {
        this.exponent = exponent;
    }

    /// Draws one latent vector, as the lesson's `sampling` function does.
    ///
    /// @param mean μ of each dimension
    /// @param logVariance ℓ of each dimension
    /// @param random source of ε
    public float[] sample(float[] mean, float[] logVariance, RandomGenerator random) {
        float[] latent = new float[mean.length];
        for (int i = 0; i < latent.length; i++) {
            float variance = (float) StrictMath.exp(logVariance[i]);
            latent[i] = mean[i] + scale(variance) * (float) random.nextGaussian();
        }
        return latent;
    }

    /// What ε is multiplied with.
    ///
    /// @param variance e^ℓ
    abstract float scale(float variance);

    /// The derivative of the scale by the log variance ℓ, given the scale: both are powers of e^ℓ.
    float scaleDerivative(float scale) {
        return exponent * scale;
    }
}
