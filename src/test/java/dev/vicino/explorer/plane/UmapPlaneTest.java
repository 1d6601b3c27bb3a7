package dev.vicino.explorer.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UmapPlaneTest {
    private static final int DIGITS = 2000;
    private static final Layout.Umap SHORT = new Layout.Umap(15, 30, 7);

    @TempDir
    static Path folder;

    private static VectorStore store;
    private static ShippedDigits shipped;
    private static VectorCollection digits;
    private static Plane plane;
    private static Plane principal;

    @BeforeAll
    static void layOut() throws IOException {
        store = LuceneVectorStore.open(folder);
        shipped = ShippedDigits.read();
        digits = shipped.store(store, DIGITS);
        plane = Plane.of(digits, Layout.Umap.DEFAULT, PlaneListener.NONE);
        principal = Plane.of(digits, new Layout.Principal(), PlaneListener.NONE);
    }

    @AfterAll
    static void closeStore() {
        store.close();
    }

    private static double trustworthiness(Plane drawn) {
        float[][] vectors = drawn.ids().stream()
                .map(id -> digits.get(id).orElseThrow().vector())
                .toArray(float[][]::new);
        return Trustworthiness.of(vectors, drawn.points(), 12);
    }

    /// Of the digits' nearest neighbours in 32 dimensions 91 % show the same digit: no map can do much better.
    @Test
    void neighbours_stay_neighbours_better_than_along_the_principal_axes() {
        assertThat(trustworthiness(plane)).isGreaterThan(0.9);
        assertThat(trustworthiness(principal)).isLessThan(0.75);
    }

    @Test
    void each_item_has_its_place() {
        assertThat(plane.ids()).hasSize(DIGITS).isSorted();
        assertThat(plane.points()).hasSize(2 * DIGITS);
        for (float coordinate : plane.points()) {
            assertThat(coordinate).isFinite();
        }
        assertThat(plane.indexOf("test/1999")).isEqualTo(plane.ids().indexOf("test/1999"));
        assertThat(plane.indexOf("test/2000")).isNegative();
    }

    /// Digits that were not on the map when it was drawn.
    @Test
    void what_is_new_comes_among_its_like() {
        assertThat(rightlyPlaced(plane)).isGreaterThan(0.7);
        assertThat(rightlyPlaced(principal)).isLessThan(0.4);
    }

    private static double rightlyPlaced(Plane map) {
        int asked = 300;
        long right = IntStream.range(DIGITS, DIGITS + asked)
                .filter(digit -> shipped.label(nearest(map, shipped.vector(digit))) == shipped.label(digit))
                .count();
        return (double) right / asked;
    }

    /// The item on the map that lies nearest to where a vector is placed.
    private static String nearest(Plane map, float[] vector) {
        float[] place = map.place(vector);
        return map.ids()
                .get(IntStream.range(0, DIGITS)
                        .boxed()
                        .min(Comparator.comparingDouble(
                                i -> Math.hypot(map.points()[2 * i] - place[0], map.points()[2 * i + 1] - place[1])))
                        .orElseThrow());
    }

    @Test
    void equal_seeds_give_equal_maps_however_many_threads_there_are() throws Exception {
        VectorCollection some = shipped.store(store, 700);
        float[] first = Plane.of(some, SHORT, PlaneListener.NONE).points();
        try (ForkJoinPool alone = new ForkJoinPool(1)) {
            float[] second = alone.submit(
                            () -> Plane.of(some, SHORT, PlaneListener.NONE).points())
                    .get();
            assertThat(second).containsExactly(first);
        }
        float[] other =
                Plane.of(some, new Layout.Umap(15, 30, 8), PlaneListener.NONE).points();
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void progress_rises_from_stage_to_stage_to_the_end() {
        VectorCollection some = shipped.store(store, 700);
        List<Double> fractions = new ArrayList<>();
        List<String> stages = new ArrayList<>();
        Plane.of(some, SHORT, (stage, fraction, secondsLeft) -> {
            fractions.add(fraction);
            stages.add(stage);
            assertThat(secondsLeft).isNotNegative();
        });
        assertThat(fractions).isSorted().endsWith(1.0);
        assertThat(stages.stream().distinct()).containsExactly("reading", "placing", "neighbours", "layout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reading", "placing", "neighbours", "layout"})
    void what_the_listener_throws_ends_the_work(String unwanted) {
        assertThatThrownBy(() -> Plane.of(digits, SHORT, (stage, fraction, secondsLeft) -> {
                    if (stage.equals(unwanted)) {
                        throw new CancellationException(stage);
                    }
                }))
                .isInstanceOf(CancellationException.class)
                .hasMessage(unwanted);
    }

    @Test
    void a_collection_of_few_or_of_equal_items_has_a_map_too() {
        VectorCollection few = store.collection(CollectionSpec.of("few", 3).metrics(Metric.DOT_PRODUCT));
        float[] vector = {1, 2, 3};
        assertThat(Plane.of(few, SHORT, PlaneListener.NONE).ids()).isEmpty();
        assertThat(Plane.of(few, SHORT, PlaneListener.NONE).place(vector)).containsExactly(0, 0);
        few.upsert(Item.of("a", vector));
        assertThat(Plane.of(few, SHORT, PlaneListener.NONE).points()).containsExactly(0, 0);
        few.upsert(
                IntStream.range(0, 40).mapToObj(i -> Item.of("b" + i, vector)).toList());
        Plane equal = Plane.of(few, SHORT, PlaneListener.NONE);
        assertThat(equal.ids()).hasSize(41);
        for (float coordinate : equal.points()) {
            assertThat(coordinate).isFinite();
        }
        assertThat(equal.points()).isNotEqualTo(new float[82]);
        assertThat(equal.place(vector)).hasSize(2);
    }

    @Test
    void what_makes_no_map_is_refused() {
        assertThatThrownBy(() -> new Layout.Umap(1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neighbours are 1");
        assertThatThrownBy(() -> new Layout.Umap(15, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("epochs are -1");
    }
}
