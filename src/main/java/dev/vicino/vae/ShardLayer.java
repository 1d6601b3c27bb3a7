package dev.vicino.vae;

import dev.vicino.vae.ParameterLayout.Dense;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// A dense layer over one worker's images: A = Wᵀ·X + b, one column per image, then perhaps relu.
///
/// With D the derivative of the loss by A, the backward pass is dW = X·Dᵀ, db = Σ over images of D, dX = W·D. All
/// products go into memory that is allocated once: ND4J's allocating products take two to four times as long.
final class ShardLayer {
    private final Dense shape;
    private final boolean relu;
    private final float[] parameters;
    private final INDArray weights;
    private final FlatVector gradient;
    private final INDArray weightGradient;
    private final float[] biasGradient;
    private final MirroredMatrix output;
    private final MirroredMatrix delta;

    /// @param parameters the flat array on the heap, for the biases
    /// @param nativeParameters the same in native memory, for the weights
    /// @param gradient where the backward pass leaves this layer's gradient
    ShardLayer(
            Dense shape,
            boolean relu,
            float[] parameters,
            FlatVector nativeParameters,
            FlatVector gradient,
            int images) {
        this.shape = shape;
        this.relu = relu;
        this.parameters = parameters;
        this.weights = nativeParameters.weights(shape);
        this.gradient = gradient;
        this.weightGradient = gradient.weights(shape);
        this.biasGradient = new float[shape.outputs()];
        this.output = new MirroredMatrix(shape.outputs(), images);
        this.delta = new MirroredMatrix(shape.outputs(), images);
    }

    /// A, on both sides if a further layer follows (relu), else on the heap alone.
    MirroredMatrix output() {
        return output;
    }

    /// D, the derivative of the loss by A before relu.
    MirroredMatrix delta() {
        return delta;
    }

    void forward(MirroredMatrix input) {
        Nd4j.gemm(weights, input.matrix(), output.matrix(), true, false, 1, 0);
        output.pull();
        float[] values = output.values();
        for (int at = 0; at < values.length; at += shape.outputs()) {
            if (relu) {
                addBiasAndRectify(values, at);
            } else {
                addBias(values, at);
            }
        }
        if (relu) {
            output.push();
        }
    }

    /// Computes this layer's gradient from [#delta], whose native side must be set.
    ///
    /// @param input as given to [#forward]
    void backward(MirroredMatrix input) {
        Nd4j.gemm(input.matrix(), delta.matrix(), weightGradient, false, true, 1, 0);
        sumOverImages();
        gradient.write(shape.biasesAt(), biasGradient, 0, biasGradient.length);
    }

    /// Computes the derivative of the loss by this layer's input.
    ///
    /// @param inputDelta receives it in native memory
    /// @param keep 0 to overwrite, 1 to add to what is there
    void propagate(MirroredMatrix inputDelta, double keep) {
        Nd4j.gemm(weights, delta.matrix(), inputDelta.matrix(), false, false, 1, keep);
    }

    /// Takes the derivative through relu, after the next layer has left it in the native side of [#delta].
    void rectifyDelta() {
        delta.pull();
        float[] derivative = delta.values();
        float[] values = output.values();
        for (int i = 0; i < derivative.length; i++) {
            derivative[i] = values[i] > 0 ? derivative[i] : 0;
        }
        delta.push();
    }

    private void addBias(float[] values, int at) {
        int biases = shape.biasesAt();
        int units = shape.outputs();
        float[] from = parameters;
        for (int unit = 0; unit < units; unit++) {
            values[at + unit] += from[biases + unit];
        }
    }

    private void addBiasAndRectify(float[] values, int at) {
        int biases = shape.biasesAt();
        int units = shape.outputs();
        float[] from = parameters;
        for (int unit = 0; unit < units; unit++) {
            values[at + unit] = Math.max(0, values[at + unit] + from[biases + unit]);
        }
    }

    private void sumOverImages() {
        float[] sums = biasGradient;
        float[] values = delta.values();
        int units = shape.outputs();
        Arrays.fill(sums, 0);
        for (int at = 0; at < values.length; at += units) {
            for (int unit = 0; unit < units; unit++) {
                sums[unit] += values[at + unit];
            }
        }
    }
}
