package dev.vicino.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vicino.DimensionMismatchException;
import dev.vicino.InvalidVectorException;
import dev.vicino.Metric;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SimdMetricValuesTest {
    private final MetricValues values = new SimdMetricValues();

    static Stream<Arguments> metricsAndVectors() {
        return Stream.of(Metric.values())
                .flatMap(metric -> Stream.of(SampleVectors.values()).map(sample -> Arguments.of(metric, sample)));
    }

    @ParameterizedTest
    @MethodSource("metricsAndVectors")
    void values_are_those_of_the_metric_to_the_last_bit(Metric metric, SampleVectors sample) {
        for (int dimension : new int[] {1, 2, 7, 8, 9, 15, 16, 17, 31, 384, 784, 1023}) {
            float[][] vectors = sample.make(4, dimension);
            for (float[] a : vectors) {
                for (float[] b : vectors) {
                    assertThat(values.between(metric, a, b)).isEqualTo(metric.between(a, b));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void lengths_are_those_of_the_definition(SampleVectors sample) {
        for (int dimension : new int[] {1, 7, 8, 15, 16, 17, 33, 784, 1023}) {
            float[] vector = sample.make(1, dimension)[0];
            float[] rows = new float[dimension + 5];
            Arrays.fill(rows, 1e9f);
            System.arraycopy(vector, 0, rows, 3, dimension);
            double length = Vectors.length(vector);
            assertThat(values.length(rows, 3, dimension)).isCloseTo(length, within(1e-14 * length));
        }
    }

    @Test
    void zeros_have_no_cosine() {
        assertThatThrownBy(() -> values.between(Metric.COSINE, new float[16], new float[16]))
                .isInstanceOf(InvalidVectorException.class);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void vectors_of_different_lengths_are_refused(Metric metric) {
        assertThatThrownBy(() -> values.between(metric, new float[16], new float[17]))
                .isInstanceOf(DimensionMismatchException.class);
    }
}
