package dev.vicino.explorer.plane;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.dataset.IdxFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The embeddings of the 10,000 MNIST test images in 32 dimensions that the repository holds, and their labels.
final class ShippedDigits {
    private static final Path FOLDER = Path.of("data", "embeddings");

    private final float[][] vectors;
    private final byte[] labels;

    private ShippedDigits(float[][] vectors, byte[] labels) {
        this.vectors = vectors;
        this.labels = labels;
    }

    static ShippedDigits read() throws IOException {
        IdxFile.Floats embeddings = IdxFile.readFloats(FOLDER.resolve("vae32-test.idx.gz"), 2);
        int dimension = embeddings.shape()[1];
        float[][] vectors = new float[embeddings.shape()[0]][];
        Arrays.setAll(vectors, i -> Arrays.copyOfRange(embeddings.values(), i * dimension, (i + 1) * dimension));
        return new ShippedDigits(
                vectors,
                IdxFile.readBytes(FOLDER.resolve("labels-test.idx.gz"), 1).values());
    }

    float[] vector(int digit) {
        return vectors[digit];
    }

    int label(int digit) {
        return labels[digit];
    }

    int label(String id) {
        return labels[Integer.parseInt(id.substring("test/".length()))];
    }

    /// The first so many, as a collection.
    VectorCollection store(VectorStore store, int count) {
        VectorCollection digits = store.collection(
                CollectionSpec.of("digits-" + count, vectors[0].length).metrics(Metric.values()));
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(Item.of("test/" + i, vectors[i]).with("label", labels[i]));
        }
        digits.upsert(items);
        return digits;
    }
}
