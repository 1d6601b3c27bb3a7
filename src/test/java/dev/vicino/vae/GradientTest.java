package dev.vicino.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vicino.vae.ParameterLayout.Dense;
import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.nn.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GradientTest {
    private static final int IMAGES = 20;
    private static final long NOISE_SEED = 7;

    /// Loss and gradient of a batch.
    private record LossAndGradient(double loss, float[] gradient) {}

    @Test
    void loss_and_gradient_are_those_of_dl4js_own_layer() {
        ParameterLayout layout = new ParameterLayout(3);
        float[] parameters = Networks.parameters(layout, 1);
        float[] images = SyntheticImages.of(IMAGES, 2);
        NativeMath.prepareThread();
        Nd4j.getRandom().setSeed(NOISE_SEED);
        // The layer draws its noise by the same call, so after the same seed these are the numbers it will see.
        float[] noise = Nd4j.randn(DataType.FLOAT, IMAGES, 3).dup('c').data().asFloat();
        LossAndGradient theirs = byDl4j(layout, parameters, images);
        LossAndGradient ours = byShards(layout, Sampling.STANDARD_DEVIATION, parameters, images, noise, 1);

        assertThat(ours.loss()).isCloseTo(theirs.loss(), within(1e-4 * theirs.loss()));
        for (Dense layer : layout.layers()) {
            assertClose(ours.gradient(), theirs.gradient(), layer.weightsAt(), layer.biasesAt());
            assertClose(ours.gradient(), theirs.gradient(), layer.biasesAt(), layer.end());
        }
    }

    @ParameterizedTest
    @EnumSource(Sampling.class)
    void loss_and_gradient_are_those_of_the_formula_in_double_precision(Sampling sampling) {
        ParameterLayout layout = new ParameterLayout(2);
        float[] parameters = Networks.parameters(layout, 3);
        float[] images = SyntheticImages.of(4, 4);
        float[] noise = gaussians(4 * 2, 5);
        double klWeight = 0.7;
        LossAndGradient ours = byShards(layout, sampling, parameters, images, noise, klWeight);

        double[] wide = new double[parameters.length];
        Arrays.setAll(wide, i -> parameters[i]);
        double full = new DoubleOracle(layout, sampling, 1).loss(wide, images, noise);
        assertThat(ours.loss()).isCloseTo(full, within(1e-5 * full));
        DoubleOracle weighted = new DoubleOracle(layout, sampling, klWeight);
        Random random = new Random(6);
        for (Dense layer : layout.layers()) {
            double largest = largest(ours.gradient(), layer.weightsAt(), layer.end());
            for (int sample = 0; sample < 12; sample++) {
                int index = layer.weightsAt() + random.nextInt(layer.end() - layer.weightsAt());
                assertThat((double) ours.gradient()[index])
                        .as("derivative by parameter %d", index)
                        .isCloseTo(derivative(weighted, wide, index, images, noise), within(1e-4 * largest));
            }
        }
    }

    /// A central difference.
    private static double derivative(
            DoubleOracle oracle, double[] parameters, int index, float[] images, float[] noise) {
        double step = 1e-6;
        double kept = parameters[index];
        parameters[index] = kept + step;
        double above = oracle.loss(parameters, images, noise);
        parameters[index] = kept - step;
        double below = oracle.loss(parameters, images, noise);
        parameters[index] = kept;
        return (above - below) / (2 * step);
    }

    private static LossAndGradient byDl4j(ParameterLayout layout, float[] parameters, float[] images) {
        MultiLayerNetwork network = Dl4jNetwork.of(layout, parameters);
        VariationalAutoencoder layer = (VariationalAutoencoder) network.getLayer(0);
        INDArray gradient = Nd4j.zeros(DataType.FLOAT, 1, layout.size());
        layer.setBackpropGradientsViewArray(gradient);
        LayerWorkspaceMgr workspace = LayerWorkspaceMgr.noWorkspaces();
        layer.setInput(Nd4j.createFromArray(images).reshape('c', IMAGES, VaeModel.PIXELS), workspace);
        Nd4j.getRandom().setSeed(NOISE_SEED);
        layer.computeGradientAndScore(workspace);
        // The layer sums over the batch where we take the mean.
        return new LossAndGradient(layer.score(), gradient.div(IMAGES).data().asFloat());
    }

    /// As a training step does: two shards, whose gradients add up.
    private static LossAndGradient byShards(
            ParameterLayout layout, Sampling sampling, float[] values, float[] images, float[] noise, double klWeight) {
        NativeMath.prepareThread();
        int count = images.length / VaeModel.PIXELS;
        int half = count / 2;
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        Parameters parameters = new Parameters(layout, values.clone());
        double loss = 0;
        float[] gradient = new float[layout.size()];
        for (int worker = 0; worker < 2; worker++) {
            Shard shard = new Shard(layout, sampling, parameters, half);
            System.arraycopy(noise, worker * noise.length / 2, shard.noise(), 0, noise.length / 2);
            shard.forward(images, order, worker * half, half, 1f / count);
            shard.backward(1f / count, klWeight);
            loss += shard.loss();
            float[] part = new float[layout.size()];
            shard.gradient().read(0, part, part.length);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += part[i];
            }
        }
        return new LossAndGradient(loss / count, gradient);
    }

    private static void assertClose(float[] ours, float[] theirs, int from, int to) {
        double largest = largest(theirs, from, to);
        assertThat(largest).isPositive();
        for (int i = from; i < to; i++) {
            assertThat((double) ours[i])
                    .as("derivative by parameter %d", i)
                    .isCloseTo(theirs[i], within(1e-4 * largest));
        }
    }

    private static double largest(float[] values, int from, int to) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }

    private static float[] gaussians(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
