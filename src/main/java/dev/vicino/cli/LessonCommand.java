package dev.vicino.cli;

import dev.vicino.CollectionSpec;
import dev.vicino.Hit;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.dataset.Mnist;
import dev.vicino.dataset.Sentence;
import dev.vicino.dataset.Sentences;
import dev.vicino.vae.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `vicino lesson`: the lesson, from its first section to its last.
@Command(
        name = "lesson",
        description = {
            "Runs the lesson: where vectors come from, and how near they are.",
            "Loads MNIST, trains a variational autoencoder for a few epochs, goes on with the shipped 50-epoch model (with"
                    + " --epochs 50 with its own), plots the embeddings, compares three digits and three sentences, and"
                    + " asks the store for neighbours."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino lesson",
            "  vicino lesson --epochs 50 --sampling lesson   trains as the lesson does, to the letter",
            "  vicino lesson --offline --json                one JSON object, without fetching MNIST"
        })
final class LessonCommand implements Callable<Integer> {
    private static final String COLLECTION = "lesson";

    @Mixin
    private MnistOption mnistOption = new MnistOption();

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Epochs to train live (default: ${DEFAULT-VALUE}); from 50 on, that model is used.")
    private int epochs = 5;

    @Option(
            names = "--sampling",
            paramLabel = "FORM",
            defaultValue = "correct",
            description = "correct, or lesson for the lesson's own form (default: ${DEFAULT-VALUE}).")
    private TrainCommand.SamplingForm sampling = TrainCommand.SamplingForm.CORRECT;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "The folder of trained models (default: the shipped).")
    private @Nullable Path models;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Takes the pictures (default: target/lesson beside the program).")
    private @Nullable Path pictureFolder;

    @Option(names = "--json", description = "Print one JSON object instead of the text.")
    private boolean json;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    private final Terminal terminal;

    LessonCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal speech = json ? terminal.silent() : terminal;
        TrainingOptions preset = TrainCommand.options(Embedding.VAE2, sampling, epochs);
        TrainingOptions options = preset.withSeed(Objects.requireNonNullElse(main.seed(), preset.seed()));
        Path modelFolder = Objects.requireNonNullElseGet(models, Assets::models);
        LessonPictures pictures =
                new LessonPictures(Objects.requireNonNullElseGet(pictureFolder, Assets::lessonPictures));
        Optional<Mnist> mnist = mnistOption.find(terminal, DigitPictures.FALLBACK);
        // Malformed sentences should not be found out about after minutes of training.
        Sentences sentences = SentencesCommand.read(Assets.sentences());

        LessonData data = new LessonData(speech, mnist, pictures);
        data.load();
        LessonModel.describe(speech, options.sampling());
        LessonModel model = LessonModel.prepare(terminal, speech, mnist, options, modelFolder, pictures);
        DigitPictures images = new DigitPictures(mnist, model.embedder());
        TestSet testSet = TestSet.load(
                Embedding.VAE2, model.embedder(), mnist, model.report().source().equals("shipped") && models == null);
        data.embed(model, testSet, images);

        speech.heading("5. Three embeddings compared");
        LessonDigits digits = new LessonDigits(speech, testSet);
        digits.show(images);
        List<LessonReport.Comparison> comparisons = digits.compare();
        List<LessonReport.Neighbours> neighbours;
        List<SentencesCommand.Pair> pairs = SentencesCommand.pairs(sentences);
        try (VectorStore opened = store.open()) {
            speech.heading("6. Their nearest neighbours, from the store");
            neighbours = digits.askStore(digitsIn(opened, model, testSet), pictures, images);
            speech.heading("7. Sentence embeddings");
            compareSentences(speech, opened, sentences, pairs);
        }
        speech.say("");
        speech.say("Pictures: " + String.join(" ", pictures.drawn()));
        if (json) {
            terminal.json(new LessonReport(
                    data.report(),
                    model.training(),
                    model.report(),
                    digits.digits(),
                    comparisons,
                    neighbours,
                    pairs,
                    pictures.drawn()));
        }
        return 0;
    }

    /// The lesson's collection is its own: one of an earlier model gives way.
    private VectorCollection digitsIn(VectorStore opened, LessonModel model, TestSet testSet) {
        CollectionSpec spec = CollectionSpec.of(COLLECTION, model.embedder().dimension())
                .metrics(Metric.values())
                .embedder(model.embedder().fingerprint());
        if (opened.collectionNames().contains(COLLECTION)
                && !opened.collection(COLLECTION).spec().equals(spec)) {
            opened.drop(COLLECTION);
        }
        return IndexCommand.fill(terminal, opened, spec, testSet);
    }

    private static void compareSentences(
            Terminal speech, VectorStore opened, Sentences sentences, List<SentencesCommand.Pair> pairs) {
        sentences.sentences().forEach(each -> speech.say("  %s  %s".formatted(each.id(), each.text())));
        if (sentences.excerpt()) {
            speech.say("Only %d coordinates of each embedding are known, those that the lesson prints:"
                    .formatted(sentences.dimension()));
        }
        SentencesCommand.print(speech, pairs);
        VectorCollection collection = SentencesCommand.fill(
                opened, CollectionSpec.of("sentences", sentences.dimension()).metrics(Metric.values()), sentences);
        for (Sentence each : sentences.sentences()) {
            Hit nearest = collection
                    .search(SearchRequest.like(each.id()).metric(Metric.COSINE).limit(1))
                    .hits()
                    .getFirst();
            speech.say("Nearest to '%s' by cosine distance: '%s' (%.6f)"
                    .formatted(each.text(), nearest.text(), nearest.value()));
        }
    }
}
