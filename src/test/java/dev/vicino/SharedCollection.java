package dev.vicino;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A collection that the tests of a class share: it is filled once, and opened anew for each of them.
abstract class SharedCollection {
    @TempDir
    static Path folder;

    VectorStore store;
    VectorCollection items;

    protected abstract VectorStore open(Path place);

    abstract CollectionSpec spec();

    /// Puts the items in.
    abstract void fill();

    @BeforeEach
    void openCollection() {
        store = open(folder);
        items = store.collection(spec());
        if (items.count() == 0) {
            fill();
        }
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    static float[] gaussian(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
