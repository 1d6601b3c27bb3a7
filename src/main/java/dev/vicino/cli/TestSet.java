package dev.vicino.cli;

import dev.vicino.dataset.Digits;
import dev.vicino.dataset.IdxFile;
import dev.vicino.vae.VaeModel;
import java.io.IOException;
import java.nio.file.Path;

/// The MNIST test set under one embedding.
///
/// @param vectors one per image
/// @param labels what the images show
record TestSet(float[][] vectors, int[] labels) {
    private static final String LABELS = "labels-test.idx.gz";

    /// Embeds the images.
    static TestSet of(Digits test, VaeModel model) {
        return new TestSet(model.encodeAll(test.flat(), test.count()), test.labels());
    }

    /// Writes the embeddings and, beside them, the labels.
    void write(Embedding embedding, Path folder) throws IOException {
        int dimension = vectors[0].length;
        float[] flat = new float[vectors.length * dimension];
        byte[] digits = new byte[labels.length];
        for (int i = 0; i < vectors.length; i++) {
            System.arraycopy(vectors[i], 0, flat, i * dimension, dimension);
            digits[i] = (byte) labels[i];
        }
        IdxFile.write(
                folder.resolve(fileName(embedding)), new IdxFile.Floats(new int[] {vectors.length, dimension}, flat));
        IdxFile.write(folder.resolve(LABELS), new IdxFile.Bytes(new int[] {digits.length}, digits));
    }

    private static String fileName(Embedding embedding) {
        return embedding.symbol() + "-test.idx.gz";
    }
}
