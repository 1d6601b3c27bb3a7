package dev.vicino.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every form of stored rows promises, held against sums in double precision.
abstract class StoredRowsContract {
    private static final int ROWS = 300;

    /// In any order, again, and as many as are no multiple of what is compared side by side.
    private static final int[] NUMBERS = {299, 0, 17, 18, 19, 17, 250};

    abstract VectorBlock block(float[][] rows) throws IOException;

    /// All that follows is to be compared where it lies.
    @BeforeEach
    void end_the_first_work() {
        assertThat(FirstWork.OF_PROCESS.has(Long.MAX_VALUE) && FirstWork.OF_PROCESS.has(1))
                .isFalse();
    }

    static IntStream dimensions() {
        return IntStream.concat(IntStream.rangeClosed(1, 40), IntStream.of(127, 784, 1023));
    }

    @ParameterizedTest
    @MethodSource("dimensions")
    void sums_are_within_their_bounds(int dimension) throws IOException {
        float[] query = SampleVectors.gaussian(1, dimension, 1)[0];
        float[][] vectors = SampleVectors.gaussian(ROWS, dimension, 2);
        StoredRows rows = StoredRows.of(block(vectors));
        rows.fetch(NUMBERS, NUMBERS.length);
        float[] squared = new float[NUMBERS.length];
        float[] absolute = new float[NUMBERS.length];
        float[] dots = new float[NUMBERS.length];
        float[] squares = new float[NUMBERS.length];
        rows.squaredEuclidean(query, NUMBERS, NUMBERS.length, squared);
        rows.manhattan(query, NUMBERS, NUMBERS.length, absolute);
        rows.dotAndSquare(query, NUMBERS, NUMBERS.length, dots, squares);
        for (int i = 0; i < NUMBERS.length; i++) {
            float[] vector = vectors[NUMBERS[i]];
            double distance = Math.pow(Metric.EUCLIDEAN.between(query, vector), 2);
            RowKernelsContract.assertWithinBound(squared[i], distance, distance, dimension);
            double manhattan = Metric.MANHATTAN.between(query, vector);
            RowKernelsContract.assertWithinBound(absolute[i], manhattan, manhattan, dimension);
            double magnitude =
                    Metric.DOT_PRODUCT.between(SampleVectors.magnitudes(query), SampleVectors.magnitudes(vector));
            RowKernelsContract.assertWithinBound(
                    dots[i], Metric.DOT_PRODUCT.between(query, vector), magnitude, dimension);
            double square = Metric.DOT_PRODUCT.between(vector, vector);
            RowKernelsContract.assertWithinBound(squares[i], square, square, dimension);
            for (Metric metric : Metric.values()) {
                assertThat(rows.value(metric, query, NUMBERS[i])).isEqualTo(metric.between(query, vector));
            }
        }
        for (Metric metric : Metric.values()) {
            double[] values = new double[NUMBERS.length];
            rows.values(metric, query, NUMBERS, NUMBERS.length, values);
            assertThat(values)
                    .isEqualTo(Arrays.stream(NUMBERS)
                            .mapToDouble(number -> metric.between(query, vectors[number]))
                            .toArray());
        }
    }

    @ParameterizedTest
    @EnumSource
    void scans_find_the_nearest_whatever_the_vectors_are(SampleVectors sample) throws IOException {
        float[][] vectors = sample.make(ROWS, 21);
        VectorBlock block = block(vectors);
        for (Metric metric : Metric.values()) {
            for (float[] query : SampleVectors.queries(vectors)) {
                NearestScan scan = new NearestScan(metric, query, 10);
                scan.offerAll(0, block);
                assertThat(scan.nearest(i -> vectors[i])).isEqualTo(SampleVectors.nearest(metric, query, vectors, 10));
                assertThat(scan.compared()).isEqualTo(ROWS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_likely_are_compared_first_and_ranked_as_all_others(SampleVectors sample) throws IOException {
        float[][] vectors = sample.make(ROWS, 21);
        StoredRows rows = StoredRows.of(block(vectors));
        for (Metric metric : Metric.values()) {
            for (float[] query : SampleVectors.queries(vectors)) {
                NearestScan scan = new NearestScan(metric, query, 10);
                assertThat(scan.threshold()).isEqualTo(Double.POSITIVE_INFINITY);
                double[] keys = new double[16];
                for (int from = 0; from < ROWS; from += keys.length) {
                    int[] numbers = IntStream.range(from, Math.min(ROWS, from + keys.length))
                            .toArray();
                    scan.offerLikely(rows, numbers, numbers.length, keys);
                    for (int i = 0; i < numbers.length; i++) {
                        assertThat(keys[i])
                                .isCloseTo(
                                        key(metric, query, vectors[numbers[i]]),
                                        tolerance(metric, query, vectors[numbers[i]]));
                    }
                }
                List<Neighbour> nearest = SampleVectors.nearest(metric, query, vectors, 10);
                assertThat(scan.nearest(rows)).isEqualTo(nearest);
                float[] last = vectors[nearest.get(9).ordinal()];
                assertThat(scan.threshold()).isCloseTo(key(metric, query, last), tolerance(metric, query, last));
                assertThat(scan.compared()).isEqualTo(ROWS);
            }
        }
    }

    private static double key(Metric metric, float[] query, float[] vector) {
        return KeyRange.key(metric, metric.between(query, vector));
    }

    /// More than float32 may be wrong by.
    private static Offset<Double> tolerance(Metric metric, float[] query, float[] vector) {
        double terms = metric == Metric.DOT_PRODUCT
                ? Metric.DOT_PRODUCT.between(SampleVectors.magnitudes(query), SampleVectors.magnitudes(vector))
                : key(metric, query, vector) + (metric == Metric.COSINE ? 1 : 0);
        return Offset.offset(1e-5 * terms + 1e-38);
    }

    @Test
    void no_row_at_all_is_no_error() throws IOException {
        StoredRows rows = StoredRows.of(block(new float[][] {{1, 2, 3}}));
        rows.fetch(new int[0], 0);
        rows.squaredEuclidean(new float[3], new int[0], 0, new float[0]);
        rows.manhattan(new float[3], new int[0], 0, new float[0]);
        rows.dotAndSquare(new float[3], new int[0], 0, new float[0], new float[0]);
    }
}
