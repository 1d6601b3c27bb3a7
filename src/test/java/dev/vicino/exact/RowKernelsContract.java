package dev.vicino.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Metric;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every form of the row kernels promises, held against sums in double precision.
abstract class RowKernelsContract {
    private static final int ROWS = 7;

    abstract RowKernels kernels();

    static IntStream dimensions() {
        return IntStream.concat(IntStream.rangeClosed(1, 40), IntStream.of(127, 784, 1023));
    }

    @ParameterizedTest
    @MethodSource("dimensions")
    void squared_euclidean_is_within_its_bound(int dimension) {
        float[] query = SampleVectors.gaussian(1, dimension, 1)[0];
        float[][] rows = SampleVectors.gaussian(ROWS, dimension, 2);
        float[] sums = results();
        kernels().squaredEuclidean(query, inFours(rows), ROWS, sums);
        for (int row = 0; row < ROWS; row++) {
            double expected = Math.pow(Metric.EUCLIDEAN.between(query, rows[row]), 2);
            assertWithinBound(sums[row], expected, expected, dimension);
        }
    }

    @ParameterizedTest
    @MethodSource("dimensions")
    void manhattan_is_within_its_bound(int dimension) {
        float[] query = SampleVectors.gaussian(1, dimension, 3)[0];
        float[][] rows = SampleVectors.gaussian(ROWS, dimension, 4);
        float[] sums = results();
        kernels().manhattan(query, inFours(rows), ROWS, sums);
        for (int row = 0; row < ROWS; row++) {
            double expected = Metric.MANHATTAN.between(query, rows[row]);
            assertWithinBound(sums[row], expected, expected, dimension);
        }
    }

    @ParameterizedTest
    @MethodSource("dimensions")
    void dot_and_square_are_within_their_bounds(int dimension) {
        float[] query = SampleVectors.gaussian(1, dimension, 5)[0];
        float[][] rows = SampleVectors.gaussian(ROWS, dimension, 6);
        float[] dots = results();
        float[] squares = results();
        kernels().dotAndSquare(query, inFours(rows), ROWS, dots, squares);
        for (int row = 0; row < ROWS; row++) {
            double magnitude =
                    Metric.DOT_PRODUCT.between(SampleVectors.magnitudes(query), SampleVectors.magnitudes(rows[row]));
            assertWithinBound(dots[row], Metric.DOT_PRODUCT.between(query, rows[row]), magnitude, dimension);
            double square = Metric.DOT_PRODUCT.between(rows[row], rows[row]);
            assertWithinBound(squares[row], square, square, dimension);
        }
    }

    @Test
    void lists_what_may_not_be_passed_over() {
        int count = 37;
        float[] dots = new float[count];
        float[] squares = new float[count];
        Arrays.fill(dots, -9);
        Arrays.fill(squares, 4);
        // −dot − 2·√square is 5 for all the others, and must be above 3.
        dots[0] = -7;
        dots[5] = Float.NaN;
        squares[17] = 9;
        squares[18] = Float.POSITIVE_INFINITY;
        dots[20] = Float.NEGATIVE_INFINITY;
        squares[33] = 100;
        dots[36] = Float.POSITIVE_INFINITY;
        int[] numbers = new int[count];
        int found = kernels().mayPass(3, 2, dots, squares, count, numbers);
        assertThat(Arrays.copyOf(numbers, found)).containsExactly(0, 5, 17, 18, 20, 33, 36);
        assertThat(kernels().mayPass(Float.NaN, 2, dots, squares, count, numbers))
                .isEqualTo(count);
    }

    static void assertWithinBound(float actual, double expected, double magnitude, int dimension) {
        double bound = (dimension + 8) * 0x1p-24 * magnitude + dimension * (double) Float.MIN_VALUE;
        assertThat(Math.abs(actual - expected)).isLessThanOrEqualTo(bound);
    }

    /// The rows, and behind them what must not matter.
    private static float[] inFours(float[][] rows) {
        int dimension = rows[0].length;
        float[] inFours = new float[roundedUp() * dimension];
        Arrays.fill(inFours, Float.NaN);
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, inFours, row * dimension, dimension);
        }
        return inFours;
    }

    private static float[] results() {
        return new float[roundedUp()];
    }

    private static int roundedUp() {
        return (ROWS + RowKernels.AT_ONCE - 1) / RowKernels.AT_ONCE * RowKernels.AT_ONCE;
    }
}
