package dev.vicino.opensearch.cluster;

import dev.vicino.VectorCollectionContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

class OpenSearchVectorCollectionTest extends VectorCollectionContract {
    @AfterAll
    static void drop() {
        ClusterStores.drop();
    }

    @Override
    protected VectorStore open(Path place) {
        return ClusterStores.open(place, 1);
    }
}
