package dev.vicino.opensearch.cluster;

import dev.vicino.SchemaContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

class OpenSearchSchemaTest extends SchemaContract {
    @AfterAll
    static void drop() {
        ClusterStores.drop();
    }

    @Override
    protected VectorStore open(Path place) {
        return ClusterStores.open(place);
    }
}
