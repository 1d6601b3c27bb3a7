package dev.vicino.vae;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.dataset.Mnist;
import dev.vicino.dataset.MnistAtHand;
import org.junit.jupiter.api.Test;

class MnistTrainingTest {
    @Test
    void one_epoch_on_mnist_comes_where_the_lesson_stands_after_one() throws Exception {
        Mnist mnist = MnistAtHand.orSkip();
        TrainingOptions options = TrainingOptions.lesson()
                .withEpochs(1)
                .withKlWarmUpEpochs(0)
                .withLearningRate(1e-3, LearningRateSchedule.CONSTANT);
        EpochReport report = new VaeTrainer(options)
                .train(mnist.train().flat(), mnist.test().flat())
                .reports()
                .getFirst();
        // The lesson's log has 196.4 and 172.4; a set that is read wrongly, or a wrong step, lies far outside.
        assertThat(report.loss()).isBetween(180.0, 210.0);
        assertThat(report.validationLoss()).isBetween(160.0, 180.0);
    }
}
