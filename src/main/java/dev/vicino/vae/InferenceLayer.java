package dev.vicino.vae;

import dev.vicino.vae.ParameterLayout.Dense;

/// A dense layer for one image at a time, in plain Java.
///
/// Weights lie input by input, so that an input of zero – most pixels, and half of all units after relu – costs a look.
/// Each input has an array of its own: with one index for sums and weights the JIT compiler makes vector code.
final class InferenceLayer {
    private final float[][] weights;
    private final float[] biases;

    InferenceLayer(Dense shape, float[] parameters) {
        int inputs = shape.inputs();
        int outputs = shape.outputs();
        weights = new float[inputs][outputs];
        biases = new float[outputs];
        System.arraycopy(parameters, shape.biasesAt(), biases, 0, outputs);
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                weights[input][output] = parameters[shape.weightsAt() + output * inputs + input];
            }
        }
    }

    /// The layer's output for the inputs that stand from index `at` on.
    float[] apply(float[] values, int at) {
        float[] sums = biases.clone();
        for (int input = 0; input < weights.length; input++) {
            float value = values[at + input];
            if (value != 0) {
                addScaled(sums, value, weights[input]);
            }
        }
        return sums;
    }

    /// The same through relu.
    float[] applyRectified(float[] values, int at) {
        float[] sums = apply(values, at);
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Math.max(0, sums[i]);
        }
        return sums;
    }

    private static void addScaled(float[] sums, float factor, float[] terms) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * terms[i];
        }
    }
}
