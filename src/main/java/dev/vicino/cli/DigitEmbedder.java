package dev.vicino.cli;

import dev.vicino.vae.VaeModel;

/// Turns digits into vectors, and as far as it can, back.
sealed interface DigitEmbedder {
    /// Floats in a vector.
    int dimension();

    /// Names what made the vectors, for the collection's manifest.
    String fingerprint();

    /// The vectors of many images.
    ///
    /// @param pixels count × 784 values in [0, 1], row-major
    float[][] embedAll(float[] pixels, int count);

    /// The vector of one image.
    ///
    /// @param pixels 784 values in [0, 1], row-major
    default float[] embed(float[] pixels) {
        return embedAll(pixels, 1)[0];
    }

    /// The image that a vector stands for: 784 values in [0, 1].
    float[] picture(float[] vector);

    /// The encoder of a trained autoencoder, and its decoder for the way back.
    record Latent(VaeModel model) implements DigitEmbedder {
        @Override
        public int dimension() {
            return model.latentDimension();
        }

        @Override
        public String fingerprint() {
            return model.fingerprint();
        }

        @Override
        public float[][] embedAll(float[] pixels, int count) {
            return model.encodeAll(pixels, count);
        }

        @Override
        public float[] picture(float[] vector) {
            return model.decode(vector);
        }
    }

    /// The pixels as they are.
    record Pixels() implements DigitEmbedder {
        private static final int COUNT = 784;

        @Override
        public int dimension() {
            return COUNT;
        }

        @Override
        public String fingerprint() {
            return "pixels/255";
        }

        @Override
        public float[][] embedAll(float[] pixels, int count) {
            float[][] vectors = new float[count][COUNT];
            for (int i = 0; i < count; i++) {
                System.arraycopy(pixels, i * COUNT, vectors[i], 0, COUNT);
            }
            return vectors;
        }

        @Override
        public float[] picture(float[] vector) {
            return vector;
        }
    }
}
