package dev.vicino.vae;

import java.util.Random;

/// The network's parameters on the heap and in native memory, both always alike.
final class Parameters {
    private final float[] values;
    private final FlatVector memory;

    /// Parameters over an array, which is taken over.
    Parameters(ParameterLayout layout, float[] values) {
        this.values = values;
        memory = new FlatVector(layout);
        publish(0, values.length);
    }

    /// Fresh weights, uniform within ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010, Keras's default), biases zero.
    static float[] initialValues(ParameterLayout layout, Random random) {
        float[] values = new float[layout.size()];
        for (ParameterLayout.Dense layer : layout.layers()) {
            double limit = Math.sqrt(6.0 / (layer.inputs() + layer.outputs()));
            for (int i = layer.weightsAt(); i < layer.biasesAt(); i++) {
                values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
            }
        }
        return values;
    }

    /// The heap side itself; whoever changes it must [#publish].
    float[] values() {
        return values;
    }

    /// The native side.
    FlatVector memory() {
        return memory;
    }

    /// Copies a changed range of the heap to the native side.
    void publish(int from, int to) {
        memory.write(from, values, from, to - from);
    }
}
