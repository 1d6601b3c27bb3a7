package dev.vicino.bench;

import dev.vicino.Metric;
import dev.vicino.bench.Results.Contest;
import dev.vicino.bench.Results.Entry;
import dev.vicino.bench.Results.Point;
import dev.vicino.bench.Results.Written;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A run's results as Markdown.
final class Tables {
    private static final double[] RECALLS = {0.95, 0.99, 0.999};
    private static final double EVERYDAY = 0.99;
    private static final double MEGABYTE = 1e6;

    private final Results results;
    private final StringBuilder text = new StringBuilder();

    Tables(Results results) {
        this.results = results;
    }

    /// All of it.
    String markdown() {
        measuredOn();
        overview();
        results.contests().forEach(this::contest);
        return text.toString();
    }

    /// What README's readers see at once.
    ///
    /// @param first contest, shown whole
    String summary(Contest first) {
        measuredOn();
        overview();
        contest(first);
        return text.toString();
    }

    /// One contest alone.
    String only(Contest contest) {
        contest(contest);
        return text.toString();
    }

    private void measuredOn() {
        add("Measured on %s; JDK %s; %s.%n".formatted(results.machine(), results.jdk(), versions()));
    }

    /// Vicino's rates, and how many times those of plain Lucene and of the fastest peer they are.
    private void overview() {
        add("%n| data and metric | vectors | q/s at recall ≥ .95, ≥ .99, ≥ .999 | plain Lucene's times | the fastest peer's times |%n".formatted());
        add("|---|---|---|---|---|%n".formatted());
        for (Contest contest : results.contests()) {
            contest.entry(Contestant.VICINO).ifPresent(own -> add("| %s | %,d × %d | %s | %s | %s |%n".formatted(contest.title(), contest.items(), contest.dimension(),
                    atRecalls(recall -> rate(own.curve(100).perSecondAt(recall))),
                    contest.entry(Contestant.LUCENE).map(stock -> ratios(own, List.of(stock))).orElse("has not that metric"),
                    ratios(own, contest.entries()))));
        }
    }

    private static String atRecalls(DoubleFunction<String> shown) {
        return Arrays.stream(RECALLS).mapToObj(shown).collect(Collectors.joining(", "));
    }

    /// How many times the rate of the fastest of some peers one has at each recall, and, where that leaves a gap, at the
    /// highest recall that it and a peer reached.
    private static String ratios(Entry own, List<Entry> all) {
        Curve mine = own.curve(100);
        List<Curve> theirs = all.stream()
                .filter(entry -> !entry.engine().isOwn())
                .map(entry -> entry.curve(100))
                .toList();
        String at = atRecalls(recall -> shown(ratio(mine, theirs, recall)));
        double highest = theirs.stream()
                .mapToDouble(curve -> Math.min(mine.highestRecall(), curve.highestRecall()))
                .max()
                .orElse(0);
        return at.contains(shown(OptionalDouble.empty())) && highest > 0
                ? "%s; %s at %.3f".formatted(at, shown(ratio(mine, theirs, highest)), highest)
                : at;
    }

    private static OptionalDouble ratio(Curve mine, List<Curve> theirs, double recall) {
        OptionalDouble rate = mine.perSecondAt(recall);
        OptionalDouble fastest = theirs.stream()
                .map(curve -> curve.perSecondAt(recall))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .max();
        return rate.isPresent() && fastest.isPresent()
                ? OptionalDouble.of(rate.getAsDouble() / fastest.getAsDouble())
                : OptionalDouble.empty();
    }

    private static String shown(OptionalDouble ratio) {
        return ratio.isPresent() ? "%.1f".formatted(ratio.getAsDouble()) : "–";
    }

    private String versions() {
        return results.versions().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private void contest(Contest contest) {
        add("%n**%s**: %,d vectors of %d dimensions, %,d queries, the median of %d rounds of %s s, %s.%s%n%n".formatted(contest.title(), contest.items(), contest.dimension(), contest.queries(), contest.rounds(), contest.seconds(), contest.measured(), absent(contest.metric())));
        rates(contest);
        filtered(contest);
        written(contest);
        contest.entries().forEach(this::alone);
    }

    private static String absent(Metric metric) {
        List<String> without = Arrays.stream(Contestant.values())
                .filter(each -> !each.has(metric))
                .map(Contestant::symbol)
                .toList();
        return without.isEmpty() ? "" : " Without that metric: " + String.join(", ", without) + ".";
    }

    private void rates(Contest contest) {
        add(("| engine | q/s at recall ≥ .95 | ≥ .99 | ≥ .999 | Vicino's ratio | p50, p95, p99 at .99, µs "
                + "| all cores, q/s at .99 | build, s | index, MB | resident, MB |%n").formatted());
        add("|---|---|---|---|---|---|---|---|---|---|%n".formatted());
        for (Entry entry : contest.entries()) {
            Point everyday = everyday(entry);
            add("| %s | %s | %s | %s | %.1f | %s | %.0f |%n".formatted(entry.engine().symbol(),
                    Arrays.stream(RECALLS)
                            .mapToObj(recall -> rate(entry.curve(100).perSecondAt(recall)))
                            .collect(Collectors.joining(" | ")),
                    ratios(contest, entry),
                    everyday == null
                            ? "– | –"
                            : "%s | %,.0f".formatted(latency(everyday.latency()), everyday.allCores()),
                    entry.buildSeconds(),
                    entry.indexBytes() == 0 ? "–" : "%.0f".formatted(entry.indexBytes() / MEGABYTE),
                    entry.residentBytes() / MEGABYTE));
        }
    }

    /// The measured point that is the fastest at a recall of 0.99 or more.
    private static @Nullable Point everyday(Entry entry) {
        return entry.curve(100).pareto().stream()
                .filter(point -> point.recall() >= EVERYDAY)
                .findFirst()
                .orElse(null);
    }

    private static String ratios(Contest contest, Entry peer) {
        Entry own = contest.entry(Contestant.VICINO).orElse(null);
        return own == null || peer.engine().isOwn() ? "" : ratios(own, List.of(peer));
    }

    private void filtered(Contest contest) {
        List<Entry> filtering = contest.entries().stream()
                .filter(entry -> !entry.curve(Rounds.SHARES.getFirst()).points().isEmpty())
                .toList();
        if (filtering.isEmpty()) {
            return;
        }
        add("%n| filter | q/s at recall ≥ .95, ≥ .99: 50 %% let through | 10 %% | 1 %% |%n|---|---|---|---|%n".formatted());
        for (Entry entry : filtering) {
            add("| %s | %s |%n".formatted(entry.engine().symbol(),
                    Rounds.SHARES.stream()
                            .map(share -> rate(entry.curve(share).perSecondAt(0.95)) + ", "
                                    + rate(entry.curve(share).perSecondAt(0.99)))
                            .collect(Collectors.joining(" | "))));
        }
    }

    private void alone(Entry entry) {
        String name = entry.engine().symbol();
        if (entry.coldOpenSeconds() > 0) {
            add("%n%s: first answer %.2f s after the start of its process.%n".formatted(name, entry.coldOpenSeconds()));
        }
    }

    private void written(Contest contest) {
        List<Entry> measured = contest.entries().stream()
                .filter(entry -> !entry.underWrites().isEmpty())
                .toList();
        if (measured.isEmpty()) {
            return;
        }
        add("%n| while another thread replaces items | items/s | effort | recall | q/s | p50, p95, p99, µs |%n".formatted());
        add("|---|---|---|---|---|---|%n".formatted());
        for (Entry entry : measured) {
            for (Written written : entry.underWrites()) {
                add("| %s | %,.0f | %d | %.4f | %,.0f | %s |%n".formatted(entry.engine().symbol(),
                        written.itemsPerSecond(),
                        written.effort(),
                        written.recall(),
                        written.perSecond(),
                        latency(written.latency())));
            }
        }
    }

    private static String latency(Answer.Latency latency) {
        return "%,.0f, %,.0f, %,.0f".formatted(latency.p50(), latency.p95(), latency.p99());
    }

    private static String rate(OptionalDouble perSecond) {
        return perSecond.isPresent() ? "%,.0f".formatted(perSecond.getAsDouble()) : "–";
    }

    private void add(String piece) {
        text.append(piece);
    }
}
