package dev.vicino.vae;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;

/// A trained variational autoencoder: embeds images, and draws images from embeddings. Immutable and safe for use by
/// many threads.
///
/// An image is 784 floats in [0,1], row by row, 0 for the background; its embedding is the mean of q(z|x). The same
/// image has the same embedding, bit for bit, alone or among others.
public final class VaeModel {
    /// Pixels of an image, 28 × 28.
    public static final int PIXELS = ParameterLayout.PIXELS;

    private static final int IMAGES_PER_TASK = 64;

    private final ParameterLayout layout;
    private final float[] parameters;
    private final InferenceLayer outerEncoder;
    private final InferenceLayer innerEncoder;
    private final InferenceLayer mean;
    private final InferenceLayer innerDecoder;
    private final InferenceLayer outerDecoder;
    private final InferenceLayer pixels;

    private VaeModel(ParameterLayout layout, float[] parameters) {
        this.layout = layout;
        this.parameters = parameters;
        outerEncoder = new InferenceLayer(layout.outerEncoder(), parameters);
        innerEncoder = new InferenceLayer(layout.innerEncoder(), parameters);
        mean = new InferenceLayer(layout.mean(), parameters);
        innerDecoder = new InferenceLayer(layout.innerDecoder(), parameters);
        outerDecoder = new InferenceLayer(layout.outerDecoder(), parameters);
        pixels = new InferenceLayer(layout.pixels(), parameters);
    }

    /// The model of these parameters, which are copied.
    static VaeModel of(ParameterLayout layout, float[] parameters) {
        return new VaeModel(layout, parameters.clone());
    }

    /// Reads a model from a DL4J network file. ND4J is not started.
    ///
    /// @throws CorruptModelException if the file is damaged, or holds another kind of network
    /// @throws IOException if it cannot be read
    public static VaeModel load(Path zip) throws IOException {
        ModelFile.Content content = ModelFile.read(zip);
        return new VaeModel(content.layout(), content.parameters());
    }

    /// Writes a standard DL4J network file, a `MultiLayerNetwork` of one `VariationalAutoencoder` layer for
    /// `ModelSerializer`, replacing an older one as a whole.
    public void save(Path zip) throws IOException {
        ModelFile.write(zip, layout, parameters);
    }

    /// Length of an embedding.
    public int latentDimension() {
        return layout.latentDimension();
    }

    /// The embedding of an image.
    ///
    /// @param image 784 floats in [0,1]
    /// @throws IllegalArgumentException for another number of floats
    public float[] encode(float[] image) {
        requireLength("an image", image.length, PIXELS);
        return encodeAt(image, 0);
    }

    /// The embeddings of many images, on all cores.
    ///
    /// @param images one after the other
    /// @param count how many
    /// @throws IllegalArgumentException for another number of floats than 784 × count
    public float[][] encodeAll(float[] images, int count) {
        if (count < 0 || images.length != (long) count * PIXELS) {
            throw new IllegalArgumentException(
                    count + " images hold " + images.length + " floats; expected " + PIXELS + " each");
        }
        float[][] embeddings = new float[count][];
        IntStream.range(0, (count + IMAGES_PER_TASK - 1) / IMAGES_PER_TASK)
                .parallel()
                .forEach(task -> {
                    int end = Math.min(count, (task + 1) * IMAGES_PER_TASK);
                    for (int image = task * IMAGES_PER_TASK; image < end; image++) {
                        embeddings[image] = encodeAt(images, image * PIXELS);
                    }
                });
        return embeddings;
    }

    /// The image that an embedding stands for: the probability of ink at each of 784 pixels.
    ///
    /// @param embedding as many floats as [#latentDimension]
    /// @throws IllegalArgumentException for another number of floats
    public float[] decode(float[] embedding) {
        requireLength("an embedding", embedding.length, latentDimension());
        float[] inner = innerDecoder.applyRectified(embedding, 0);
        float[] outer = outerDecoder.applyRectified(inner, 0);
        float[] image = pixels.apply(outer, 0);
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) (1 / (1 + Math.exp(-image[i])));
        }
        return image;
    }

    /// Names this model by what it computes, wherever its file lies: `vae-z32-` and the first 12 hexadecimal digits of
    /// the SHA-256 over its parameters (big-endian floats, in the file's order).
    public String fingerprint() {
        ByteBuffer bytes = ByteBuffer.allocate(parameters.length * Float.BYTES);
        bytes.asFloatBuffer().put(parameters);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
            return "vae-z" + latentDimension() + "-" + HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /// The parameters themselves, in the order of [ParameterLayout]; not to be changed.
    float[] parameters() {
        return parameters;
    }

    private float[] encodeAt(float[] images, int at) {
        return mean.apply(innerEncoder.applyRectified(outerEncoder.applyRectified(images, at), 0), 0);
    }

    private static void requireLength(String what, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(what + " of " + length + " floats; expected " + expected);
        }
    }
}
