package dev.vicino.vae;

import dev.vicino.vae.ParameterLayout.Dense;

/// The loss written out in double precision, for a few images: what the fast code must agree with.
final class DoubleOracle {
    private final ParameterLayout layout;
    private final Sampling sampling;
    private final double klWeight;

    DoubleOracle(ParameterLayout layout, Sampling sampling, double klWeight) {
        this.layout = layout;
        this.sampling = sampling;
        this.klWeight = klWeight;
    }

    /// The mean over images of −log p(x|z) + β·KL.
    double loss(double[] parameters, float[] images, float[] noise) {
        int count = images.length / VaeModel.PIXELS;
        double sum = 0;
        for (int image = 0; image < count; image++) {
            sum += lossOf(parameters, images, image, noise);
        }
        return sum / count;
    }

    private double lossOf(double[] parameters, float[] images, int image, float[] noise) {
        double[] pixels = new double[VaeModel.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = images[image * VaeModel.PIXELS + i];
        }
        double[] hidden =
                relu(dense(layout.innerEncoder(), parameters, relu(dense(layout.outerEncoder(), parameters, pixels))));
        double[] mean = dense(layout.mean(), parameters, hidden);
        double[] logVariance = dense(layout.logVariance(), parameters, hidden);
        double[] z = new double[mean.length];
        double divergence = 0;
        for (int i = 0; i < z.length; i++) {
            double scale = switch (sampling) {
                case STANDARD_DEVIATION -> Math.exp(logVariance[i] / 2);
                case LESSON -> Math.exp(logVariance[i]);
            };
            z[i] = mean[i] + scale * noise[image * z.length + i];
            divergence += 0.5 * (mean[i] * mean[i] + Math.exp(logVariance[i]) - logVariance[i] - 1);
        }
        double[] logits = dense(
                layout.pixels(),
                parameters,
                relu(dense(layout.outerDecoder(), parameters, relu(dense(layout.innerDecoder(), parameters, z)))));
        return crossEntropy(pixels, logits) + klWeight * divergence;
    }

    private static double crossEntropy(double[] pixels, double[] logits) {
        double sum = 0;
        for (int i = 0; i < pixels.length; i++) {
            double p = 1 / (1 + Math.exp(-logits[i]));
            sum -= pixels[i] * Math.log(p) + (1 - pixels[i]) * Math.log(1 - p);
        }
        return sum;
    }

    private static double[] dense(Dense layer, double[] parameters, double[] inputs) {
        double[] outputs = new double[layer.outputs()];
        for (int o = 0; o < outputs.length; o++) {
            outputs[o] = parameters[layer.biasesAt() + o];
            for (int i = 0; i < inputs.length; i++) {
                outputs[o] += parameters[layer.weightsAt() + i + inputs.length * o] * inputs[i];
            }
        }
        return outputs;
    }

    private static double[] relu(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, values[i]);
        }
        return values;
    }
}
