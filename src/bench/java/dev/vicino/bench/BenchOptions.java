package dev.vicino.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What to measure, as given on the command line.
final class BenchOptions {
    @Parameters(
            paramLabel = "DATA/METRIC",
            description = "contests, as in mnist/l2 or clustered:128:100000/cosine; 'all' for those of README, 'none' to "
                    + "show those alone that the folder has. Data: "
                    + "mnist, vae32, vae2, or uniform|clustered|unit:dimension:count. Metrics: l2, l1, dot, cosine.",
            defaultValue = "mnist/l2",
            arity = "0..*")
    List<String> contests = List.of();

    @Option(names = "--engines", split = ",", description = "by name; all that suit the contest if none is named")
    List<String> engines = List.of();

    @Option(names = "--efforts", split = ",", defaultValue = "10,15,20,30,40,60,80,120,200,400")
    List<Integer> efforts = List.of();

    @Option(names = "--queries", defaultValue = "8000", description = "at the most; held-out ones. ${DEFAULT-VALUE}")
    int queries;

    @Option(names = "--rounds", defaultValue = "3", description = "the median counts. ${DEFAULT-VALUE}")
    int rounds;

    @Option(names = "--seconds", defaultValue = "1", description = "of a measurement. ${DEFAULT-VALUE}")
    double seconds;

    @Option(names = "--mnist", description = "folder of the MNIST files; the environment's VICINO_MNIST if not given")
    @Nullable
    Path mnist;

    @Option(
            names = "--work",
            defaultValue = "target/bench",
            description = "folder of data, indexes, results. ${DEFAULT-VALUE}")
    Path work = Path.of("target/bench");

    @Option(names = "--rebuild", description = "build indexes anew that are in the folder already")
    boolean rebuild;

    @Option(names = "--curves-only", description = "no filters, no writes, no cold open")
    boolean curvesOnly;

    @Option(names = "--publish", description = "put the tables into README and the pictures into src/site")
    boolean publish;

    @Option(
            names = "--short",
            description = "Vicino and plain Lucene under L2 in under three minutes; fails where Vicino is the slower at "
                    + "a recall of 0.95 or 0.99")
    boolean shortForm;

    /// Contests of README.
    private static final List<String> ALL = List.of(
            "mnist/l2",
            "mnist/l1",
            "mnist/cosine",
            "mnist/dot",
            "vae32/l2",
            "vae2/l2",
            "uniform:128:100000/l2",
            "unit:384:100000/cosine",
            "clustered:768:100000/l2",
            "clustered:128:1000000/l2");

    /// The engines that README compares on all data; on the digits' pixels all take part.
    private static final List<Contestant> MAIN = List.of(
            Contestant.VICINO,
            Contestant.LUCENE,
            Contestant.LUCENE_BYTE,
            Contestant.JVECTOR,
            Contestant.JVECTOR_PQ,
            Contestant.HNSWLIB_CORE,
            Contestant.HNSWLIB);

    List<String> contests() {
        return switch (contests.getFirst()) {
            case "all" -> ALL;
            case "none" -> List.of();
            default -> contests;
        };
    }

    List<Contestant> engines(String data) {
        if (!engines.isEmpty()) {
            return engines.stream().map(Contestant::parse).toList();
        }
        return data.equals("mnist") ? Arrays.asList(Contestant.values()) : MAIN;
    }

    Path mnist() {
        if (mnist != null) {
            return mnist;
        }
        String named = System.getenv("VICINO_MNIST");
        return Path.of(named == null ? "data/mnist" : named);
    }

    Path indexes() {
        return work.resolve("indexes");
    }

    /// The short form's settings, in place of the others.
    void shorten(boolean digits) {
        contests = List.of(digits ? "mnist/l2" : "clustered:128:60000/l2");
        engines = List.of(Contestant.VICINO.symbol(), Contestant.LUCENE.symbol());
        efforts = List.of(10, 15, 20, 30, 40, 60, 80, 120);
        queries = 2_000;
        rounds = 5;
        seconds = 0.5;
        curvesOnly = true;
        rebuild = true;
        work = work.resolve("short");
    }
}
