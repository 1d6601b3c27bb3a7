package dev.vicino.vae;

import java.util.Random;

/// Untrained networks with biases, so that no term of a formula is zero by chance.
final class Networks {
    private Networks() {}

    static float[] parameters(ParameterLayout layout, long seed) {
        Random random = new Random(seed);
        float[] values = Parameters.initialValues(layout, random);
        for (ParameterLayout.Dense layer : layout.layers()) {
            for (int i = layer.biasesAt(); i < layer.end(); i++) {
                values[i] = 0.2f * (float) random.nextGaussian();
            }
        }
        return values;
    }

    static VaeModel model(int latentDimension, long seed) {
        ParameterLayout layout = new ParameterLayout(latentDimension);
        return VaeModel.of(layout, parameters(layout, seed));
    }
}
