package dev.vicino.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionMetricsTest {
    @TempDir
    private Path folder;

    @Test
    void the_meters_show_the_collections_figures() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = store.collection(CollectionSpec.of("digits", 2));
            items.upsert(Item.of("a", new float[] {1, 2}));
            items.upsert(Item.of("b", new float[] {2, 1}));
            items.flush();
            items.search(SearchRequest.near(new float[] {1, 1}));
            items.search(SearchRequest.like("a").exact());

            new CollectionMetrics(items, Tag.of("store", "test")).bindTo(registry);

            assertThat(registry.get("vicino.items")
                            .tags("collection", "digits", "store", "test", "state", "live")
                            .gauge()
                            .value())
                    .isEqualTo(2);
            assertThat(registry.get("vicino.items")
                            .tag("state", "deleted")
                            .gauge()
                            .value())
                    .isZero();
            assertThat(registry.get("vicino.segments").gauge().value())
                    .isEqualTo(items.stats().segments());
            assertThat(registry.get("vicino.size").tag("area", "disk").gauge().value())
                    .isEqualTo((double) items.stats().bytes());
            assertThat(registry.get("vicino.size").tag("area", "mapped").gauge().value())
                    .isEqualTo((double) items.stats().mappedBytes());
            assertThat(registry.get("vicino.search").functionTimer().count()).isEqualTo(2);
            assertThat(registry.get("vicino.search").functionTimer().totalTime(TimeUnit.NANOSECONDS))
                    .isCloseTo((double) items.stats().searches().total().toNanos(), within(1.0));
            assertThat(registry.get("vicino.search.time")
                            .tag("quantile", "1")
                            .timeGauge()
                            .value(TimeUnit.NANOSECONDS))
                    .isCloseTo((double) items.stats().searches().slowest().toNanos(), within(1.0));
            // So few items are scanned, whatever was asked for; and only walks are sampled for their recall.
            assertThat(registry.get("vicino.searches")
                            .tag("kind", "exact")
                            .functionCounter()
                            .count())
                    .isEqualTo(2);
            assertThat(registry.get("vicino.recall").tag("of", "mean").gauge().value())
                    .isNaN();
            assertThat(registry.get("vicino.recall.searches").functionCounter().count())
                    .isZero();
        }
    }
}
