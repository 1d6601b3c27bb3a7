package dev.vicino.bench;

import dev.vicino.bench.Results.Contest;
import dev.vicino.bench.Results.Entry;
import dev.vicino.bench.Results.Point;
import dev.vicino.plot.RecallPlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A run's results as JSON, as Markdown and as pictures, and their place in README.
final class Report {
    static final String RESULTS = "results.json";

    private static final String BEGIN = "<!-- bench: begin -->\n";
    private static final String END = "<!-- bench: end -->";

    /// Below this nobody would want the answers, and the curves' other ends would lie too close. Where an engine does not
    /// get there, whole curves are shown.
    private static final double LEAST_RECALL = 0.9;

    private final Path folder;
    private final Results results;

    private Report(Path folder, Results results) {
        this.folder = folder;
        this.results = results;
    }

    static Report of(BenchOptions options, List<Contest> contests) {
        return new Report(options.work, Machine.results(contests));
    }

    void write() throws IOException {
        Files.writeString(
                folder.resolve(RESULTS),
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(results));
        Files.writeString(folder.resolve("results.md"), new Tables(results).markdown());
        drawAll(folder);
    }

    /// Replaces what stands between README's marks, and the pictures that it shows.
    void publish(Path readme, Path pictures) throws IOException {
        String text = Files.readString(readme);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("%s has no '%s' before '%s'".formatted(readme, BEGIN.strip(), END));
        }
        drawAll(pictures);
        List<Contest> contests = results.contests();
        Contest first = contests.getFirst();
        StringBuilder shown = new StringBuilder(new Tables(results).summary(first)).append(shownPicture(first, pictures));
        shown.append("\n<details>\n<summary>The other data and metrics</summary>\n");
        for (Contest contest : contests.subList(1, contests.size())) {
            shown.append(new Tables(results).only(contest)).append(shownPicture(contest, pictures));
        }
        shown.append("\n</details>\n");
        Files.writeString(readme, text.substring(0, begin + BEGIN.length()) + "\n" + shown + "\n" + text.substring(end));
    }

    private String shownPicture(Contest contest, Path pictures) {
        return hasPicture(contest)
                ? "\n![Recall against queries per second: %s](%s)\n"
                        .formatted(contest.title(), pictures.resolve(picture(contest)))
                : "";
    }

    private void drawAll(Path target) {
        results.contests().stream().filter(this::hasPicture).forEach(contest -> {
            SequencedMap<String, List<RecallPlot.Point>> curves = new LinkedHashMap<>();
            contest.entries().stream()
                    .filter(entry -> !shown(entry, contest).isEmpty())
                    .forEach(entry -> curves.put(entry.engine().symbol(), shown(entry, contest)));
            String title = "%s: %,d vectors of %d dimensions, one thread"
                    .formatted(contest.title(), contest.items(), contest.dimension());
            RecallPlot.write(target.resolve(picture(contest)), title, curves);
        });
    }

    private boolean hasPicture(Contest contest) {
        return contest.entries().stream().anyMatch(entry -> !shown(entry, contest).isEmpty());
    }

    private static List<RecallPlot.Point> shown(Entry entry, Contest contest) {
        boolean allGetThere =
                contest.entries().stream().allMatch(each -> each.curve(100).highestRecall() >= LEAST_RECALL);
        double least = allGetThere ? LEAST_RECALL : 0;
        List<RecallPlot.Point> points = new ArrayList<>();
        for (Point point : entry.curve(100).pareto()) {
            if (point.recall() >= least) {
                points.add(new RecallPlot.Point(point.recall(), point.perSecond()));
            }
        }
        return points;
    }

    private static String picture(Contest contest) {
        return "bench-" + contest.title().replaceAll("[:/]", "-") + ".png";
    }
}
