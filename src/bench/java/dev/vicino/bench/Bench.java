package dev.vicino.bench;

import dev.vicino.Metric;
import dev.vicino.bench.Results.Contest;
import dev.vicino.bench.Results.Entry;
import dev.vicino.dataset.Mnist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Compares the store with its peers, and writes `results.json`, `results.md` and pictures.
///
/// ```
/// mvn -q -Pbench test-compile exec:exec -Dbench.args="mnist/l2 mnist/cosine"
/// ```
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares the store with its peers, at equal recall.")
public final class Bench implements Callable<Integer> {
    private static final List<Double> SHORT_RECALLS = List.of(0.95, 0.99);

    @Mixin
    private BenchOptions options = new BenchOptions();


    private Bench() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    static void say(String line) {
        System.out.println(line);
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        if (options.shortForm) {
            options.shorten(Mnist.missingFrom(options.mnist()).isEmpty());
        }
        Files.createDirectories(options.indexes());
        // What was measured here before stays, so that a long list can be gone through in pieces.
        SequencedMap<String, Contest> contests = Results.contestsOf(options.work.resolve(Report.RESULTS));
        Contest latest = null;
        for (String named : options.contests()) {
            latest = play(named);
            contests.put(latest.title(), latest);
            Report.of(options, List.copyOf(contests.values())).write();
        }
        if (options.publish) {
            Report.of(options, List.copyOf(contests.values())).publish(Path.of("README.md"), Path.of("src/site"));
        }
        say("%d contests in %s".formatted(options.contests().size(), Duration.ofSeconds((System.nanoTime() - start) / 1_000_000_000)));
        return options.shortForm && latest != null && !holds(latest) ? 1 : 0;
    }

    private Contest play(String named) throws IOException {
        int slash = named.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("contest '" + named + "'; expected data/metric, as in mnist/l2");
        }
        String data = named.substring(0, slash);
        BenchData prepared = BenchData.prepare(data, options.work.resolve("data"), options.mnist());
        return new Match(options, prepared, Metric.parse(named.substring(slash + 1))).play(options.engines(data));
    }

    /// Whether the store is at least as fast as plain Lucene at equal recall, in processor time: others may use the machine.
    private boolean holds(Contest contest) {
        Entry own = contest.entry(Contestant.VICINO).orElseThrow();
        Entry stock = contest.entry(Contestant.LUCENE).orElseThrow();
        boolean holds = true;
        for (double recall : SHORT_RECALLS) {
            double mine = own.processorCurve().perSecondAt(recall).orElse(0);
            double theirs = stock.processorCurve().perSecondAt(recall).orElse(0);
            boolean faster = mine > 0 && mine >= theirs;
            say("at recall %s: %,.0f queries per second of processor time, plain Lucene %,.0f, ratio %.2f: %s".formatted(recall, mine, theirs, mine / theirs, faster ? "holds" : "FAILS, expected at least 1.00"));
            holds &= faster;
        }
        return holds;
    }
}
