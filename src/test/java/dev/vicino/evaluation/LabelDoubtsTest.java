package dev.vicino.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.UndeclaredMetricException;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelDoubtsTest {
    private static final int DIMENSION = 8;
    private static final int ITEMS = 2100;
    private static final int CLUSTERS = 5;

    /// Every 150th item is labelled as its neighbour cluster.
    private static final int PLANTED = 150;

    @TempDir
    Path folder;

    /// One direction for each label, far apart under every metric.
    private static float[] vector(int number) {
        Random random = new Random(number);
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (random.nextGaussian() + (i == number % CLUSTERS ? 20 : 0));
        }
        return vector;
    }

    private static boolean planted(int number) {
        return number % PLANTED == 0;
    }

    private static int label(int number) {
        return (planted(number) ? number + 1 : number) % CLUSTERS;
    }

    private static Set<String> plantedIds() {
        Set<String> ids = new TreeSet<>();
        for (int number = 0; number < ITEMS; number += PLANTED) {
            ids.add(String.valueOf(number));
        }
        return ids;
    }

    private static VectorCollection collection(VectorStore store) {
        VectorCollection items =
                store.collection(CollectionSpec.of("items", DIMENSION).metrics(Metric.values()));
        items.upsert(IntStream.range(0, ITEMS)
                .mapToObj(i -> Item.of(String.valueOf(i), vector(i)).with("label", label(i)))
                .toList());
        return items;
    }

    private static LabelledVectors labelled(int count) {
        return new LabelledVectors(
                IntStream.range(0, count).mapToObj(LabelDoubtsTest::vector).toArray(float[][]::new),
                IntStream.range(0, count).map(LabelDoubtsTest::label).toArray());
    }

    private static List<String> ids(List<LabelDoubt> doubts) {
        return doubts.stream().map(LabelDoubt::id).toList();
    }

    @ParameterizedTest
    @EnumSource
    void planted_wrong_labels_are_found_and_nothing_else_is_doubted(Metric metric) {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            List<LabelDoubt> doubts = LabelDoubts.by(metric).find(collection(store), "label", Progress.NONE);
            assertThat(new TreeSet<>(ids(doubts))).isEqualTo(plantedIds());
            for (LabelDoubt doubt : doubts) {
                int number = Integer.parseInt(doubt.id());
                assertThat(doubt.label()).isEqualTo((long) label(number));
                assertThat(doubt.vote()).isEqualTo((long) number % CLUSTERS);
                assertThat(doubt.neighbours())
                        .hasSize(10)
                        .noneMatch(voter -> voter.id().equals(doubt.id()));
            }
        }
        assertThat(new TreeSet<>(ids(LabelDoubts.by(metric).find(labelled(ITEMS), Progress.NONE))))
                .isEqualTo(plantedIds());
    }

    /// On a line: the label of the item at 0 is denied by all, that of the one at 10 by two of three, who disagree.
    @Test
    void the_most_doubtful_come_first() {
        float[][] line = {{0}, {1}, {2}, {3}, {10}, {11}, {12.5f}, {9.9f}, {30}, {31}, {32}, {33}};
        int[] labels = {9, 1, 1, 1, 5, 5, 6, 7, 8, 8, 8, 8};
        List<LabelDoubt> doubts =
                LabelDoubts.by(Metric.EUCLIDEAN).k(3).find(new LabelledVectors(line, labels), Progress.NONE);
        assertThat(doubts).isSortedAccordingTo(LabelDoubt.mostDoubtfulFirst());
        LabelDoubt first = doubts.getFirst();
        assertThat(first.id()).isEqualTo("0");
        assertThat(first.vote()).isEqualTo(1);
        assertThat(first.agreeing()).isZero();
        assertThat(first.votes()).isEqualTo(3);
        assertThat(first.disagreement()).isEqualTo(1);
        assertThat(first.neighbours())
                .containsExactly(
                        new LabelDoubt.Voter("1", 1), new LabelDoubt.Voter("2", 1), new LabelDoubt.Voter("3", 1));
        LabelDoubt last = doubts.getLast();
        assertThat(last.id()).isEqualTo("5");
        assertThat(last.agreeing()).isEqualTo(1);
        assertThat(last.disagreement()).isEqualTo(1 - 1 / 3.0);
        assertThat(ids(doubts)).doesNotContain("1", "2", "3", "8", "9", "10", "11");
        assertThat(LabelDoubts.by(Metric.EUCLIDEAN)
                        .k(3)
                        .limit(2)
                        .find(new LabelledVectors(line, labels), Progress.NONE))
                .isEqualTo(doubts.subList(0, 2));
    }

    @Test
    void items_without_a_label_neither_vote_nor_are_doubted() {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = store.collection(CollectionSpec.of("items", 1));
            items.upsert(List.of(
                    Item.of("odd", new float[] {0}).with("kind", "b"),
                    Item.of("none", new float[] {0.1f}),
                    Item.of("both", new float[] {0.2f}).with("kind", List.of("b", "c")),
                    Item.of("one", new float[] {1}).with("kind", "a"),
                    Item.of("two", new float[] {2}).with("kind", "a"),
                    Item.of("three", new float[] {3}).with("kind", "a")));
            List<LabelDoubt> doubts = LabelDoubts.by(Metric.EUCLIDEAN).k(3).find(items, "kind", Progress.NONE);
            assertThat(ids(doubts)).containsExactly("odd");
            assertThat(doubts.getFirst().vote()).isEqualTo("a");
            assertThat(LabelDoubts.by(Metric.EUCLIDEAN).find(items, "colour", Progress.NONE))
                    .isEmpty();
        }
    }

    @Test
    void progress_rises_to_the_number_of_items_and_may_stop_the_search() {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = collection(store);
            List<Long> heard = new ArrayList<>();
            LabelDoubts.by(Metric.EUCLIDEAN).find(items, "label", (done, total) -> {
                assertThat(total).isEqualTo(ITEMS);
                heard.add(done);
            });
            assertThat(heard).isSorted().hasSize(3).endsWith((long) ITEMS);
            assertThatThrownBy(() -> LabelDoubts.by(Metric.EUCLIDEAN).find(items, "label", (done, total) -> {
                        throw new CancellationException("enough");
                    }))
                    .isInstanceOf(CancellationException.class);
        }
        List<Long> heard = new ArrayList<>();
        LabelDoubts.by(Metric.EUCLIDEAN).find(labelled(1500), (done, total) -> heard.add(done));
        assertThat(heard).containsExactly(1024L, 1500L);
    }

    @Test
    void what_cannot_be_doubted_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelDoubts.by(Metric.COSINE).k(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelDoubts.by(Metric.COSINE).limit(0));
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = store.collection(CollectionSpec.of("l2", 1));
            items.upsert(Item.of("a", new float[] {1}).with("label", 1));
            assertThatThrownBy(() -> LabelDoubts.by(Metric.COSINE).find(items, "label", Progress.NONE))
                    .isInstanceOf(UndeclaredMetricException.class);
        }
        assertThat(LabelDoubts.by(Metric.COSINE).find(labelled(0), Progress.NONE))
                .isEmpty();
        assertThat(LabelDoubts.by(Metric.COSINE).find(labelled(1), Progress.NONE))
                .isEmpty();
    }
}
