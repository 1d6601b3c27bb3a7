package dev.vicino.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaeTrainerTest {
    private static final float[] TRAIN = SyntheticImages.of(230, 1);
    private static final float[] VALIDATION = SyntheticImages.of(33, 2);
    private static final TrainingOptions OPTIONS = TrainingOptions.lesson()
            .withEpochs(4)
            .withBatchSize(20)
            .withKlWarmUpEpochs(3)
            .withLearningRate(1e-3, LearningRateSchedule.COSINE);

    @TempDir
    Path folder;

    /// Interrupts the training, as Ctrl-C would, when so many epochs are done.
    private record InterruptAfter(int epochs) implements TrainingListener {
        @Override
        public void onEpoch(EpochReport report) {
            if (report.epoch() == epochs) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void the_same_seed_gives_the_same_parameters() throws Exception {
        TrainedVae first = new VaeTrainer(OPTIONS).train(TRAIN, VALIDATION);
        TrainedVae second = new VaeTrainer(OPTIONS).train(TRAIN, VALIDATION);
        assertThat(second.model().parameters()).isEqualTo(first.model().parameters());
        assertThat(losses(second)).isEqualTo(losses(first));
    }

    @Test
    void another_seed_gives_other_parameters() throws Exception {
        TrainedVae first = new VaeTrainer(OPTIONS.withEpochs(1)).train(TRAIN, VALIDATION);
        TrainedVae second = new VaeTrainer(OPTIONS.withEpochs(1).withSeed(43)).train(TRAIN, VALIDATION);
        assertThat(second.model().fingerprint()).isNotEqualTo(first.model().fingerprint());
    }

    @Test
    void a_training_lowers_both_losses() throws Exception {
        TrainedVae trained = new VaeTrainer(OPTIONS.withEpochs(12)).train(TRAIN, VALIDATION);
        EpochReport first = trained.reports().getFirst();
        EpochReport last = trained.reports().getLast();
        assertThat(last.loss()).isLessThan(first.loss() / 2);
        assertThat(last.validationLoss()).isLessThan(first.validationLoss() / 2);
    }

    @Test
    void a_resumed_training_ends_as_if_it_had_never_stopped() throws Exception {
        Path checkpoint = folder.resolve("vae.checkpoint");
        TrainedVae straight = new VaeTrainer(OPTIONS).train(TRAIN, VALIDATION);
        VaeTrainer interrupted =
                new VaeTrainer(OPTIONS).reportingTo(new InterruptAfter(2)).checkpointingTo(checkpoint);
        assertThatThrownBy(() -> interrupted.train(TRAIN, VALIDATION))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("epoch 3");

        List<Integer> epochs = new ArrayList<>();
        TrainedVae resumed = new VaeTrainer(OPTIONS)
                .resumingFrom(checkpoint)
                .reportingTo(new TrainingListener() {
                    @Override
                    public void onEpoch(EpochReport report) {
                        epochs.add(report.epoch());
                    }
                })
                .train(TRAIN, VALIDATION);
        assertThat(epochs).containsExactly(3, 4);
        assertThat(resumed.model().parameters()).isEqualTo(straight.model().parameters());
        assertThat(losses(resumed)).isEqualTo(losses(straight));
    }

    @Test
    void resuming_without_a_checkpoint_starts_from_the_beginning() throws Exception {
        TrainedVae trained = new VaeTrainer(OPTIONS.withEpochs(1))
                .resumingFrom(folder.resolve("none.checkpoint"))
                .train(TRAIN, VALIDATION);
        assertThat(trained.reports()).hasSize(1);
    }

    @Test
    void a_checkpoint_of_other_options_is_refused() throws Exception {
        Path checkpoint = oneEpochCheckpoint();
        VaeTrainer trainer = new VaeTrainer(OPTIONS.withKlWeight(0.5)).resumingFrom(checkpoint);
        assertThatThrownBy(() -> trainer.train(TRAIN, VALIDATION))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(checkpoint.toString())
                .hasMessageContaining("klWeight=1.0")
                .hasMessageContaining("klWeight=0.5");
    }

    @Test
    void a_checkpoint_of_other_images_is_refused() throws Exception {
        Path checkpoint = oneEpochCheckpoint();
        VaeTrainer trainer = new VaeTrainer(OPTIONS.withEpochs(1)).resumingFrom(checkpoint);
        assertThatThrownBy(() -> trainer.train(SyntheticImages.of(230, 9), VALIDATION))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("hash of the training images");
    }

    @Test
    void a_checkpoint_with_one_changed_byte_is_refused() throws Exception {
        Path checkpoint = oneEpochCheckpoint();
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length / 2] ^= 1;
        Files.write(checkpoint, bytes);
        assertRefused(checkpoint, "is damaged");
    }

    @Test
    void a_truncated_checkpoint_is_refused() throws Exception {
        Path checkpoint = oneEpochCheckpoint();
        byte[] bytes = Files.readAllBytes(checkpoint);
        for (int length : new int[] {0, 5, 17, 400, bytes.length - 1}) {
            Files.write(checkpoint, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() ->
                            new VaeTrainer(OPTIONS).resumingFrom(checkpoint).train(TRAIN, VALIDATION))
                    .as("%d bytes", length)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining(checkpoint.toString());
        }
    }

    @Test
    void another_file_in_place_of_a_checkpoint_is_refused() throws Exception {
        Path other = Files.writeString(folder.resolve("other.txt"), "a text that is longer than a checkpoint's head");
        assertRefused(other, "is no checkpoint");
    }

    @Test
    void a_training_that_diverges_names_epoch_and_step_and_leaves_the_checkpoint() throws Exception {
        Path checkpoint = oneEpochCheckpoint();
        byte[] before = Files.readAllBytes(checkpoint);
        VaeTrainer trainer = new VaeTrainer(OPTIONS.withLearningRate(1e9, LearningRateSchedule.CONSTANT))
                .checkpointingTo(checkpoint);
        TrainingDivergedException thrown =
                catchThrowableOfType(TrainingDivergedException.class, () -> trainer.train(TRAIN, VALIDATION));
        assertThat(thrown.epoch()).isEqualTo(1);
        assertThat(thrown.step()).isBetween(2, 11);
        assertThat(thrown).hasMessageContaining("epoch 1, step " + thrown.step());
        assertThat(Files.readAllBytes(checkpoint)).isEqualTo(before);
    }

    @Test
    void an_interrupt_stops_after_the_running_step() {
        List<Integer> steps = new ArrayList<>();
        VaeTrainer trainer = new VaeTrainer(OPTIONS).reportingTo(new TrainingListener() {
            @Override
            public void onStep(int epoch, int step, int ofSteps) {
                steps.add(step);
                if (step == 3) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        assertThatThrownBy(() -> trainer.train(TRAIN, VALIDATION)).isInstanceOf(InterruptedException.class);
        assertThat(steps).containsExactly(1, 2, 3);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void reports_count_epochs_and_time() throws Exception {
        List<Integer> ofSteps = new ArrayList<>();
        TrainedVae trained = new VaeTrainer(OPTIONS)
                .reportingTo(new TrainingListener() {
                    @Override
                    public void onStep(int epoch, int step, int steps) {
                        ofSteps.add(steps);
                    }
                })
                .train(TRAIN, VALIDATION);
        // 230 images make 11 batches of 20; ten are left out.
        assertThat(ofSteps).hasSize(44).containsOnly(11);
        assertThat(trained.reports()).extracting(EpochReport::epoch).containsExactly(1, 2, 3, 4);
        assertThat(trained.reports()).extracting(EpochReport::elapsed).isSorted();
        assertThat(trained.reports().getFirst().timeLeft()).isPositive();
        assertThat(trained.reports().getLast().timeLeft()).isEqualTo(Duration.ZERO);
    }

    @Test
    void images_that_are_not_whole_or_fill_no_batch_are_refused() {
        VaeTrainer trainer = new VaeTrainer(OPTIONS);
        assertThatThrownBy(() -> trainer.train(new float[1000], VALIDATION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("training images hold 1000 floats");
        assertThatThrownBy(() -> trainer.train(SyntheticImages.of(19, 1), VALIDATION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 20 images");
        assertThatThrownBy(() -> trainer.train(TRAIN, new float[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("validation images");
    }

    private Path oneEpochCheckpoint() throws IOException, InterruptedException {
        Path checkpoint = folder.resolve("vae.checkpoint");
        new VaeTrainer(OPTIONS.withEpochs(1)).checkpointingTo(checkpoint).train(TRAIN, VALIDATION);
        return checkpoint;
    }

    private static void assertRefused(Path checkpoint, String reason) {
        VaeTrainer trainer = new VaeTrainer(OPTIONS.withEpochs(1)).resumingFrom(checkpoint);
        assertThatThrownBy(() -> trainer.train(TRAIN, VALIDATION))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(checkpoint.toString())
                .hasMessageContaining(reason);
    }

    private static List<List<Double>> losses(TrainedVae trained) {
        return trained.reports().stream()
                .map(report -> List.of(report.loss(), report.validationLoss()))
                .toList();
    }
}
