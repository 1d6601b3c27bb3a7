package dev.vicino.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Metric;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every form of the kernels promises, held against sums in double precision.
abstract class KernelsContract {
    abstract Kernels kernels();

    /// Every remainder that a register's width leaves, and lengths of real vectors.
    static IntStream lengths() {
        return IntStream.concat(IntStream.rangeClosed(1, 70), IntStream.of(127, 384, 784, 1023, 4096));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void squared_euclidean_is_within_its_bound(int length) {
        float[] a = vector(length, 1);
        float[] b = vector(length, 2);
        double expected = Math.pow(Metric.EUCLIDEAN.between(a, b), 2);
        assertWithinBound(kernels().squaredEuclidean(a, b), expected, expected, length);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void manhattan_is_within_its_bound(int length) {
        float[] a = vector(length, 3);
        float[] b = vector(length, 4);
        double expected = Metric.MANHATTAN.between(a, b);
        assertWithinBound(kernels().manhattan(a, b), expected, expected, length);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void dot_is_within_its_bound_even_where_terms_cancel(int length) {
        float[] a = vector(length, 5);
        float[] b = vector(length, 6);
        assertWithinBound(
                kernels().dot(a, b),
                Metric.DOT_PRODUCT.between(a, b),
                Metric.DOT_PRODUCT.between(magnitudes(a), magnitudes(b)),
                length);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void products_with_several_vectors_are_within_their_bound(int length) {
        float[] query = vector(length, 8);
        Arrays.fill(query, 0, length / 3, 0);
        byte[] columns = new byte[112 * length];
        new Random(9).nextBytes(columns);
        float[] products = new float[112];
        kernels().dots(query, new int[length], columns, products);
        for (int p = 0; p < products.length; p++) {
            float[] other = new float[length];
            for (int i = 0; i < length; i++) {
                other[i] = columns[i * products.length + p];
            }
            assertWithinBound(
                    products[p],
                    Metric.DOT_PRODUCT.between(query, other),
                    Metric.DOT_PRODUCT.between(magnitudes(query), magnitudes(other)),
                    length);
        }
    }

    @Test
    void a_vector_is_at_no_distance_from_itself() {
        float[] a = vector(100, 7);
        assertThat(kernels().squaredEuclidean(a, a)).isZero();
        assertThat(kernels().manhattan(a, a)).isZero();
    }

    @Test
    void a_sum_beyond_float_is_not_finite() {
        float[] huge = new float[40];
        Arrays.fill(huge, 3e38f);
        float[] opposite = new float[40];
        Arrays.fill(opposite, -3e38f);
        assertThat(Float.isFinite(kernels().squaredEuclidean(huge, opposite))).isFalse();
        assertThat(Float.isFinite(kernels().manhattan(huge, opposite))).isFalse();
        assertThat(Float.isFinite(kernels().dot(huge, opposite))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 48, 64, 96, 128, 400})
    void sums_over_codes_are_exact(int dimensions) {
        Random random = new Random(dimensions);
        int[] query = random.ints(dimensions, -1000, 1001).toArray();
        CodeRows codes = CodeRows.of(9, dimensions);
        random.nextBytes(codes.bytes());
        int[] numbers = {8, 0, 3, 3, 7, 1, 2};
        for (int count = 0; count <= numbers.length; count++) {
            float[] squares = new float[count];
            float[] products = new float[count];
            kernels().squaredEuclidean(query, codes, numbers, count, squares);
            kernels().dot(query, codes, numbers, count, products);
            for (int n = 0; n < count; n++) {
                long square = 0;
                long product = 0;
                for (int i = 0; i < dimensions; i++) {
                    int code = codes.bytes()[codes.at(numbers[n]) + i];
                    square += (long) (query[i] - code) * (query[i] - code);
                    product += (long) query[i] * code;
                }
                assertThat(squares[n]).isEqualTo((float) square);
                assertThat(products[n]).isEqualTo((float) product);
            }
        }
    }

    private static void assertWithinBound(float actual, double expected, double magnitude, int length) {
        double bound = (length + 8) * 0x1p-24 * magnitude + length * (double) Float.MIN_VALUE;
        assertThat(Math.abs(actual - expected)).isLessThanOrEqualTo(bound);
    }

    private static float[] magnitudes(float[] vector) {
        float[] magnitudes = vector.clone();
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = Math.abs(magnitudes[i]);
        }
        return magnitudes;
    }

    private static float[] vector(int length, long seed) {
        Random random = new Random(seed * 10_000 + length);
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
