package dev.vicino.vae;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.variational.BernoulliReconstructionDistribution;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/// The model as DL4J knows it: a network of one `VariationalAutoencoder` layer.
final class Dl4jNetwork {
    private Dl4jNetwork() {}

    /// A network of these parameters.
    static MultiLayerNetwork of(ParameterLayout layout, float[] parameters) {
        NativeMath.prepareThread();
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .updater(new Adam())
                .weightInit(WeightInit.XAVIER_UNIFORM)
                .list()
                .layer(new VariationalAutoencoder.Builder()
                        .activation(Activation.RELU)
                        .encoderLayerSizes(ParameterLayout.OUTER, ParameterLayout.INNER)
                        .decoderLayerSizes(ParameterLayout.INNER, ParameterLayout.OUTER)
                        .pzxActivationFunction(Activation.IDENTITY)
                        .reconstructionDistribution(new BernoulliReconstructionDistribution(Activation.SIGMOID))
                        .numSamples(1)
                        .nIn(ParameterLayout.PIXELS)
                        .nOut(layout.latentDimension())
                        .build())
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init(Nd4j.createFromArray(parameters), true);
        return network;
    }
}
