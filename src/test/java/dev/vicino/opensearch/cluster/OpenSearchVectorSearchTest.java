package dev.vicino.opensearch.cluster;

import dev.vicino.Metric;
import dev.vicino.VectorSearchContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

class OpenSearchVectorSearchTest extends VectorSearchContract {
    @AfterAll
    static void drop() {
        ClusterStores.drop();
    }

    @Override
    protected Set<Metric> walked() {
        return EnumSet.complementOf(EnumSet.of(Metric.MANHATTAN));
    }

    @Override
    protected VectorStore open(Path place) {
        return ClusterStores.open(place);
    }
}
