package dev.vicino.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BernoulliLossTest {
    @Test
    void half_the_hyperbolic_tangent_is_right_to_seven_digits_everywhere() {
        for (float y = -100; y <= 100; y += 0.01f) {
            assertThat((double) BernoulliLoss.halfTanhOfHalf(y)).isCloseTo(0.5 * Math.tanh(y / 2.0), within(2e-7));
        }
    }

    @Test
    void loss_and_derivative_are_those_of_the_cross_entropy() {
        Random random = new Random(1);
        float[] logits = new float[3 * VaeModel.PIXELS];
        float[] pixels = new float[logits.length];
        double expected = 0;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = 6 * (float) random.nextGaussian();
            pixels[i] = random.nextInt(3) == 0 ? random.nextFloat() : 0;
            double p = 1 / (1 + Math.exp(-logits[i]));
            expected -= pixels[i] * Math.log(p) + (1 - pixels[i]) * Math.log1p(-p);
        }
        float[] derivative = new float[logits.length];
        double loss = new BernoulliLoss(3).ofImages(logits, pixels, 3, derivative, 0.5f);
        assertThat(loss).isCloseTo(expected, within(1e-6 * expected));
        for (int i = 0; i < logits.length; i++) {
            assertThat((double) derivative[i])
                    .isCloseTo(0.5 * (1 / (1 + Math.exp(-logits[i])) - pixels[i]), within(2e-7));
        }
    }

    @Test
    void images_beyond_the_count_are_not_counted() {
        float[] logits = new float[2 * VaeModel.PIXELS];
        float[] pixels = new float[2 * VaeModel.PIXELS];
        double loss = new BernoulliLoss(2).ofImages(logits, pixels, 1, new float[logits.length], 1);
        assertThat(loss).isCloseTo(VaeModel.PIXELS * Math.log(2), within(1e-4));
    }

    @Test
    void a_logit_that_is_no_number_makes_the_loss_none() {
        float[] logits = new float[VaeModel.PIXELS];
        logits[17] = Float.NaN;
        double loss = new BernoulliLoss(1).ofImages(logits, new float[VaeModel.PIXELS], 1, new float[logits.length], 1);
        assertThat(loss).isNaN();
    }
}
