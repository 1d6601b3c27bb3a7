package dev.vicino.opensearch.cluster;

import dev.vicino.VectorStore;
import dev.vicino.WordSearchContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

class OpenSearchWordSearchTest extends WordSearchContract {
    @AfterAll
    static void drop() {
        ClusterStores.drop();
    }

    @Override
    protected VectorStore open(Path place) {
        return ClusterStores.open(place);
    }
}
