package dev.vicino.vae;

import java.util.Objects;

/// Everything that decides what a training makes of its images: equal options, images and native library give equal
/// parameters, bit for bit.
///
/// @param latentDimension length of an embedding, 1 to [#MAX_LATENT_DIMENSION]
/// @param epochs passes over the training images, at least 1
/// @param batchSize images per step, even (each of two workers takes half); images that fill no batch are left out of
///     their epoch
/// @param seed of the initial weights, the order of the images and the noise
/// @param sampling how latent vectors are drawn
/// @param learningRate Adam's step size at its peak, above 0
/// @param schedule how the learning rate moves from there
/// @param klWeight weight of the divergence in the loss that is minimised, at least 0 (the β of a β-VAE, Higgins et al.
///     2017); 1 trains the ELBO itself, less keeps more about the image in its embedding
/// @param klWarmUpEpochs epochs over which that weight rises from 0 (Sønderby et al., arXiv:1602.02282), at least 0
public record TrainingOptions(
        int latentDimension,
        int epochs,
        int batchSize,
        long seed,
        Sampling sampling,
        double learningRate,
        LearningRateSchedule schedule,
        double klWeight,
        int klWarmUpEpochs) {
    /// The longest embedding: beyond the 128 units before it, a latent dimension can hold nothing new.
    public static final int MAX_LATENT_DIMENSION = ParameterLayout.INNER;

    public TrainingOptions {
        requireRange("latent dimension", latentDimension, 1, MAX_LATENT_DIMENSION);
        requireRange("number of epochs", epochs, 1, 100_000);
        requireRange("batch size", batchSize, 2, 10_000);
        if (batchSize % 2 != 0) {
            throw new IllegalArgumentException(
                    "batch size is " + batchSize + "; expected an even number, as two workers take half each");
        }
        Objects.requireNonNull(sampling, "sampling");
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("learning rate is " + learningRate + "; expected a number above 0");
        }
        Objects.requireNonNull(schedule, "schedule");
        if (!(klWeight >= 0) || Double.isInfinite(klWeight)) {
            throw new IllegalArgumentException("KL weight is " + klWeight + "; expected 0 or more");
        }
        requireRange("number of KL warm-up epochs", klWarmUpEpochs, 0, 100_000);
    }

    /// The lesson's model: two latent dimensions, 50 epochs, with correct sampling. Warm-up and falling rate are worth
    /// three nats against the lesson's constant rate.
    public static TrainingOptions lesson() {
        return new TrainingOptions(
                2, 50, 100, 42, Sampling.STANDARD_DEVIATION, 4e-3, LearningRateSchedule.COSINE, 1, 5);
    }

    /// The lesson to the letter: its sampling and its constant learning rate, to compare with its printed losses.
    ///
    /// Where two dimensions come to rest depends on the seed: after 50 epochs, seeds 42, 43 and 44 gave losses of
    /// 135.4, 134.0 and 135.9 (the lesson: 133.8), validation losses of 137.3, 135.7 and 138.0 (the lesson: 136.1).
    public static TrainingOptions lessonToTheLetter() {
        return new TrainingOptions(2, 50, 100, 43, Sampling.LESSON, 1e-3, LearningRateSchedule.CONSTANT, 1, 0);
    }

    /// The model for retrieval: its nearest neighbours agree with the digit more often than those among raw pixels. The
    /// light divergence keeps more about the image than a good generator would.
    public static TrainingOptions retrieval() {
        return new TrainingOptions(
                32, 40, 100, 42, Sampling.STANDARD_DEVIATION, 2e-3, LearningRateSchedule.COSINE, 0.12, 0);
    }

    public TrainingOptions withLatentDimension(int value) {
        return new TrainingOptions(
                value, epochs, batchSize, seed, sampling, learningRate, schedule, klWeight, klWarmUpEpochs);
    }

    public TrainingOptions withEpochs(int value) {
        return new TrainingOptions(
                latentDimension, value, batchSize, seed, sampling, learningRate, schedule, klWeight, klWarmUpEpochs);
    }

    public TrainingOptions withBatchSize(int value) {
        return new TrainingOptions(
                latentDimension, epochs, value, seed, sampling, learningRate, schedule, klWeight, klWarmUpEpochs);
    }

    public TrainingOptions withSeed(long value) {
        return new TrainingOptions(
                latentDimension, epochs, batchSize, value, sampling, learningRate, schedule, klWeight, klWarmUpEpochs);
    }

    public TrainingOptions withSampling(Sampling value) {
        return new TrainingOptions(
                latentDimension, epochs, batchSize, seed, value, learningRate, schedule, klWeight, klWarmUpEpochs);
    }

    public TrainingOptions withLearningRate(double peak, LearningRateSchedule shape) {
        return new TrainingOptions(
                latentDimension, epochs, batchSize, seed, sampling, peak, shape, klWeight, klWarmUpEpochs);
    }

    public TrainingOptions withKlWeight(double value) {
        return new TrainingOptions(
                latentDimension, epochs, batchSize, seed, sampling, learningRate, schedule, value, klWarmUpEpochs);
    }

    public TrainingOptions withKlWarmUpEpochs(int value) {
        return new TrainingOptions(
                latentDimension, epochs, batchSize, seed, sampling, learningRate, schedule, klWeight, value);
    }

    /// The learning rate of a step.
    ///
    /// @param step counted from 0 over all epochs
    /// @param steps of all epochs
    double learningRateAt(long step, long steps) {
        return learningRate * schedule.factor((double) step / steps);
    }

    /// The weight of the divergence in a step.
    ///
    /// @param step counted from 0 over all epochs
    /// @param stepsPerEpoch steps of one epoch
    double klWeightAt(long step, int stepsPerEpoch) {
        long warmUpSteps = (long) klWarmUpEpochs * stepsPerEpoch;
        return step < warmUpSteps ? klWeight * (step + 1) / warmUpSteps : klWeight;
    }

    private static void requireRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + "; expected " + least + " to " + most);
        }
    }
}
