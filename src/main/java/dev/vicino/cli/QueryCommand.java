package dev.vicino.cli;

import dev.vicino.Item;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.dataset.DigitImage;
import dev.vicino.dataset.DigitImageException;
import dev.vicino.dataset.Digits;
import dev.vicino.plot.DigitStrip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vicino query`: the digits nearest to an image.
@Command(
        name = "query",
        description = {
            "Finds the digits nearest to an image.",
            "The image is one of MNIST's, by its position, or any picture file, which is first made like MNIST's own:"
                    + " grey, light on dark, cropped, scaled into 20 x 20, centred by mass in 28 x 28."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino query --test 42                                   neighbours of a test image",
            "  vicino query --image seven.png --metric cosine --png near.png",
            "  vicino query --test 42 --where label=4 --exact --json",
            "  vicino query --test 42 --group-by label --per-group 3    the nearest digits of each kind",
            "  vicino query --test 42 --diverse 0.5 --target-recall 0.99",
            "  vicino query --test 42 --explain test/8                  where test/8 stands in that answer, and why"
        })
final class QueryCommand implements Callable<Integer> {
    private static final int TEST_IMAGES = 10_000;

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Option(
            names = "--png",
            paramLabel = "FILE",
            description = "Also draw a strip: the query, then its neighbours with label and value.")
    private @Nullable Path png;

    @Option(
            names = "--explain",
            paramLabel = "ID",
            description = "Instead of the answer, say where this stored item stands in it, and why.")
    private @Nullable String explained;

    @Mixin
    private EmbeddingOption embedding = new EmbeddingOption();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private MnistOption mnist = new MnistOption();

    private final Terminal terminal;

    QueryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What to look near to: exactly one of these.
    static final class Subject {
        @Option(names = "--test", paramLabel = "N", description = "MNIST test image N, 0 to 9999.")
        @Nullable
        Integer test;

        @Option(names = "--train", paramLabel = "N", description = "MNIST training image N, 0 to 59999.")
        @Nullable
        Integer train;

        @Option(names = "--image", paramLabel = "FILE", description = "A picture: PNG, JPEG, GIF or BMP.")
        @Nullable
        Path image;

        @Option(names = "--id", paramLabel = "ID", description = "A stored item, which is itself left out.")
        @Nullable
        String id;

        Map<String, Object> described() {
            if (test != null) {
                return Map.of("test", test);
            }
            if (train != null) {
                return Map.of("train", train);
            }
            return image != null ? Map.of("image", image.toString()) : Map.of("id", Objects.requireNonNull(id));
        }
    }

    /// What was looked near to, made out.
    ///
    /// @param id of the stored item; empty if it is none
    /// @param title of it, for people
    /// @param request that asks for it
    /// @param picture of it: 784 values in [0, 1]; null for a stored item
    private record Asked(String id, String title, SearchRequest request, float @Nullable [] picture) {}

    @Override
    public Integer call() throws IOException {
        DigitEmbedder embedder = embedding.embedder();
        CalibrationProgress calibration = new CalibrationProgress(terminal);
        try (VectorStore opened = store.openForReading(calibration)) {
            VectorCollection collection = embedding.collection(opened, embedder);
            Asked asked = asked(collection, embedder);
            if (explained != null) {
                explain(explained, collection, asked.request(), calibration);
                return 0;
            }
            SearchResult result = calibration.during(() -> collection.search(asked.request()));
            // The picture first: should it fail, there is no half an answer on standard output.
            if (png != null) {
                draw(png, collection, embedder, asked, result);
            }
            Answer answer = Answer.of(collection.spec().name(), search.exact(), subject.described(), result);
            if (search.json()) {
                terminal.json(answer);
            } else {
                answer.print(
                        terminal,
                        "Nearest to %s by %s:"
                                .formatted(asked.title(), result.metric().title()));
            }
        }
        return 0;
    }

    private void explain(
            String id, VectorCollection collection, SearchRequest request, CalibrationProgress calibration) {
        if (collection.get(id).isEmpty()) {
            throw CommandFailure.ofInput(
                    "--explain '" + id + "': collection '" + collection.spec().name() + "' has no item of that id");
        }
        ExplainedItem item = ExplainedItem.of(calibration.during(() -> collection.explain(request, id)));
        if (search.json()) {
            terminal.json(item);
        } else {
            item.print(terminal);
        }
    }

    private void draw(
            Path file, VectorCollection collection, DigitEmbedder embedder, Asked asked, SearchResult result) {
        DigitPictures pictures =
                new DigitPictures(mnist.find(terminal, "pictures are the decoder's reconstructions."), embedder);
        float[] picture = asked.picture() == null ? pictures.of(asked.id(), collection) : asked.picture();
        DigitStrip.write(
                file,
                "Nearest to %s by %s".formatted(asked.title(), result.metric().title()),
                List.of(new DigitStrip.Row(
                        "",
                        DigitStrip.Cell.of(picture, "query"),
                        result.hits().stream()
                                .map(hit -> LessonPictures.cell(hit, pictures, collection, false))
                                .toList())),
                pictures.footnote());
        terminal.notice("Drawn to " + file);
    }

    private static float[] read(Path file) {
        try {
            return DigitImage.read(file);
        } catch (DigitImageException unusable) {
            throw CommandFailure.ofInput(unusable);
        }
    }

    private Asked asked(VectorCollection collection, DigitEmbedder embedder) throws IOException {
        if (subject.image != null) {
            float[] pixels = read(subject.image);
            return new Asked("", subject.image.toString(), search.near(embedder.embed(pixels)), pixels);
        }
        if (subject.train != null) {
            Digits train = mnist.require(terminal).train();
            int n = requirePosition("--train", subject.train, train.count());
            float[] pixels = train.image(n);
            return new Asked("", title(train.id(n), train.label(n)), search.near(embedder.embed(pixels)), pixels);
        }
        if (subject.test != null) {
            int n = requirePosition("--test", subject.test, TEST_IMAGES);
            Item item = collection
                    .get("test/" + n)
                    .orElseThrow(() -> CommandFailure.onTheWay("collection '"
                            + collection.spec().name() + "' does not hold test/" + n + "; 'vicino index' puts it in"));
            return new Asked(
                    item.id(),
                    title(item.id(), item.payload().get("label").orElse("?")),
                    search.near(item.vector()),
                    null);
        }
        String id = Objects.requireNonNull(subject.id);
        if (collection.get(id).isEmpty()) {
            throw CommandFailure.ofInput(
                    "--id '" + id + "': collection '" + collection.spec().name() + "' has no item of that id");
        }
        return new Asked(id, id, search.like(id), null);
    }

    private static String title(String id, Object label) {
        return id + " (a " + label + ")";
    }

    private static int requirePosition(String option, int n, int count) {
        if (n < 0 || n >= count) {
            throw CommandFailure.ofInput("%s %d: expected 0 to %d".formatted(option, n, count - 1));
        }
        return n;
    }
}
