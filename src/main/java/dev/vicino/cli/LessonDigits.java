package dev.vicino.cli;

import dev.vicino.Audit;
import dev.vicino.Hit;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.plot.TerminalImage;
import dev.vicino.vae.Nd4jMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The lesson's three digits: compared with one another, each value computed twice, and with all others in the store.
///
/// @param speech takes the text
/// @param testSet that they are of
record LessonDigits(Terminal speech, TestSet testSet) {
    /// Two zeros and a one.
    static final List<Integer> CHOSEN = List.of(10, 13, 2);

    private static final List<String> NAMES = List.of("zero A", "zero B", "one");
    private static final double AGREEMENT = 1e-5;
    private static final int NEIGHBOURS = 5;

    /// The three with their embeddings.
    List<LessonReport.Digit> digits() {
        return CHOSEN.stream()
                .map(n -> new LessonReport.Digit("test/" + n, testSet.labels()[n], testSet.vectors()[n]))
                .toList();
    }

    /// Shows them side by side.
    void show(DigitPictures images) {
        List<String> shown = CHOSEN.stream()
                .map(n -> TerminalImage.render(images.of("test/" + n, () -> testSet.vectors()[n]), true))
                .toList();
        speech.say(TerminalImage.sideBySide(shown, 4));
        if (!images.footnote().isEmpty()) {
            speech.say("(" + images.footnote() + ")");
        }
    }

    /// Compares each pair under each metric, written out and through ND4J.
    List<LessonReport.Comparison> compare() {
        for (int i = 0; i < NAMES.size(); i++) {
            speech.say("Embedding of %-6s (test image %2d, a %d): %s"
                    .formatted(
                            NAMES.get(i), CHOSEN.get(i), testSet.labels()[CHOSEN.get(i)], Arrays.toString(vector(i))));
        }
        List<LessonReport.Comparison> comparisons = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Metric metric : List.of(Metric.EUCLIDEAN, Metric.MANHATTAN, Metric.DOT_PRODUCT, Metric.COSINE)) {
            for (int[] pair : new int[][] {{0, 1}, {0, 2}, {1, 2}}) {
                LessonReport.Comparison comparison = compare(metric, pair[0], pair[1]);
                comparisons.add(comparison);
                rows.add(List.of(
                        metric.title(),
                        NAMES.get(pair[0]) + " – " + NAMES.get(pair[1]),
                        "%.6f".formatted(comparison.value()),
                        "%.6f".formatted(comparison.library())));
            }
        }
        speech.table(List.of("metric", "pair", "written out", "ND4J"), rows);
        speech.say("zero A / zero B, coordinate by coordinate: " + Arrays.toString(ratio(vector(0), vector(1))));
        return comparisons;
    }

    /// Asks the store for the neighbours of the three, exactly and by graph.
    List<LessonReport.Neighbours> askStore(VectorCollection collection, LessonPictures pictures, DigitPictures images) {
        List<LessonReport.Neighbours> answers = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            String id = "test/" + CHOSEN.get(i);
            List<Audit> audits = new ArrayList<>();
            for (Metric metric : Metric.values()) {
                Audit audit =
                        collection.audit(SearchRequest.like(id).metric(metric).limit(NEIGHBOURS));
                audits.add(audit);
                answers.add(new LessonReport.Neighbours(
                        id,
                        metric.symbol(),
                        audit.exact().ids(),
                        audit.approximate().ids(),
                        audit.recall()));
                rows.add(List.of(
                        id,
                        metric.symbol(),
                        labels(audit.exact().hits()),
                        labels(audit.approximate().hits()),
                        "%.2f".formatted(audit.recall())));
            }
            pictures.neighbours(id, audits, images, collection);
        }
        speech.table(
                List.of("query", "metric", "exact: digit (image)", "approximate: digit (image)", "recall@5"), rows);
        speech.say("(Cosine looks at the direction alone, and in two dimensions many digits share one.)");
        return answers;
    }

    private LessonReport.Comparison compare(Metric metric, int first, int second) {
        double value = metric.between(vector(first), vector(second));
        double library = Nd4jMetrics.between(metric, vector(first), vector(second));
        if (Math.abs(value - library) > AGREEMENT * Math.abs(value)) {
            throw CommandFailure.onTheWay(
                    "%s between %s and %s is %s written out and %s by ND4J; they should agree to %s"
                            .formatted(metric.title(), NAMES.get(first), NAMES.get(second), value, library, AGREEMENT));
        }
        return new LessonReport.Comparison(
                "test/" + CHOSEN.get(first), "test/" + CHOSEN.get(second), metric.symbol(), value, library);
    }

    private float[] vector(int chosen) {
        return testSet.vectors()[CHOSEN.get(chosen)];
    }

    private static float[] ratio(float[] a, float[] b) {
        float[] quotients = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            quotients[i] = a[i] / b[i];
        }
        return quotients;
    }

    private static String labels(List<Hit> hits) {
        return hits.stream()
                .map(hit ->
                        hit.payload().get("label").orElse("?") + " (" + hit.id().substring("test/".length()) + ")")
                .collect(Collectors.joining("  "));
    }
}
