package dev.vicino.vae;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads from a DL4J network's `configuration.json` whether it is the network of this package.
final class Dl4jConfiguration {
    private static final int[] ENCODER = {ParameterLayout.OUTER, ParameterLayout.INNER};
    private static final int[] DECODER = {ParameterLayout.INNER, ParameterLayout.OUTER};

    private Dl4jConfiguration() {}

    /// The network's latent dimension.
    ///
    /// @param file for messages
    /// @throws CorruptModelException if it is another network, naming the first difference
    static int latentDimension(Path file, byte[] json) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new CorruptModelException(file + " has a damaged configuration: " + e.getOriginalMessage(), e);
        }
        JsonNode layers = root.path("confs");
        require(file, "number of layers", layers.size(), 1);
        JsonNode layer = layers.path(0).path("layer");
        require(file, "layer", simpleName(layer), "VariationalAutoencoder");
        require(file, "number of inputs", layer.path("nin").asInt(0), ParameterLayout.PIXELS);
        require(file, "encoder", sizes(layer.path("encoderLayerSizes")), Arrays.toString(ENCODER));
        require(file, "decoder", sizes(layer.path("decoderLayerSizes")), Arrays.toString(DECODER));
        require(file, "activation", simpleName(layer.path("activationFn")), "ActivationReLU");
        require(file, "latent activation", simpleName(layer.path("pzxActivationFn")), "ActivationIdentity");
        JsonNode output = layer.path("outputDistribution");
        require(file, "reconstruction", simpleName(output), "BernoulliReconstructionDistribution");
        require(file, "reconstruction's activation", simpleName(output.path("activationFn")), "ActivationSigmoid");
        int latentDimension = layer.path("nout").asInt(0);
        if (latentDimension < 1 || latentDimension > TrainingOptions.MAX_LATENT_DIMENSION) {
            throw new CorruptModelException(file + " has " + latentDimension + " latent dimensions; expected 1 to "
                    + TrainingOptions.MAX_LATENT_DIMENSION);
        }
        return latentDimension;
    }

    private static void require(Path file, String what, Object found, Object expected) {
        if (!found.equals(expected)) {
            throw new CorruptModelException(
                    file + " is another network: its " + what + " is " + found + "; expected " + expected);
        }
    }

    private static String sizes(JsonNode array) {
        return Arrays.toString(IntStream.range(0, array.size())
                .map(i -> array.path(i).asInt(0))
                .toArray());
    }

    private static String simpleName(JsonNode object) {
        String name = object.path("@class").asString("missing");
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
