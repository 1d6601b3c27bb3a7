package dev.vicino.opensearch.cluster;

import dev.vicino.FilterContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import net.jqwik.api.lifecycle.AfterContainer;

class OpenSearchFilterTest extends FilterContract {
    @AfterContainer
    static void drop() {
        ClusterStores.drop();
    }

    @Override
    protected VectorStore open(Path place) {
        return ClusterStores.open(place);
    }
}
