package dev.vicino.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.DimensionMismatchException;
import dev.vicino.InvalidVectorException;
import dev.vicino.Metric;
import dev.vicino.ValueRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Held against sorting all values by [Metric#between], which is the definition.
class NearestScanTest {
    private static final int LIMIT = 10;

    @ParameterizedTest
    @EnumSource
    void finds_the_nearest_of_random_vectors(Metric metric) {
        assertFindsTheNearest(metric, randomVectors(500, 37, 1, 1f));
    }

    /// Neighbours that differ by less than float32 can tell apart.
    @ParameterizedTest
    @EnumSource
    void finds_the_nearest_where_float_cannot_tell(Metric metric) {
        Random random = new Random(2);
        float[] centre = randomVectors(1, 300, 3, 1f)[0];
        float[][] vectors = new float[400][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = centre.clone();
            int at = random.nextInt(centre.length);
            vectors[i][at] = random.nextBoolean() ? Math.nextUp(centre[at]) : Math.nextDown(centre[at]);
        }
        assertFindsTheNearest(metric, vectors);
    }

    @ParameterizedTest
    @EnumSource
    void finds_the_nearest_where_float_overflows(Metric metric) {
        assertFindsTheNearest(metric, randomVectors(200, 20, 4, 1e38f));
    }

    @ParameterizedTest
    @EnumSource
    void finds_the_nearest_where_float_underflows(Metric metric) {
        assertFindsTheNearest(metric, randomVectors(200, 20, 5, 1e-30f));
        assertFindsTheNearest(metric, randomVectors(200, 20, 6, 1e-19f));
        assertFindsTheNearest(metric, randomVectors(200, 20, 7, 1e-42f));
    }

    @ParameterizedTest
    @EnumSource
    void finds_the_nearest_of_very_different_magnitudes(Metric metric) {
        float[][] vectors = Stream.of(1e-42f, 1e-20f, 1f, 1e20f, 1e38f)
                .flatMap(scale -> Arrays.stream(randomVectors(60, 20, 8, scale)))
                .toArray(float[][]::new);
        for (float scale : new float[] {1e-42f, 1e-19f, 1f, 1e37f}) {
            assertFindsTheNearest(metric, randomVectors(1, 20, 9, scale)[0], vectors);
        }
    }

    @ParameterizedTest
    @EnumSource
    void finds_the_nearest_in_any_order_of_offering(Metric metric) {
        float[][] vectors = randomVectors(500, 16, 10, 1f);
        float[] query = randomVectors(1, 16, 11, 1f)[0];
        Comparator<float[]> nearestFirst =
                (a, b) -> metric.compareNearestFirst(metric.between(query, a), metric.between(query, b));
        Arrays.sort(vectors, nearestFirst);
        assertFindsTheNearest(metric, query, vectors);
        Arrays.sort(vectors, nearestFirst.reversed());
        assertFindsTheNearest(metric, query, vectors);
    }

    @ParameterizedTest
    @EnumSource
    void lists_all_that_are_tied_with_the_last(Metric metric) {
        float[][] vectors = new float[300][];
        float[][] two = randomVectors(2, 8, 12, 1f);
        Arrays.setAll(vectors, i -> two[i % 2].clone());
        assertFindsTheNearest(metric, two[0], vectors);
    }

    @ParameterizedTest
    @EnumSource
    void finds_the_nearest_of_a_range_whose_bounds_are_values_themselves(Metric metric) {
        for (float scale : new float[] {1e-30f, 1f, 1e25f}) {
            float[][] vectors = randomVectors(400, 20, 14, scale);
            float[] query = randomVectors(1, 20, 15, scale)[0];
            double[] values = Arrays.stream(vectors)
                    .mapToDouble(vector -> metric.between(query, vector))
                    .sorted()
                    .toArray();
            for (int from : new int[] {0, 17, 390}) {
                ValueRange range = new ValueRange(values[from], values[from + 5]);
                NearestScan scan = new NearestScan(metric, query, 400, range);
                offerAll(scan, vectors);
                List<Neighbour> found = scan.nearest(i -> vectors[i]);
                assertThat(found)
                        .hasSize((int)
                                Arrays.stream(values).filter(range::contains).count())
                        .allMatch(each -> range.contains(each.value()));
            }
        }
    }

    @Test
    void a_range_below_all_distances_holds_nothing() {
        for (ValueRange range : List.of(new ValueRange(-5, -1), new ValueRange(-5, 0.5))) {
            NearestScan scan = new NearestScan(Metric.EUCLIDEAN, new float[] {0}, 5, range);
            scan.offer(0, new float[] {1});
            assertThat(scan.nearest(i -> new float[] {1})).isEmpty();
        }
    }

    @Test
    void returns_all_if_fewer_were_offered_than_asked_for() {
        NearestScan scan = new NearestScan(Metric.EUCLIDEAN, new float[] {0}, 5);
        float[][] vectors = {{2}, {1}};
        offerAll(scan, vectors);
        assertThat(scan.nearest(i -> vectors[i])).containsExactly(new Neighbour(1, 1), new Neighbour(0, 2));
        assertThat(scan.compared()).isEqualTo(2);
    }

    /// After thousands of ties, too, which leave room for thousands.
    @ParameterizedTest
    @EnumSource
    void looks_for_another_query_as_if_it_were_the_first(Metric metric) {
        float[][] vectors = randomVectors(300, 20, 11, 1f);
        float[][] ties = new float[3_000][];
        Arrays.fill(ties, vectors[7]);
        float[][] queries = randomVectors(4, 20, 12, 1f);
        NearestScan scan = new NearestScan(metric, queries[3], 5);
        offerAll(scan, ties);
        for (int q = 0; q < queries.length; q++) {
            int limit = 1 + 90 * q;
            scan.again(queries[q], limit);
            assertThat(scan.compared()).isZero();
            assertThat(scan.threshold()).isEqualTo(Double.POSITIVE_INFINITY);
            offerAll(scan, vectors);
            assertThat(scan.compared()).isEqualTo(vectors.length);
            assertThat(scan.nearest(i -> vectors[i]))
                    .isEqualTo(SampleVectors.nearest(metric, queries[q], vectors, limit));
        }
    }

    @Test
    void refuses_another_query_that_it_would_have_refused_at_first() {
        NearestScan scan = new NearestScan(Metric.COSINE, new float[] {1, 2}, LIMIT);
        assertThatThrownBy(() -> scan.again(new float[] {1, 2, 3}, LIMIT))
                .isInstanceOf(DimensionMismatchException.class)
                .hasMessage("the query has 3 dimensions; the one before had 2");
        assertThatThrownBy(() -> scan.again(new float[2], LIMIT)).isInstanceOf(InvalidVectorException.class);
        assertThatThrownBy(() -> scan.again(new float[] {1, 2}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit is 0; expected at least 1");
    }

    @Test
    void refuses_a_vector_of_another_length() {
        NearestScan scan = new NearestScan(Metric.EUCLIDEAN, new float[] {0, 0}, 5);
        assertThatThrownBy(() -> scan.offer(7, new float[3]))
                .isInstanceOf(DimensionMismatchException.class)
                .hasMessageContainingAll("7", "3", "2");
    }

    @Test
    void refuses_zeros_under_cosine_and_only_there() {
        assertThatThrownBy(() -> new NearestScan(Metric.COSINE, new float[2], 5))
                .isInstanceOf(InvalidVectorException.class);
        NearestScan scan = new NearestScan(Metric.COSINE, new float[] {1, 0}, 5);
        assertThatThrownBy(() -> scan.offer(0, new float[2])).isInstanceOf(InvalidVectorException.class);
        new NearestScan(Metric.DOT_PRODUCT, new float[2], 5).offer(0, new float[2]);
    }

    private static void assertFindsTheNearest(Metric metric, float[][] vectors) {
        assertFindsTheNearest(metric, vectors[0], vectors);
        assertFindsTheNearest(metric, vectors[vectors.length - 1], vectors);
    }

    private static void assertFindsTheNearest(Metric metric, float[] query, float[][] vectors) {
        List<Neighbour> expected = sorted(metric, query, vectors);
        for (NearestScan scan : List.of(
                new NearestScan(KernelSet.scalar(), metric, query, LIMIT, ValueRange.ALL),
                new NearestScan(KernelSet.simd(), metric, query, LIMIT, ValueRange.ALL))) {
            offerAll(scan, vectors);
            assertThat(scan.nearest(i -> vectors[i])).isEqualTo(expected);
        }
    }

    private static List<Neighbour> sorted(Metric metric, float[] query, float[][] vectors) {
        List<Neighbour> all = new ArrayList<>(IntStream.range(0, vectors.length)
                .mapToObj(i -> new Neighbour(i, metric.between(query, vectors[i])))
                .toList());
        all.sort((a, b) -> metric.compareNearestFirst(a.value(), b.value()));
        double last = all.get(LIMIT - 1).value();
        return all.stream()
                .filter(each -> metric.compareNearestFirst(each.value(), last) <= 0)
                .toList();
    }

    private static void offerAll(NearestScan scan, float[][] vectors) {
        for (int i = 0; i < vectors.length; i++) {
            scan.offer(i, vectors[i]);
        }
    }

    private static float[][] randomVectors(int count, int dimension, long seed, float scale) {
        Random random = new Random(seed);
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = (2 * random.nextFloat() - 1) * scale;
            }
        }
        return vectors;
    }
}
