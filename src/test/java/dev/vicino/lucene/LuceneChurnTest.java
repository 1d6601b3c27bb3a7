package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Audit;
import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Projection;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.dataset.Digits;
import dev.vicino.dataset.MnistAtHand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Replacing items over and over, with merges in between, must not cost recall: graphs that are merged with deleted
/// nodes in them have lost it elsewhere.
class LuceneChurnTest {
    private static final int ROUNDS = 3;

    /// A tenth of the items replaced at a time, so that segments come and are merged.
    private static final int BATCHES = 10;

    @TempDir
    private Path folder;

    @Test
    void recall_survives_replacing_half_the_items_three_times() {
        Random random = new Random(4);
        float[][] old = new float[4000][];
        float[][] fresh = new float[4000][];
        float[][] queries = new float[200][];
        for (float[][] vectors : List.of(old, fresh, queries)) {
            Arrays.setAll(vectors, i -> clustered(random));
        }
        assertThat(churned(old, fresh, queries)).isGreaterThan(rebuilt(old, fresh, queries) - 0.01);
    }

    @Test
    @EnabledIfSystemProperty(named = "vicino.soak", matches = "true")
    void recall_survives_replacing_half_of_60000_digits_three_times() throws IOException {
        Digits train = MnistAtHand.orSkip().train();
        Digits test = MnistAtHand.orSkip().test();
        float[][] old = IntStream.range(0, 60_000).mapToObj(train::image).toArray(float[][]::new);
        float[][] fresh = IntStream.range(0, 60_000)
                .mapToObj(i -> mirrored(train.image(i)))
                .toArray(float[][]::new);
        float[][] queries = IntStream.range(0, 1000).mapToObj(test::image).toArray(float[][]::new);
        double churned = churned(old, fresh, queries);
        double rebuilt = rebuilt(old, fresh, queries);
        System.out.printf("recall@10 of 60,000 digits: %.4f after churn, %.4f built at once%n", churned, rebuilt);
        assertThat(churned).isGreaterThan(rebuilt - 0.01);
    }

    /// Each round replaces a random half of the items by the other vector of the same number.
    private double churned(float[][] old, float[][] fresh, float[][] queries) {
        try (VectorStore store = LuceneVectorStore.open(folder.resolve("churned"))) {
            VectorCollection items = store.collection(CollectionSpec.of("items", old[0].length));
            putAll(items, IntStream.range(0, old.length).boxed().toList(), old);
            List<Integer> numbers =
                    new ArrayList<>(IntStream.range(0, old.length).boxed().toList());
            for (int round = 0; round < ROUNDS; round++) {
                Collections.shuffle(numbers, new Random(round));
                putAll(items, numbers.subList(0, old.length / 2), round % 2 == 0 ? fresh : old);
            }
            return recall(items, queries);
        }
    }

    /// The same items as after the last round, put in at once.
    private double rebuilt(float[][] old, float[][] fresh, float[][] queries) {
        float[][] last = old.clone();
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, old.length).boxed().toList());
        for (int round = 0; round < ROUNDS; round++) {
            Collections.shuffle(numbers, new Random(round));
            for (int number : numbers.subList(0, old.length / 2)) {
                last[number] = round % 2 == 0 ? fresh[number] : old[number];
            }
        }
        try (VectorStore store = LuceneVectorStore.open(folder.resolve("rebuilt"))) {
            VectorCollection items = store.collection(CollectionSpec.of("items", old[0].length));
            putAll(items, IntStream.range(0, old.length).boxed().toList(), last);
            return recall(items, queries);
        }
    }

    private static void putAll(VectorCollection items, List<Integer> numbers, float[][] vectors) {
        for (int batch = 0; batch < BATCHES; batch++) {
            items.upsert(
                    numbers.subList(numbers.size() * batch / BATCHES, numbers.size() * (batch + 1) / BATCHES).stream()
                            .map(number -> Item.of("item/" + number, vectors[number]))
                            .toList());
            items.flush();
        }
        items.compact();
    }

    private static double recall(VectorCollection items, float[][] queries) {
        double recall = 0;
        for (float[] query : queries) {
            SearchRequest request = SearchRequest.near(query).effort(30).project(Projection.BARE);
            Audit audit = items.audit(request);
            assertThat(audit.approximate().exact()).isFalse();
            recall += audit.recall() / queries.length;
        }
        return recall;
    }

    private static float[] clustered(Random random) {
        Random centre = new Random(random.nextInt(40));
        float[] vector = new float[24];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (2 * centre.nextGaussian() + random.nextGaussian());
        }
        return vector;
    }

    private static float[] mirrored(float[] image) {
        float[] mirrored = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            mirrored[i] = image[i / 28 * 28 + 27 - i % 28];
        }
        return mirrored;
    }
}
