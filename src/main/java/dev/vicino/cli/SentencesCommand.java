package dev.vicino.cli;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.dataset.Sentence;
import dev.vicino.dataset.Sentences;
import dev.vicino.dataset.SentencesException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// `vicino sentences`: sentence embeddings of the user's into the store, compared and searched.
@Command(
        name = "sentences",
        description = {
            "Puts sentence embeddings into the store, and compares or searches them.",
            "Compares by dot product and cosine distance, or finds the sentences nearest to one of them or to a vector.",
            "",
            "The file: {\"sentences\": [{\"id\": \"0\", \"text\": \"...\", \"embedding\": [0.37, 0.26, ...]}, ...]}"
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino sentences data/sentences.json",
            "  vicino sentences data/sentences.json --id 0 --metric cosine",
            "  vicino sentences my-faq.json --vector '[0.12, -0.5, 0.33]' --limit 3 --json"
        })
final class SentencesCommand implements Callable<Integer> {
    private static final int MOST_PAIRED = 12;

    @Parameters(paramLabel = "FILE", description = "The JSON file.")
    private Path file = Path.of("");

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            description = "The collection that takes the sentences (default: the file's name without its ending).")
    private @Nullable String collectionName;

    @ArgGroup
    private @Nullable Subject subject;

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private StoreOption store = new StoreOption();

    private final Terminal terminal;

    SentencesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What to look near to: one of these, or neither.
    static final class Subject {
        @Option(names = "--id", paramLabel = "ID", description = "Find the sentences nearest to this one.")
        @Nullable
        String id;

        @Option(names = "--vector", paramLabel = "JSON", description = "Find the sentences nearest to this vector.")
        @Nullable
        String vector;
    }

    /// The values between two sentences, as `--json` prints them.
    record Pair(String first, String second, double dot, double cosine) {}

    /// All sentences compared, as `--json` prints them.
    record Comparison(String collection, int sentences, int dimension, boolean excerpt, List<Pair> pairs) {}

    @Override
    public Integer call() throws IOException {
        Sentences sentences = read(file);
        CollectionSpec spec =
                CollectionSpec.of(nameOf(file), sentences.dimension()).metrics(Metric.values());
        if (sentences.model() != null) {
            spec = spec.embedder(sentences.model());
        }
        // Whatever may be wrong with the question is found before anything is written.
        SearchRequest request = subject == null ? null : request(subject, sentences);
        CalibrationProgress calibration = new CalibrationProgress(terminal);
        try (VectorStore opened = store.open(calibration)) {
            VectorCollection collection = fill(opened, spec, sentences);
            if (request != null && subject != null) {
                answer(calibration.during(() -> collection.search(request)), subject);
            } else {
                compare(collection, sentences);
            }
        }
        return 0;
    }

    /// Reads a file, or fails as for wrong input.
    static Sentences read(Path file) throws IOException {
        try {
            return Sentences.read(file);
        } catch (SentencesException wrong) {
            throw CommandFailure.ofInput(wrong);
        } catch (NoSuchFileException absent) {
            throw CommandFailure.ofInput("there is no file " + file);
        }
    }

    /// Puts sentences into their collection and flushes it.
    static VectorCollection fill(VectorStore store, CollectionSpec spec, Sentences sentences) {
        VectorCollection collection = store.collection(spec);
        collection.upsert(sentences.sentences().stream()
                .map(each -> Item.of(each.id(), each.embedding()).text(each.text()))
                .toList());
        collection.flush();
        return collection;
    }

    /// Every pair of sentences, by the two metrics that the lesson uses for text.
    static List<Pair> pairs(Sentences sentences) {
        List<Pair> pairs = new ArrayList<>();
        List<Sentence> all = sentences.sentences();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                float[] a = all.get(i).embedding();
                float[] b = all.get(j).embedding();
                pairs.add(new Pair(
                        all.get(i).id(),
                        all.get(j).id(),
                        Metric.DOT_PRODUCT.between(a, b),
                        Metric.COSINE.between(a, b)));
            }
        }
        return pairs;
    }

    static void print(Terminal terminal, List<Pair> pairs) {
        terminal.table(
                List.of("sentences", "dot product", "cosine distance"),
                pairs.stream()
                        .map(pair -> List.of(
                                pair.first() + " – " + pair.second(),
                                "%.6f".formatted(pair.dot()),
                                "%.6f".formatted(pair.cosine())))
                        .toList());
    }

    private void answer(SearchResult result, Subject asked) {
        Map<String, Object> query = asked.id != null ? Map.of("id", asked.id) : Map.of("vector", asked.vector);
        Answer answer = Answer.of(nameOf(file), search.exact(), query, result);
        if (search.json()) {
            terminal.json(answer);
        } else {
            String subjectTitle = asked.id != null ? "sentence '" + asked.id + "'" : "the vector";
            answer.print(
                    terminal,
                    "Nearest to " + subjectTitle + " by " + result.metric().title() + ":");
        }
    }

    private void compare(VectorCollection collection, Sentences sentences) {
        List<Sentence> all = sentences.sentences();
        List<Pair> pairs = all.size() <= MOST_PAIRED ? pairs(sentences) : List.of();
        if (search.json()) {
            terminal.json(new Comparison(
                    collection.spec().name(), all.size(), sentences.dimension(), sentences.excerpt(), pairs));
            return;
        }
        terminal.say("Collection '%s' in '%s' holds %,d sentences of %d dimensions%s."
                .formatted(
                        collection.spec().name(),
                        store.path(),
                        collection.count(),
                        sentences.dimension(),
                        sentences.excerpt() ? ", excerpts of longer embeddings" : ""));
        if (pairs.isEmpty()) {
            terminal.say("Ask for the nearest with --id or --vector (pairs are listed for up to %d sentences)."
                    .formatted(MOST_PAIRED));
            return;
        }
        all.forEach(each -> terminal.say("  %s  %s".formatted(each.id(), each.text())));
        print(terminal, pairs);
    }

    private SearchRequest request(Subject asked, Sentences sentences) {
        if (asked.id != null) {
            String id = asked.id;
            if (sentences.sentences().stream().noneMatch(each -> each.id().equals(id))) {
                throw CommandFailure.ofInput("--id '" + id + "': " + file + " has no sentence of that id");
            }
            return search.orBy(Metric.COSINE).like(id);
        }
        float[] vector = vector(asked.vector == null ? "" : asked.vector);
        if (vector.length != sentences.dimension()) {
            throw CommandFailure.ofInput("--vector has %d dimensions; the sentences of %s have %d"
                    .formatted(vector.length, file, sentences.dimension()));
        }
        return search.orBy(Metric.COSINE).near(vector);
    }

    private static float[] vector(String json) {
        try {
            return JsonMapper.shared().readValue(json, float[].class);
        } catch (JacksonException malformed) {
            throw CommandFailure.ofInput("--vector '" + json + "' is no JSON list of numbers, as in '[0.1, -2]'");
        }
    }

    private String nameOf(Path path) {
        if (collectionName != null) {
            return collectionName;
        }
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
