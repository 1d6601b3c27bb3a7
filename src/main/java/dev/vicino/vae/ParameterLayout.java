package dev.vicino.vae;

import java.util.List;

/// Where each layer's weights and biases lie in the flat array of parameters.
///
/// The order is that of DL4J's `VariationalAutoencoder` layer, so that the array is the network's own parameters:
///
/// ```
/// e0W e0b  e1W e1b  pZXMeanW pZXMeanb  pZXLogStd2W pZXLogStd2b  d0W d0b  d1W d1b  pXZW pXZb
/// ```
///
/// The weight from input i to output o of a layer stands at `weightsAt + i + inputs·o` (a matrix inputs × outputs in
/// column order).
final class ParameterLayout {
    /// Pixels of an image, 28 × 28.
    static final int PIXELS = 784;

    /// Units of the hidden layers beside the pixels.
    static final int OUTER = 256;

    /// Units of the hidden layers beside the latent vector.
    static final int INNER = 128;

    /// One dense layer's place.
    ///
    /// @param inputs numbers that go in
    /// @param outputs numbers that come out
    /// @param weightsAt index of the first weight
    record Dense(int inputs, int outputs, int weightsAt) {
        int weights() {
            return inputs * outputs;
        }

        int biasesAt() {
            return weightsAt + weights();
        }

        int end() {
            return biasesAt() + outputs;
        }
    }

    private final int latentDimension;
    private final Dense outerEncoder;
    private final Dense innerEncoder;
    private final Dense mean;
    private final Dense logVariance;
    private final Dense innerDecoder;
    private final Dense outerDecoder;
    private final Dense pixels;

    ParameterLayout(int latentDimension) {
        this.latentDimension = latentDimension;
        outerEncoder = new Dense(PIXELS, OUTER, 0);
        innerEncoder = new Dense(OUTER, INNER, outerEncoder.end());
        mean = new Dense(INNER, latentDimension, innerEncoder.end());
        logVariance = new Dense(INNER, latentDimension, mean.end());
        innerDecoder = new Dense(latentDimension, INNER, logVariance.end());
        outerDecoder = new Dense(INNER, OUTER, innerDecoder.end());
        pixels = new Dense(OUTER, PIXELS, outerDecoder.end());
    }

    int latentDimension() {
        return latentDimension;
    }

    /// Length of the flat array.
    int size() {
        return pixels.end();
    }

    /// All layers in the order of the array.
    List<Dense> layers() {
        return List.of(outerEncoder, innerEncoder, mean, logVariance, innerDecoder, outerDecoder, pixels);
    }

    Dense outerEncoder() {
        return outerEncoder;
    }

    Dense innerEncoder() {
        return innerEncoder;
    }

    Dense mean() {
        return mean;
    }

    Dense logVariance() {
        return logVariance;
    }

    Dense innerDecoder() {
        return innerDecoder;
    }

    Dense outerDecoder() {
        return outerDecoder;
    }

    Dense pixels() {
        return pixels;
    }
}
