package dev.vicino.vae;

/// Draws one worker's latent vectors and takes the gradient back through the draw.
///
/// With μ and ℓ from the encoder, noise ε and the sampling's scale s(ℓ): z = μ + s·ε, and for the loss L, whose
/// divergence ½Σ(μ² + e^ℓ − ℓ − 1) has weight β:
///
/// ```
/// ∂L/∂μ = ∂L/∂z + β·μ
/// ∂L/∂ℓ = ∂L/∂z · ε · s′(ℓ) + β·½(e^ℓ − 1)
/// ```
final class LatentSampler {
    private final Sampling sampling;
    private final int latentDimension;
    private final float[] means;
    private final float[] logVariances;
    private final float[] noise;
    private final float[] variances;
    private final float[] scales;
    private final MirroredMatrix latent;
    private final MirroredMatrix latentDelta;

    /// @param means of the encoder, refilled before every [#sample]
    /// @param logVariances of the encoder, refilled before every [#sample]
    LatentSampler(Sampling sampling, int latentDimension, float[] means, float[] logVariances) {
        this.sampling = sampling;
        this.latentDimension = latentDimension;
        this.means = means;
        this.logVariances = logVariances;
        noise = new float[means.length];
        variances = new float[means.length];
        scales = new float[means.length];
        latent = new MirroredMatrix(latentDimension, means.length / latentDimension);
        latentDelta = new MirroredMatrix(latentDimension, means.length / latentDimension);
    }

    /// ε, to be filled by the caller before [#sample].
    float[] noise() {
        return noise;
    }

    /// z, on both sides after [#sample].
    MirroredMatrix latent() {
        return latent;
    }

    /// ∂L/∂z, to be left in its native side before [#backward].
    MirroredMatrix latentDelta() {
        return latentDelta;
    }

    void sample() {
        float[] z = latent.values();
        for (int i = 0; i < z.length; i++) {
            variances[i] = (float) StrictMath.exp(logVariances[i]);
            scales[i] = sampling.scale(variances[i]);
            z[i] = means[i] + scales[i] * noise[i];
        }
        latent.push();
    }

    /// The divergence in nats, summed over the first so many images.
    double divergence(int images) {
        double sum = 0;
        for (int i = 0; i < images * latentDimension; i++) {
            sum += 0.5 * ((double) means[i] * means[i] + variances[i] - logVariances[i] - 1);
        }
        return sum;
    }

    /// Writes the derivatives by μ and by ℓ to both sides of the two heads' deltas.
    ///
    /// @param klWeight β, divided by the batch size as the whole loss is
    void backward(float klWeight, MirroredMatrix meanDelta, MirroredMatrix logVarianceDelta) {
        latentDelta.pull();
        float[] byLatent = latentDelta.values();
        float[] byMean = meanDelta.values();
        float[] byLogVariance = logVarianceDelta.values();
        for (int i = 0; i < byLatent.length; i++) {
            byMean[i] = byLatent[i] + klWeight * means[i];
            byLogVariance[i] =
                    byLatent[i] * noise[i] * sampling.scaleDerivative(scales[i]) + klWeight * 0.5f * (variances[i] - 1);
        }
        meanDelta.push();
        logVarianceDelta.push();
    }
}
