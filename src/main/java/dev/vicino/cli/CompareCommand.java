package dev.vicino.cli;

import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.dataset.Digits;
import dev.vicino.dataset.Mnist;
import dev.vicino.evaluation.Comparison;
import dev.vicino.evaluation.ComparisonResult;
import dev.vicino.evaluation.EffortPoint;
import dev.vicino.plot.RecallPlot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `vicino compare`: approximate answers held against exact ones, over many queries.
@Command(
        name = "compare",
        description = {
            "Holds approximate answers against exact ones, over many queries.",
            "Queries are training images, which the store has never seen; without the MNIST files, stored digits. Queries"
                    + " go one at a time, on one thread; a hit as near as the k-th exact one counts as found."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino compare",
            "  vicino compare --metric l1 --queries 5000",
            "  vicino compare --embedding pixels --plot recall.png",
            "  vicino compare --efforts 10,20,40 --json"
        })
final class CompareCommand implements Callable<Integer> {
    private static final List<Integer> CURVE = List.of(10, 15, 20, 30, 40, 60, 100, 200, 400);
    private static final long SEED = 42;

    @Mixin
    private EmbeddingOption embedding = new EmbeddingOption();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private MnistOption mnistOption = new MnistOption();

    @Option(
            names = "--metric",
            converter = MetricConverter.class,
            paramLabel = "METRIC",
            description = "l2, l1, dot or cosine (default: all that the collection declares).")
    private @Nullable Metric metric;

    @Option(
            names = "--limit",
            paramLabel = "K",
            defaultValue = "10",
            description = "The k of recall@k (default: ${DEFAULT-VALUE}).")
    private int limit = SearchRequest.DEFAULT_LIMIT;

    @Option(
            names = "--queries",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many queries (default: ${DEFAULT-VALUE}).")
    private int queries = 1000;

    @Option(
            names = "--efforts",
            split = ",",
            paramLabel = "EF",
            description = "Efforts to compare at (default: the store's own, 100; for a plot from 10 to 400).")
    private @Nullable List<Integer> efforts;

    @Option(names = "--plot", paramLabel = "FILE", description = "Also plot recall against queries per second, a PNG.")
    private @Nullable Path plot;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    private final Terminal terminal;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// One metric at one effort, as `--json` prints it.
    record Result(
            String metric,
            int effort,
            double recall,
            double minRecall,
            double exactQueriesPerSecond,
            double approximateQueriesPerSecond,
            double medianMilliseconds,
            double p99Milliseconds,
            double scannedShare) {
        static Result of(ComparisonResult result, EffortPoint point) {
            return new Result(
                    result.metric().symbol(),
                    point.effort(),
                    point.meanRecall(),
                    point.minRecall(),
                    result.exactQueriesPerSecond(),
                    point.queriesPerSecond(),
                    point.median().toNanos() / 1e6,
                    point.p99().toNanos() / 1e6,
                    point.exactShare());
        }
    }

    /// The whole, as `--json` prints it.
    record Report(String collection, int k, int queries, String queriesFrom, List<Result> results) {}

    /// Vectors to ask for.
    ///
    /// @param from where they come from, for people
    private record Queries(List<float[]> vectors, String from) {}

    @Override
    public Integer call() throws IOException {
        if (queries < 1) {
            throw CommandFailure.ofInput("--queries " + queries + ": expected at least 1");
        }
        DigitEmbedder embedder = embedding.embedder();
        try (VectorStore opened = store.openForReading()) {
            VectorCollection collection = embedding.collection(opened, embedder);
            Queries asked = queries(collection, embedder);
            List<ComparisonResult> results = new ArrayList<>();
            for (Metric each : metric == null ? collection.spec().metrics() : List.of(metric)) {
                results.add(compare(collection, each, asked.vectors()));
            }
            Report report = new Report(
                    collection.spec().name(),
                    limit,
                    asked.vectors().size(),
                    asked.from(),
                    results.stream().flatMap(CompareCommand::rows).toList());
            if (json) {
                terminal.json(report);
            } else {
                print(report, collection.count());
            }
            draw(report, results);
        }
        return 0;
    }

    private ComparisonResult compare(VectorCollection collection, Metric by, List<float[]> vectors) {
        Comparison comparison;
        try {
            comparison = Comparison.by(by).limit(limit);
            comparison = efforts != null
                    ? comparison.efforts(efforts)
                    : plot != null ? comparison.efforts(CURVE) : comparison;
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.ofInput(wrong);
        }
        try (Progress progress = terminal.progress("Comparing by " + by.symbol(), "searches", -1)) {
            return comparison.run(collection, vectors, progress::at);
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.ofInput(wrong);
        }
    }

    private Queries queries(VectorCollection collection, DigitEmbedder embedder) throws IOException {
        Optional<Mnist> mnist = mnistOption.find(terminal, "stored digits are asked for instead of training images.");
        Random random = new Random(Objects.requireNonNullElse(main.seed(), SEED));
        if (mnist.isEmpty()) {
            List<float[]> stored = new ArrayList<>();
            try (Stream<Item> items = collection.scan()) {
                items.forEach(item -> stored.add(item.vector()));
            }
            Collections.shuffle(stored, random);
            return new Queries(stored.subList(0, Math.min(queries, stored.size())), "stored digits");
        }
        Digits train = mnist.get().train();
        List<float[]> vectors = random.ints(0, train.count())
                .distinct()
                .limit(Math.min(queries, train.count()))
                .mapToObj(n -> embedder.embed(train.image(n)))
                .toList();
        return new Queries(vectors, "training images");
    }

    private static Stream<Result> rows(ComparisonResult result) {
        return result.curve().stream().map(point -> Result.of(result, point));
    }

    private void print(Report report, long items) {
        terminal.say("Collection '%s', %,d items; %,d queries, %s, one at a time on one thread"
                .formatted(report.collection(), items, report.queries(), report.queriesFrom()));
        terminal.table(
                List.of(
                        "metric",
                        "effort",
                        "recall@" + limit,
                        "worst",
                        "exact q/s",
                        "approximate q/s",
                        "p50 ms",
                        "p99 ms",
                        "scanned"),
                report.results().stream()
                        .map(each -> List.of(
                                each.metric(),
                                String.valueOf(each.effort()),
                                "%.4f".formatted(each.recall()),
                                "%.2f".formatted(each.minRecall()),
                                "%,.0f".formatted(each.exactQueriesPerSecond()),
                                "%,.0f".formatted(each.approximateQueriesPerSecond()),
                                "%.3f".formatted(each.medianMilliseconds()),
                                "%.3f".formatted(each.p99Milliseconds()),
                                "%.0f %%".formatted(100 * each.scannedShare())))
                        .toList());
    }

    private void draw(Report report, List<ComparisonResult> results) {
        if (plot == null) {
            return;
        }
        SequencedMap<String, List<RecallPlot.Point>> curves = new LinkedHashMap<>();
        for (ComparisonResult result : results) {
            curves.put(
                    result.metric().title(),
                    result.curve().stream()
                            .map(point -> new RecallPlot.Point(point.meanRecall(), point.queriesPerSecond()))
                            .toList());
        }
        RecallPlot.write(plot, "%s: recall@%d against speed".formatted(report.collection(), limit), curves);
        terminal.notice("Plotted to " + plot);
    }
}
