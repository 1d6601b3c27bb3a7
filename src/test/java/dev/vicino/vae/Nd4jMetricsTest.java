package dev.vicino.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vicino.DimensionMismatchException;
import dev.vicino.InvalidVectorException;
import dev.vicino.Metric;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Nd4jMetricsTest {
    @ParameterizedTest
    @EnumSource(Metric.class)
    void the_library_agrees_with_the_written_out_form(Metric metric) {
        Random random = new Random(1);
        for (int dimension : new int[] {1, 2, 3, 32, 784}) {
            float[] a = gaussians(random, dimension);
            float[] b = gaussians(random, dimension);
            assertAgree(metric, a, b);
            // Almost parallel: the cosine distance is small, and must still agree in its leading digits.
            float[] near = a.clone();
            near[0] += 0.01f;
            assertAgree(metric, a, near);
        }
    }

    @Test
    void vectors_of_unequal_length_are_refused() {
        assertThatThrownBy(() -> Nd4jMetrics.between(Metric.EUCLIDEAN, new float[2], new float[3]))
                .isInstanceOf(DimensionMismatchException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("3");
    }

    @Test
    void a_zero_vector_has_no_cosine_distance() {
        assertThatThrownBy(() -> Nd4jMetrics.between(Metric.COSINE, new float[2], new float[] {1, 0}))
                .isInstanceOf(InvalidVectorException.class);
    }

    private static void assertAgree(Metric metric, float[] a, float[] b) {
        double expected = metric.between(a, b);
        assertThat(Nd4jMetrics.between(metric, a, b)).isCloseTo(expected, within(1e-5 * Math.abs(expected) + 1e-12));
    }

    private static float[] gaussians(Random random, int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
