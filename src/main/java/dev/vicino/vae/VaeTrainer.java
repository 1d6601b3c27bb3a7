package dev.vicino.vae;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Trains a [VaeModel] on images.
///
/// ```java
/// TrainedVae trained = new VaeTrainer(TrainingOptions.lesson())
///         .reportingTo(listener)
///         .checkpointingTo(Path.of("vae2.checkpoint"))
///         .train(trainImages, testImages);
/// trained.model().save(Path.of("vae2.zip"));
/// ```
///
/// Each step takes a batch, draws z once per image, and moves the parameters by [Adam] against the gradient of the mean
/// of −log p(x|z) + β·KL. See the package's documentation for the loss and [Sampling] for the draw.
public final class VaeTrainer {
    private final TrainingOptions options;
    private final ParameterLayout layout;
    private final RandomStreams random;
    private TrainingListener listener = new TrainingListener() {};
    private @Nullable Path checkpoint;
    private boolean resume;

    public VaeTrainer(TrainingOptions options) {
        this.options = Objects.requireNonNull(options, "options");
        layout = new ParameterLayout(options.latentDimension());
        random = new RandomStreams(options.seed());
    }

    /// Has a listener told of every step and epoch. This trainer.
    public VaeTrainer reportingTo(TrainingListener told) {
        listener = Objects.requireNonNull(told, "listener");
        return this;
    }

    /// Has everything needed to go on saved after each epoch, replacing the file as a whole. This trainer.
    public VaeTrainer checkpointingTo(Path file) {
        checkpoint = Objects.requireNonNull(file, "checkpoint");
        return this;
    }

    /// Goes on from such a file, if it is there, as if the training had never stopped; and goes on saving to it. This
    /// trainer.
    public VaeTrainer resumingFrom(Path file) {
        checkpointingTo(file);
        resume = true;
        return this;
    }

    /// Trains through the last epoch.
    ///
    /// @param trainImages 784 pixels in [0,1] per image, one image after the other; at least one batch
    /// @param validationImages likewise; at least one image. They are only measured
    /// @throws InterruptedException if the thread was interrupted: after the step that was running, before anything of
    ///     its epoch is saved
    /// @throws TrainingDivergedException if the loss is no finite number
    /// @throws CheckpointException if the checkpoint to resume is damaged, or of other options or images
    /// @throws IOException if a checkpoint cannot be read or written
    public TrainedVae train(float[] trainImages, float[] validationImages) throws IOException, InterruptedException {
        int images = imagesIn(trainImages, "training images", options.batchSize());
        int validations = imagesIn(validationImages, "validation images", 1);
        Checkpoint file = checkpoint == null ? null : new Checkpoint(checkpoint, options, layout, trainImages);
        TrainingState state = file != null && resume ? file.read() : null;
        if (state == null) {
            state = TrainingState.initial(layout, random);
        }
        NativeMath.prepareThread();
        List<EpochReport> reports = new ArrayList<>(state.reports());
        Parameters parameters = new Parameters(layout, state.parameters());
        Adam adam = new Adam(state.means(), state.variances());
        try (TrainingStep step = new TrainingStep(layout, options.sampling(), options.batchSize(), parameters, adam)) {
            TrainingClock clock = new TrainingClock(options.epochs(), reports);
            for (int epoch = reports.size() + 1; epoch <= options.epochs(); epoch++) {
                clock.epochStarts();
                double loss = trainEpoch(step, epoch, trainImages, images);
                clock.stepsDone();
                double validationLoss = validate(step, epoch, validationImages, validations, images);
                reports.add(clock.report(epoch, loss, validationLoss, images / options.batchSize()));
                if (file != null) {
                    file.write(new TrainingState(parameters.values(), state.means(), state.variances(), reports));
                }
                listener.onEpoch(reports.getLast());
            }
        }
        return new TrainedVae(VaeModel.of(layout, parameters.values()), options, reports);
    }

    private double trainEpoch(TrainingStep step, int epoch, float[] data, int images) throws InterruptedException {
        int steps = images / options.batchSize();
        int[] order = shuffled(images, random.order(epoch));
        Random[] noise = {random.noise(epoch, 0), random.noise(epoch, 1)};
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("training was interrupted in epoch " + epoch + " after step " + i);
            }
            long done = (long) (epoch - 1) * steps + i;
            double rate = options.learningRateAt(done, (long) options.epochs() * steps);
            double weight = options.klWeightAt(done, steps);
            double loss = step.run(data, order, i * options.batchSize(), noise, weight, done + 1, rate);
            requireFinite(loss / options.batchSize(), epoch, i + 1);
            sum += loss;
            listener.onStep(epoch, i + 1, steps);
        }
        return sum / ((double) steps * options.batchSize());
    }

    private double validate(TrainingStep step, int epoch, float[] data, int count, int trainedImages) {
        Random[] noise = {random.validationNoise(0), random.validationNoise(1)};
        double loss = step.validate(data, ascending(count), noise);
        requireFinite(loss, epoch, trainedImages / options.batchSize());
        return loss;
    }

    private void requireFinite(double loss, int epoch, int step) {
        if (!Double.isFinite(loss)) {
            throw new TrainingDivergedException(epoch, step, loss, options.learningRate());
        }
    }

    private static int imagesIn(float[] data, String what, int least) {
        int images = data.length / ParameterLayout.PIXELS;
        if (data.length % ParameterLayout.PIXELS != 0 || images < least) {
            throw new IllegalArgumentException(what + " hold " + data.length + " floats; expected a multiple of "
                    + ParameterLayout.PIXELS + " for at least " + least + " images");
        }
        return images;
    }

    private static int[] ascending(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        return order;
    }

    /// A random order (Fisher and Yates).
    private static int[] shuffled(int count, Random random) {
        int[] order = ascending(count);
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }
}
