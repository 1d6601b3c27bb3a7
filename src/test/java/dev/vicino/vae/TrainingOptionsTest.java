package dev.vicino.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrainingOptionsTest {
    private static final TrainingOptions LESSON = TrainingOptions.lesson();

    @Test
    void the_lesson_has_two_dimensions_fifty_epochs_and_correct_sampling() {
        assertThat(LESSON.latentDimension()).isEqualTo(2);
        assertThat(LESSON.epochs()).isEqualTo(50);
        assertThat(LESSON.batchSize()).isEqualTo(100);
        assertThat(LESSON.sampling()).isEqualTo(Sampling.STANDARD_DEVIATION);
        assertThat(LESSON.klWeight()).isEqualTo(1);
    }

    @Test
    void values_out_of_range_are_refused_with_value_and_range() {
        assertRefused(() -> LESSON.withLatentDimension(0), "latent dimension is 0; expected 1 to 128");
        assertRefused(() -> LESSON.withEpochs(-1), "number of epochs is -1; expected 1 to 100000");
        assertRefused(() -> LESSON.withBatchSize(0), "batch size is 0");
        assertRefused(() -> LESSON.withBatchSize(25), "batch size is 25; expected an even number");
        assertRefused(() -> LESSON.withKlWeight(-0.5), "KL weight is -0.5; expected 0 or more");
        assertRefused(() -> LESSON.withKlWeight(Double.NaN), "KL weight is NaN");
        assertRefused(() -> LESSON.withKlWarmUpEpochs(-2), "number of KL warm-up epochs is -2");
        assertRefused(
                () -> LESSON.withLearningRate(0, LearningRateSchedule.CONSTANT),
                "learning rate is 0.0; expected a number above 0");
        assertRefused(() -> LESSON.withLearningRate(Double.NaN, LearningRateSchedule.COSINE), "learning rate is NaN");
    }

    @Test
    void a_cosine_falls_from_the_peak_through_its_half_to_zero() {
        TrainingOptions cosine = LESSON.withLearningRate(0.002, LearningRateSchedule.COSINE);
        assertThat(cosine.learningRateAt(0, 600)).isEqualTo(0.002);
        assertThat(cosine.learningRateAt(300, 600)).isCloseTo(0.001, within(1e-12));
        assertThat(cosine.learningRateAt(600, 600)).isCloseTo(0, within(1e-12));
    }

    @Test
    void the_weight_of_the_divergence_rises_over_its_warm_up() {
        TrainingOptions warm = LESSON.withKlWeight(0.5).withKlWarmUpEpochs(2);
        assertThat(warm.klWeightAt(0, 10)).isEqualTo(0.025);
        assertThat(warm.klWeightAt(9, 10)).isEqualTo(0.25);
        assertThat(warm.klWeightAt(19, 10)).isEqualTo(0.5);
        assertThat(warm.klWeightAt(500, 10)).isEqualTo(0.5);
        assertThat(warm.withKlWarmUpEpochs(0).klWeightAt(0, 10)).isEqualTo(0.5);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
