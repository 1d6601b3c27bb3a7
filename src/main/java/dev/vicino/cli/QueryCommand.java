package dev.vicino.cli;

import dev.vicino.Item;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.dataset.DigitImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vicino query`: the digits nearest to an image.
@Command(
        name = "query",
        description = {
            "Finds the digits nearest to an image: one of MNIST's by its position, or any picture file, which is first",
            "made like MNIST's own (grey, light on dark, cropped, scaled into 20 x 20, centred by mass in 28 x 28)."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino query --test 42                                   neighbours of a test image",
            "  vicino query --image examples/seven.png --metric cosine --png neighbours.png",
            "  vicino query --test 42 --where label=4 --exact --json"
        })
final class QueryCommand implements Runnable {
    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Option(
            names = "--png",
            paramLabel = "FILE",
            description = "Also draw a strip: the query, then its neighbours with label and value.")
    private @Nullable Path png;

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
        @Nullable Integer test;

        @Option(names = "--train", paramLabel = "N", description = "MNIST training image N, 0 to 59999.")
        @Nullable Integer train;

        @Option(names = "--image", paramLabel = "FILE", description = "A picture: PNG, JPEG, GIF or BMP.")
        @Nullable Path image;

        @Option(names = "--id", paramLabel = "ID", description = "A stored item, which is itself left out.")
        @Nullable String id;

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

    @Override
    public void run() {
        try (VectorStore opened = store.openForReading()) {
            VectorCollection collection = embedding.collection(opened);
            Asked asked = asked(collection);
            SearchRequest request = asked.vector() == null
                    ? search.like(Objects.requireNonNull(subject.id))
                    : search.near(asked.vector());
            SearchResult result = collection.search(request);
            Answer answer = Answer.of(collection.spec().name(), search.exact(), subject.described(), result);
            if (search.json()) {
                terminal.json(answer);
            } else {
                answer.print(terminal, "Nearest to %s by %s:".formatted(asked.title(), result.metric().title()));
            }
            if (png != null) {
                draw(collection, asked, result, png);
            }
        }
    }
}
