package dev.vicino.opensearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.ProgressListener;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import dev.vicino.transfer.Migration;
import dev.vicino.transfer.MigrationReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterMigrationTest {
    private static final int ITEMS = 5000;
    private static final int DIMENSION = 32;

    @TempDir
    Path folder;

    @AfterAll
    static void drop() {
        ClusterStores.drop();
    }

    private static Item item(int number, Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        vector[0] = number % 7 == 0 ? -0.0f : Float.MIN_VALUE;
        return Item.of("item/" + number, vector)
                .with("label", number % 10)
                .with("made", Instant.EPOCH.plusNanos(number))
                .with("key", new UUID(number, 1))
                .with("nested", Map.of("list", List.of(1, 1.5, "a", true)))
                .text("the text of " + number)
                .source("source " + number);
    }

    @Test
    void a_collection_goes_to_a_cluster_and_comes_back_as_it_was() {
        Random random = new Random(1);
        List<Item> all = IntStream.range(0, ITEMS)
                .mapToObj(i -> item(i, random))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
        try (VectorStore here = LuceneVectorStore.open(folder.resolve("here"));
                VectorStore cluster = ClusterStores.open(folder);
                VectorStore back = LuceneVectorStore.open(folder.resolve("back"))) {
            here.create(CollectionSpec.of("items", DIMENSION)
                            .metrics(Metric.values())
                            .indexText())
                    .upsert(all);
            MigrationReport there = new Migration(here, cluster).run("items", 10, ProgressListener.NONE);
            assertThat(there.copied()).isEqualTo(ITEMS);
            assertThat(there.queries()).isEqualTo(10);
            cluster.collection("items").delete("item/17");
            assertThat(new Migration(here, cluster)
                            .run("items", 0, ProgressListener.NONE)
                            .copied())
                    .isEqualTo(1);
            MigrationReport home = new Migration(cluster, back).run("items", 10, ProgressListener.NONE);
            assertThat(home.copied()).isEqualTo(ITEMS);
            assertThat(back.describe("items")).isEqualTo(here.describe("items"));
            assertThat(back.collection("items").scan()).containsExactlyElementsOf(all);
        }
    }
}
