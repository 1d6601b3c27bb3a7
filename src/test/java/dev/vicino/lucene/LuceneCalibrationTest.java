package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.StoreOptions;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneCalibrationTest {
    private static final int ITEMS = 2500;
    private static final int DIMENSION = 24;

    @TempDir
    Path folder;

    @Test
    void who_waits_for_a_calibration_hears_how_far_it_is() {
        Random random = new Random(5);
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            store.collection(CollectionSpec.of("items", DIMENSION).metrics(Metric.MANHATTAN))
                    .upsert(IntStream.range(0, ITEMS)
                            .mapToObj(i -> Item.of("item/" + i, vector(random)))
                            .toList());
        }
        List<String> heard = new ArrayList<>();
        StoreOptions listening = StoreOptions.DEFAULT.calibration(
                (stage, done, total) -> heard.add("%s: %d of %d".formatted(stage, done, total)));
        SearchRequest request = SearchRequest.like("item/1").targetRecall(0.9);
        try (VectorStore store = LuceneVectorStore.openReadOnly(folder, listening)) {
            VectorCollection items = store.collection("items");
            items.search(request);
            assertThat(heard)
                    .startsWith(
                            "exact answers by l1: 1000 of 2500",
                            "exact answers by l1: 2000 of 2500",
                            "exact answers by l1: 2500 of 2500",
                            "recall@10 at effort 10: 1000 of 2500")
                    .contains("recall@10 at effort 10: 2500 of 2500", "recall@100 at effort 100: 625 of 625");
            heard.clear();
            items.search(request);
            assertThat(heard).isEmpty();
        }
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
