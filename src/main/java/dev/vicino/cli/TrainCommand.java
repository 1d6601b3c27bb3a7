package dev.vicino.cli;

import dev.vicino.Metric;
import dev.vicino.dataset.Digits;
import dev.vicino.dataset.Mnist;
import dev.vicino.evaluation.LabelledVectors;
import dev.vicino.evaluation.NearestVote;
import dev.vicino.vae.Sampling;
import dev.vicino.vae.TrainedVae;
import dev.vicino.vae.TrainingOptions;
import dev.vicino.vae.VaeModel;
import dev.vicino.vae.VaeTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `vicino train`: trains a variational autoencoder and writes the model, its card, and the test set's embeddings.
@Command(
        name = "train",
        description = {
            "Trains the variational autoencoder on MNIST.",
            "Writes the model (a standard DL4J network), its card with every loss, and the embeddings of the test images."
                    + " Ctrl-C loses one epoch at the most: --resume goes on."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino train                                      the lesson's model, z = 2, 50 epochs",
            "  vicino train --sampling lesson                    the same as the lesson trains it, to the letter",
            "  vicino train --embedding vae32 --seeds 42,43,44   the retrieval model, with mean and spread",
            "  vicino train --resume                             goes on where a training stopped"
        })
final class TrainCommand implements Callable<Integer> {
    private static final int NEIGHBOURS = 10;

    @Mixin
    private MnistOption mnistOption = new MnistOption();

    @Option(
            names = "--embedding",
            paramLabel = "NAME",
            defaultValue = "vae2",
            description = "Which model: vae2, the lesson's, or vae32, for retrieval (default: ${DEFAULT-VALUE}).")
    private Embedding embedding = Embedding.VAE2;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training images (default: the model's).")
    private @Nullable Integer epochs;

    @Option(
            names = "--seeds",
            split = ",",
            paramLabel = "N",
            description = "Several seeds: each is trained, and the first one's model is kept.")
    private @Nullable List<Long> seeds;

    @Option(
            names = "--sampling",
            paramLabel = "FORM",
            defaultValue = "correct",
            description = "correct: scale the noise by the standard deviation; lesson: by the variance, as the lesson"
                    + " does, with its constant learning rate (default: ${DEFAULT-VALUE}).")
    private SamplingForm sampling = SamplingForm.CORRECT;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Takes models/ and embeddings/ (default: data/trained beside the program).")
    private @Nullable Path output;

    @Option(names = "--resume", description = "Go on from the checkpoint that a training left in the output folder.")
    private boolean resume;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    private final Terminal terminal;

    TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TrainingOptions options = options(embedding, sampling, epochs);
        Mnist mnist = mnistOption.require(terminal);
        Path folder = output == null ? Assets.trained() : output;
        List<Long> wanted = seeds == null ? List.of(Objects.requireNonNullElse(main.seed(), options.seed())) : seeds;
        List<Double> accuracies = new ArrayList<>();
        for (long seed : wanted) {
            Path checkpoint = checkpoint(folder, seed);
            TrainedVae trained = train(mnist, options.withSeed(seed), checkpoint);
            double accuracy = vote(trained.model(), mnist);
            terminal.say(
                    "Seed %d: val_loss %.2f; %.2f %% of the test images agree with most of their %d nearest training images."
                            .formatted(seed, trained.reports().getLast().validationLoss(), 100 * accuracy, NEIGHBOURS));
            if (accuracies.isEmpty()) {
                save(folder, trained, mnist.test(), accuracy);
            }
            accuracies.add(accuracy);
            Files.deleteIfExists(checkpoint);
        }
        if (wanted.size() > 1) {
            terminal.say("%d seeds: %.2f %% on average, %.2f to %.2f %%."
                    .formatted(
                            wanted.size(),
                            100
                                    * accuracies.stream()
                                            .mapToDouble(x -> x)
                                            .average()
                                            .orElseThrow(),
                            100 * Collections.min(accuracies),
                            100 * Collections.max(accuracies)));
        }
        return 0;
    }

    /// How latent vectors are drawn, as the command line names it.
    enum SamplingForm {
        CORRECT,
        LESSON
    }

    /// The options of a model's training.
    ///
    /// @param epochs null for the model's own number
    static TrainingOptions options(Embedding embedding, SamplingForm sampling, @Nullable Integer epochs) {
        TrainingOptions preset = switch (embedding) {
            case VAE2 ->
                sampling == SamplingForm.LESSON ? TrainingOptions.lessonToTheLetter() : TrainingOptions.lesson();
            case VAE32 ->
                sampling == SamplingForm.LESSON
                        ? TrainingOptions.retrieval().withSampling(Sampling.LESSON)
                        : TrainingOptions.retrieval();
            case PIXELS -> throw CommandFailure.ofInput("--embedding pixels needs no model; expected vae2 or vae32");
        };
        try {
            return epochs == null ? preset : preset.withEpochs(epochs);
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.ofInput("--epochs: " + wrong.getMessage());
        }
    }

    private TrainedVae train(Mnist mnist, TrainingOptions options, Path checkpoint)
            throws IOException, InterruptedException {
        terminal.say("Training %s: z = %d, %d epochs of %d images, batch %d, seed %d, sampling %s."
                .formatted(
                        embedding.symbol(),
                        options.latentDimension(),
                        options.epochs(),
                        mnist.train().count(),
                        options.batchSize(),
                        options.seed(),
                        sampling.name().toLowerCase(Locale.ROOT)));
        VaeTrainer trainer = new VaeTrainer(options).reportingTo(new TrainingView(terminal, terminal.out()));
        trainer = resume ? trainer.resumingFrom(checkpoint) : trainer.checkpointingTo(checkpoint);
        return trainer.train(mnist.train().flat(), mnist.test().flat());
    }

    private Path checkpoint(Path folder, long seed) {
        return folder.resolve("models").resolve(embedding.symbol() + "-seed" + seed + ".checkpoint");
    }

    /// The share of test images whose digit wins the vote of their nearest training images, by latent means.
    private double vote(VaeModel model, Mnist mnist) throws IOException {
        Digits train = mnist.train();
        Digits test = mnist.test();
        NearestVote base = new NearestVote(
                new LabelledVectors(model.encodeAll(train.flat(), train.count()), train.labels()),
                Metric.EUCLIDEAN,
                NEIGHBOURS);
        try (Progress progress = terminal.progress("Voting", "images", test.count())) {
            return base.score(
                            new LabelledVectors(model.encodeAll(test.flat(), test.count()), test.labels()),
                            (done, total) -> progress.at(done))
                    .accuracy();
        }
    }

    private void save(Path folder, TrainedVae trained, Digits test, double accuracy) throws IOException {
        Path models = folder.resolve("models");
        trained.model().save(models.resolve(embedding.symbol() + ".zip"));
        trained.card(embedding.symbol())
                .withEvaluation("accuracy of the vote of the " + NEIGHBOURS + " nearest training images", accuracy)
                .write(models.resolve(embedding.symbol() + ".json"));
        TestSet.of(test, new DigitEmbedder.Latent(trained.model())).write(embedding, folder.resolve("embeddings"));
        terminal.say("Wrote the model and its card to " + models + ", the test set's embeddings beside them.");
    }
}
