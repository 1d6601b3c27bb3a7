package dev.vicino.opensearch.cluster;

import dev.vicino.VectorStore;
import dev.vicino.VectorStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

class OpenSearchVectorStoreTest extends VectorStoreContract {
    @AfterAll
    static void drop() {
        ClusterStores.drop();
    }

    @Override
    protected VectorStore open(Path place) {
        return ClusterStores.open(place);
    }
}
