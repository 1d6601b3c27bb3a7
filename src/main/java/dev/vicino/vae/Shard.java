package dev.vicino.vae;

import java.util.random.RandomGenerator;

/// One worker's part of a batch: the forward pass, the loss and the gradient over its images.
///
/// Fixed in the number of images; [#forward] also takes fewer, and counts only those.
final class Shard {
    private final int images;
    private final FlatVector gradient;
    private final MirroredMatrix input;
    private final ShardLayer outerEncoder;
    private final ShardLayer innerEncoder;
    private final ShardLayer mean;
    private final ShardLayer logVariance;
    private final LatentSampler sampler;
    private final ShardLayer innerDecoder;
    private final ShardLayer outerDecoder;
    private final ShardLayer pixels;
    private final BernoulliLoss loss = new BernoulliLoss();
    private double reconstruction;
    private double divergence;

    /// @param parameters that are read, shared with other shards
    /// @param images of this shard's part of a batch
    Shard(ParameterLayout layout, Sampling sampling, Parameters parameters, int images) {
        this.images = images;
        gradient = new FlatVector(layout);
        input = new MirroredMatrix(ParameterLayout.PIXELS, images);
        outerEncoder = layer(layout.outerEncoder(), true, parameters);
        innerEncoder = layer(layout.innerEncoder(), true, parameters);
        mean = layer(layout.mean(), false, parameters);
        logVariance = layer(layout.logVariance(), false, parameters);
        sampler = new LatentSampler(
                sampling,
                layout.latentDimension(),
                mean.output().values(),
                logVariance.output().values());
        innerDecoder = layer(layout.innerDecoder(), true, parameters);
        outerDecoder = layer(layout.outerDecoder(), true, parameters);
        pixels = layer(layout.pixels(), false, parameters);
    }

    private ShardLayer layer(ParameterLayout.Dense shape, boolean relu, Parameters parameters) {
        return new ShardLayer(shape, relu, parameters.values(), parameters.memory(), gradient, images);
    }

    /// Draws the noise of the next [#forward].
    void drawNoise(RandomGenerator random) {
        float[] noise = sampler.noise();
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
    }

    /// The noise of the next [#forward], image after image.
    float[] noise() {
        return sampler.noise();
    }

    /// Runs images through the network. Afterwards the loss is known, and [#backward] may follow.
    ///
    /// @param data all images, one after the other
    /// @param order positions of images in the data
    /// @param from index into the order of the first image
    /// @param count how many images, up to this shard's number
    /// @param scale of the gradient: 1 / batch size for the mean of a batch
    void forward(float[] data, int[] order, int from, int count, float scale) {
        float[] gathered = input.values();
        for (int image = 0; image < count; image++) {
            System.arraycopy(
                    data,
                    order[from + image] * ParameterLayout.PIXELS,
                    gathered,
                    image * ParameterLayout.PIXELS,
                    ParameterLayout.PIXELS);
        }
        input.push();
        outerEncoder.forward(input);
        innerEncoder.forward(outerEncoder.output());
        mean.forward(innerEncoder.output());
        logVariance.forward(innerEncoder.output());
        sampler.sample();
        innerDecoder.forward(sampler.latent());
        outerDecoder.forward(innerDecoder.output());
        pixels.forward(outerDecoder.output());
        divergence = sampler.divergence(count);
        reconstruction = 0;
        float[] logits = pixels.output().values();
        float[] derivative = pixels.delta().values();
        for (int at = 0; at < count * ParameterLayout.PIXELS; at += ParameterLayout.PIXELS) {
            reconstruction += loss.ofImage(logits, gathered, at, derivative, scale);
        }
    }

    /// Computes the gradient of the mean loss over the batch, after [#forward] over this shard's full number of images.
    ///
    /// @param scale as given to [#forward]
    /// @param klWeight β
    void backward(float scale, double klWeight) {
        pixels.delta().push();
        pixels.backward(outerDecoder.output());
        pixels.propagate(outerDecoder.delta(), 0);
        outerDecoder.rectifyDelta();
        outerDecoder.backward(innerDecoder.output());
        outerDecoder.propagate(innerDecoder.delta(), 0);
        innerDecoder.rectifyDelta();
        innerDecoder.backward(sampler.latent());
        innerDecoder.propagate(sampler.latentDelta(), 0);
        sampler.backward((float) klWeight * scale, mean.delta(), logVariance.delta());
        mean.backward(innerEncoder.output());
        logVariance.backward(innerEncoder.output());
        mean.propagate(innerEncoder.delta(), 0);
        logVariance.propagate(innerEncoder.delta(), 1);
        innerEncoder.rectifyDelta();
        innerEncoder.backward(outerEncoder.output());
        innerEncoder.propagate(outerEncoder.delta(), 0);
        outerEncoder.rectifyDelta();
        outerEncoder.backward(input);
    }

    /// The gradient, after [#backward].
    FlatVector gradient() {
        return gradient;
    }

    /// The negative ELBO summed over the images of the last [#forward], in nats.
    double loss() {
        return reconstruction + divergence;
    }
}
