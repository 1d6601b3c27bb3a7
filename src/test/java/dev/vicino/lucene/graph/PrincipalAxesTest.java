package dev.vicino.lucene.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalAxesTest {
    private static final int DIMENSION = 20;
    private static final int SIZE = 3000;

    /// Components vary by half as much, one after the other, around a mean far from zero, and are then turned by 45
    /// degrees in the plane of the first two.
    @Test
    void findsTheDirectionsThatASampleVariesMostIn() {
        Random random = new Random(7);
        float[][] sample = new float[SIZE][DIMENSION];
        for (float[] vector : sample) {
            double scale = 8;
            for (int i = 0; i < DIMENSION; i++, scale /= 2) {
                vector[i] = (float) (100 + scale * random.nextGaussian());
            }
            float first = vector[0];
            vector[0] = (float) ((first + vector[1]) / Math.sqrt(2));
            vector[1] = (float) ((first - vector[1]) / Math.sqrt(2));
        }

        PrincipalAxes axes = PrincipalAxes.of(sample, 4);

        assertThat(axes.mean()[2]).isCloseTo(100, within(0.2f));
        for (int a = 0; a < 4; a++) {
            double variance = 64 / Math.pow(4, a);
            assertThat(axes.variances()[a]).isCloseTo(variance, within(0.1 * variance));
            for (int b = 0; b < 4; b++) {
                assertThat(product(axes.axes()[a], axes.axes()[b])).isCloseTo(a == b ? 1 : 0, within(1e-5));
            }
        }
        assertThat(Math.abs(axes.axes()[0][0])).isCloseTo((float) Math.sqrt(0.5), within(0.04f));
        assertThat(Math.abs(axes.axes()[2][2])).isCloseTo(1, within(0.02f));
        assertThat(axes.explained(4)).isCloseTo(1 - 1 / 256.0, within(0.001));
    }

    /// There are no directions left for the others to lie in.
    @Test
    void hasNoVarianceAlongAxesThatASampleDoesNotReach() {
        float[][] sample = {{1, 0, 0}, {-1, 0, 0}, {3, 0, 0}, {-3, 0, 0}};

        PrincipalAxes axes = PrincipalAxes.of(sample, 2);

        assertThat(axes.variances()[0]).isCloseTo(5, within(1e-4));
        assertThat(axes.variances()[1]).isCloseTo(0, within(1e-4));
        assertThat(axes.explained(1)).isCloseTo(1, within(1e-6));
    }

    private static double product(float[] a, float[] b) {
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
        }
        return product;
    }
}
