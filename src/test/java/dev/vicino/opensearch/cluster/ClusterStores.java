package dev.vicino.opensearch.cluster;

import dev.vicino.VectorStore;
import dev.vicino.opensearch.ClusterOptions;
import dev.vicino.opensearch.Credentials;
import dev.vicino.opensearch.OpenSearchVectorStore;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/// Stores on a cluster of one node, a name for each folder that a contract's test opens.
final class ClusterStores {
    private static final Set<String> OPENED = new TreeSet<>();

    private ClusterStores() {}

    /// Opens the store that stands for a folder, its collections in two shards.
    static VectorStore open(Path place) {
        return open(place, 2);
    }

    static VectorStore open(Path place, int shards) {
        String name = "t" + Integer.toHexString(place.toString().hashCode());
        synchronized (OPENED) {
            OPENED.add(name);
        }
        return connect(name, shards);
    }

    private static VectorStore connect(String name, int shards) {
        return OpenSearchVectorStore.connect(
                TestCluster.of(1).store(name), Credentials.none(), ClusterOptions.DEFAULT.shards(shards));
    }

    /// Drops all collections of all stores that were opened: a node holds only so many.
    static void drop() {
        synchronized (OPENED) {
            for (String name : OPENED) {
                try (VectorStore store = connect(name, 1)) {
                    store.collectionNames().forEach(store::drop);
                }
            }
            OPENED.clear();
        }
    }
}
