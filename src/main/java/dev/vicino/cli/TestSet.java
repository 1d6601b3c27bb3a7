package dev.vicino.cli;

import dev.vicino.Item;
import dev.vicino.dataset.Digits;
import dev.vicino.dataset.IdxFile;
import dev.vicino.dataset.Mnist;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The MNIST test set under one embedding.
///
/// @param vectors one per image
/// @param labels what the images show
record TestSet(float[][] vectors, int[] labels) {
    private static final String LABELS = "labels-test.idx.gz";

    /// Embeds the images where they are at hand; else reads the shipped embeddings.
    ///
    /// @param shipped whether the embedder is the one that the shipped embeddings were made with
    static TestSet load(Embedding embedding, DigitEmbedder embedder, Optional<Mnist> mnist, boolean shipped)
            throws IOException {
        if (mnist.isPresent()) {
            return of(mnist.get().test(), embedder);
        }
        if (embedding == Embedding.PIXELS || !shipped) {
            throw CommandFailure.onTheWay(
                    "without the MNIST files there are only the shipped embeddings, vae2 and vae32;"
                            + " name the folder of the files with --mnist");
        }
        return read(embedding, Assets.embeddings());
    }

    static TestSet of(Digits test, DigitEmbedder embedder) {
        return new TestSet(embedder.embedAll(test.flat(), test.count()), test.labels());
    }

    /// Reads the embeddings that [#write] wrote.
    static TestSet read(Embedding embedding, Path folder) throws IOException {
        IdxFile.Floats vectors = IdxFile.readFloats(folder.resolve(fileName(embedding)), 2);
        byte[] labels = IdxFile.readBytes(folder.resolve(LABELS), 1).values();
        int count = vectors.shape()[0];
        int dimension = vectors.shape()[1];
        if (count != labels.length) {
            throw new IOException("%s holds %d embeddings and %d labels".formatted(folder, count, labels.length));
        }
        float[][] rows = new float[count][];
        int[] digits = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = Arrays.copyOfRange(vectors.values(), i * dimension, (i + 1) * dimension);
            digits[i] = labels[i];
        }
        return new TestSet(rows, digits);
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

    /// Image n as it is stored.
    Item item(int n) {
        return Item.of("test/" + n, vectors[n])
                .with("label", labels[n])
                .with("split", "test")
                .source("mnist:test/" + n);
    }

    private static String fileName(Embedding embedding) {
        return embedding.symbol() + "-test.idx.gz";
    }
}
