package dev.vicino.cli;

import dev.vicino.dataset.Mnist;
import dev.vicino.vae.EpochReport;
import dev.vicino.vae.ModelCard;
import dev.vicino.vae.Sampling;
import dev.vicino.vae.TrainedVae;
import dev.vicino.vae.TrainingOptions;
import dev.vicino.vae.VaeModel;
import dev.vicino.vae.VaeTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The lesson's model: what it is made of, its training, and the one that the lesson goes on with.
///
/// @param embedder with the model
/// @param report of the model
/// @param training the epochs that were trained live
record LessonModel(DigitEmbedder embedder, LessonReport.Model report, List<LessonReport.Epoch> training) {
    /// The lesson trains for as long; a model of fewer epochs is shown, but not used.
    static final int WHOLE = 50;

    private static final String NAME = Embedding.VAE2.symbol();

    /// Prints the architecture and what the sampling function does.
    static void describe(Terminal terminal, Sampling sampling) {
        terminal.heading("2. The variational autoencoder");
        terminal.say("encoder   784 -> 256 relu -> 128 relu -> mean 2, log variance 2");
        terminal.say("sampling  z = mean + "
                + (sampling == Sampling.LESSON ? "exp(log variance)" : "exp(log variance / 2)") + " * noise");
        terminal.say("decoder   2 -> 128 relu -> 256 relu -> 784 sigmoid");
        terminal.say("loss      binary cross-entropy * 784 + KL divergence, minimised by Adam, batch 100");
        Random random = new Random(42);
        terminal.say(
                "Sampling from mean 0 and log variance 0 gives standard Gaussian noise; two of ten draws in 5 dimensions:");
        for (int draw = 0; draw < 10; draw++) {
            float[] latent = sampling.sample(new float[5], new float[5], random);
            if (draw < 2) {
                terminal.say("         "
                        + IntStream.range(0, latent.length)
                                .mapToObj(i -> "%8.4f".formatted(latent[i]))
                                .collect(Collectors.joining()));
            }
        }
    }

    /// Trains live where the training images are at hand, and takes the model that the lesson goes on with.
    ///
    /// @param speech takes the lines of the epochs
    static LessonModel prepare(
            Terminal terminal,
            Terminal speech,
            Optional<Mnist> mnist,
            TrainingOptions options,
            Path models,
            LessonPictures pictures)
            throws IOException, InterruptedException {
        speech.heading("3. Training");
        if (mnist.isEmpty()) {
            speech.say("The training images are not at hand, so nothing is trained now.");
            return shipped(speech, models, List.of());
        }
        speech.say(
                "%d epoch%s of %,d images, sampling %s; the loss is in nats an image, val_loss is that of the %,d test images."
                        .formatted(
                                options.epochs(),
                                options.epochs() == 1 ? "" : "s",
                                mnist.get().train().count(),
                                options.sampling() == Sampling.LESSON
                                        ? "as the lesson does"
                                        : "with the standard deviation",
                                mnist.get().test().count()));
        TrainedVae trained = new VaeTrainer(options)
                .reportingTo(new TrainingView(terminal, speech.out()))
                .train(mnist.get().train().flat(), mnist.get().test().flat());
        speech.say(
                "The lesson's own log: epoch 1 loss 196.43, val_loss 172.40; epoch 50 loss 133.81, val_loss 136.07 (with its sampling).");
        pictures.losses(trained.reports());
        List<LessonReport.Epoch> epochs =
                trained.reports().stream().map(LessonModel::epoch).toList();
        if (options.epochs() < WHOLE) {
            return shipped(speech, models, epochs);
        }
        ModelCard card = trained.card(NAME);
        speech.say("The lesson goes on with this model, " + card.fingerprint() + ".");
        return new LessonModel(new DigitEmbedder.Latent(trained.model()), report(card, "trained"), epochs);
    }

    private static LessonModel shipped(Terminal speech, Path models, List<LessonReport.Epoch> epochs)
            throws IOException {
        VaeModel model = EmbeddingOption.model(Embedding.VAE2, models);
        ModelCard card = ModelCard.read(models.resolve(NAME + ".json"));
        speech.say("The lesson goes on with the shipped model %s, trained for %d epochs: loss %.2f, val_loss %.2f."
                .formatted(card.fingerprint(), card.options().epochs(), card.loss(), card.validationLoss()));
        return new LessonModel(new DigitEmbedder.Latent(model), report(card, "shipped"), epochs);
    }

    private static LessonReport.Model report(ModelCard card, String source) {
        return new LessonReport.Model(
                card.name(),
                source,
                card.fingerprint(),
                card.options().epochs(),
                card.options().sampling().name().toLowerCase(Locale.ROOT),
                card.loss(),
                card.validationLoss());
    }

    private static LessonReport.Epoch epoch(EpochReport report) {
        return new LessonReport.Epoch(report.epoch(), report.loss(), report.validationLoss(), report.millisPerStep());
    }
}
