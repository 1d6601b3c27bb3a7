package dev.vicino.explorer.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vicino.CollectionSpec;
import dev.vicino.DimensionMismatchException;
import dev.vicino.Item;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalPlaneTest {
    private static final int DIMENSION = 20;

    @TempDir
    Path folder;

    private VectorStore store;

    @BeforeEach
    void openStore() {
        store = LuceneVectorStore.open(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private VectorCollection collection(float[]... vectors) {
        VectorCollection items = store.collection(CollectionSpec.of("items", vectors[0].length));
        items.upsert(IntStream.range(0, vectors.length)
                .mapToObj(i -> Item.of("item/" + i, vectors[i]))
                .toList());
        return items;
    }

    private static double[] direction(int... ones) {
        double[] direction = new double[DIMENSION];
        for (int i : ones) {
            direction[i] = 1 / Math.sqrt(ones.length);
        }
        return direction;
    }

    /// Standard deviations of 5 and 2 along two directions, 0.1 along all, far from zero.
    private static float[][] alongTwoDirections(double[] wide, double[] less, double offset) {
        Random random = new Random(3);
        float[][] vectors = new float[1500][DIMENSION];
        for (float[] vector : vectors) {
            double alongWide = 5 * random.nextGaussian();
            double alongLess = 2 * random.nextGaussian();
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] = (float) (offset + alongWide * wide[i] + alongLess * less[i] + 0.1 * random.nextGaussian());
            }
        }
        return vectors;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1000})
    void it_lies_along_the_directions_of_most_variance(double offset) {
        double[] wide = direction(1, 4, 9);
        double[] less = direction(0, 2, 3, 19);
        float[][] vectors = alongTwoDirections(wide, less, offset);
        VectorCollection items = collection(vectors);
        PrincipalPlane plane = PrincipalPlane.through(items, 1, new Headway(PlaneListener.NONE));
        assertThat(LeadingAxes.dot(plane.across(), wide)).isCloseTo(1, within(1e-3));
        assertThat(LeadingAxes.dot(plane.up(), less)).isCloseTo(1, within(1e-3));
        double all = 25 + 4 + DIMENSION * 0.01;
        assertThat(plane.explained()[0]).isCloseTo(25 / all, within(0.02));
        assertThat(plane.explained()[1]).isCloseTo(4 / all, within(0.02));
    }

    @Test
    void the_variance_of_the_points_is_what_is_said_to_be_explained() {
        float[][] vectors = alongTwoDirections(direction(5), direction(6), 10);
        Plane plane = Plane.of(collection(vectors), new Layout.Principal(), PlaneListener.NONE);
        double all = IntStream.range(0, DIMENSION)
                .mapToDouble(i -> variance(
                        Arrays.stream(vectors).mapToDouble(vector -> vector[i]).toArray()))
                .sum();
        for (int axis = 0; axis < 2; axis++) {
            int of = axis;
            double[] along = IntStream.range(0, vectors.length)
                    .mapToDouble(i -> plane.points()[2 * i + of])
                    .toArray();
            assertThat(Arrays.stream(along).average().orElseThrow()).isCloseTo(0, within(1e-4));
            assertThat(variance(along) / all).isCloseTo(plane.explained()[axis], within(1e-6));
        }
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
    }

    @Test
    void an_item_lies_where_its_vector_is_placed() {
        float[][] vectors = alongTwoDirections(direction(1), direction(2), 1);
        VectorCollection items = collection(vectors);
        Plane plane = Plane.of(items, new Layout.Principal(), PlaneListener.NONE);
        assertThat(plane.ids()).isSorted().hasSize(vectors.length);
        for (String id : List.of("item/0", "item/77", "item/1499")) {
            int number = plane.indexOf(id);
            float[] place = plane.place(items.get(id).orElseThrow().vector());
            assertThat(place).containsExactly(plane.points()[2 * number], plane.points()[2 * number + 1]);
            assertThat(place[0]).isBetween(plane.bounds()[0], plane.bounds()[2]);
            assertThat(place[1]).isBetween(plane.bounds()[1], plane.bounds()[3]);
        }
        assertThatThrownBy(() -> plane.place(new float[3]))
                .isInstanceOf(DimensionMismatchException.class)
                .hasMessageContaining("3 dimensions");
    }

    /// Held against the rotation that makes the whole matrix diagonal.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 40})
    void the_axes_are_the_leading_eigenvectors(int dimension) {
        double[][] matrix = covariance(dimension, new Random(dimension));
        SymmetricRotation all =
                SymmetricRotation.of(Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new));
        LeadingAxes leading = LeadingAxes.of(matrix, 2);
        for (int a = 0; a < Math.min(2, dimension); a++) {
            assertThat(leading.values()[a]).isCloseTo(all.values()[a], within(1e-9 * all.values()[0]));
            assertThat(Math.abs(LeadingAxes.dot(leading.axes()[a], all.vectors()[a])))
                    .isCloseTo(1, within(1e-9));
        }
        assertThat(leading.axes()).hasNumberOfRows(2);
    }

    private static double[][] covariance(int dimension, Random random) {
        double[][] sample = new double[3 * dimension][dimension];
        for (double[] row : sample) {
            Arrays.setAll(row, i -> random.nextGaussian() * (1 + i));
        }
        double[][] matrix = new double[dimension][dimension];
        for (double[] row : sample) {
            for (int i = 0; i < dimension; i++) {
                LeadingAxes.addScaled(matrix[i], row, row[i]);
            }
        }
        return matrix;
    }

    @Test
    void few_or_equal_or_narrow_vectors_have_a_plane_too() {
        VectorCollection none = store.collection(CollectionSpec.of("none", 4));
        Plane empty = Plane.of(none, new Layout.Principal(), PlaneListener.NONE);
        assertThat(empty.ids()).isEmpty();
        assertThat(empty.bounds()).containsExactly(0, 0, 0, 0);
        assertThat(empty.place(new float[4])).containsExactly(0, 0);

        Plane equal = Plane.of(
                collection(new float[] {1, 2}, new float[] {1, 2}), new Layout.Principal(), PlaneListener.NONE);
        assertThat(equal.points()).containsExactly(0, 0, 0, 0);
        assertThat(equal.explained()).containsExactly(0, 0);

        VectorCollection narrow = store.collection(CollectionSpec.of("narrow", 1));
        narrow.upsert(List.of(Item.of("a", new float[] {3}), Item.of("b", new float[] {5})));
        Plane line = Plane.of(narrow, new Layout.Principal(), PlaneListener.NONE);
        assertThat(line.points()).containsExactly(-1, 0, 1, 0);
        assertThat(line.explained()).containsExactly(1, 0);
    }

    @Test
    void in_two_dimensions_items_can_be_shown_as_they_are() {
        VectorCollection items = collection(new float[] {1, 2}, new float[] {-3, 4});
        Plane plane = Plane.of(items, new Layout.Direct(), PlaneListener.NONE);
        assertThat(plane.points()).containsExactly(1, 2, -3, 4);
        assertThat(plane.bounds()).containsExactly(-3, 2, 1, 4);
        assertThat(plane.explained()).isEmpty();
        assertThat(plane.place(new float[] {7, 8})).containsExactly(7, 8);
        assertThatThrownBy(() -> plane.place(new float[3])).isInstanceOf(DimensionMismatchException.class);
        VectorCollection deep = store.collection(CollectionSpec.of("deep", 3));
        assertThatThrownBy(() -> Plane.of(deep, new Layout.Direct(), PlaneListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'deep' have 3 dimensions");
    }

    @Test
    void progress_rises_to_the_end() {
        List<Double> fractions = new ArrayList<>();
        Plane.of(
                collection(alongTwoDirections(direction(1), direction(2), 0)),
                new Layout.Principal(),
                (stage, fraction, secondsLeft) -> fractions.add(fraction));
        assertThat(fractions).isSorted().endsWith(1.0).hasSizeGreaterThan(10);
    }
}
