package dev.vicino.evaluation;

import dev.vicino.Audit;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.VectorCollection;
import java.util.ArrayList;
import java.util.List;

/// Holds a collection's approximate answers against its exact ones, over many queries.
///
/// ```java
/// ComparisonResult result =
///         Comparison.by(Metric.COSINE).efforts(List.of(10, 40, 100)).run(digits, queries, Progress.NONE);
/// ```
///
/// @param metric to search by
/// @param limit the k of recall@k, 1 to [SearchRequest#MAX_LIMIT]
/// @param efforts of the approximate searches, at least one
/// @param rounds how often all queries are asked, at least 1; the median round counts
public record Comparison(Metric metric, int limit, List<Integer> efforts, int rounds) {
    /// Before times are taken, so many searches run unmeasured, so that the JVM has compiled what it will.
    private static final int WARM_UP_SEARCHES = 1000;

    public Comparison {
        efforts = List.copyOf(efforts);
        if (efforts.isEmpty()) {
            throw new IllegalArgumentException("no effort to compare at; expected at least one");
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds is " + rounds + "; expected at least 1");
        }
    }

    /// A comparison of the ten nearest at the default effort, the median of three rounds.
    public static Comparison by(Metric metric) {
        return new Comparison(
                metric, SearchRequest.DEFAULT_LIMIT, List.of(SearchRequest.Mode.Approximate.DEFAULT.effort()), 3);
    }

    /// This comparison of so many nearest.
    public Comparison limit(int k) {
        return new Comparison(metric, k, efforts, rounds);
    }

    /// This comparison at these efforts.
    public Comparison efforts(List<Integer> wanted) {
        return new Comparison(metric, limit, wanted, rounds);
    }

    /// This comparison with so many rounds.
    public Comparison rounds(int count) {
        return new Comparison(metric, limit, efforts, count);
    }

    /// Asks every query exactly and at each effort, `rounds` times.
    ///
    /// @param collection that declares the metric
    /// @param queries at least one, each of the collection's dimension
    public ComparisonResult run(VectorCollection collection, List<float[]> queries, Progress progress) {
        if (queries.isEmpty()) {
            throw new IllegalArgumentException("no queries to compare by; expected at least one");
        }
        List<SearchRequest> exact = queries.stream()
                .map(query ->
                        SearchRequest.near(query).metric(metric).limit(limit).exact())
                .toList();
        Asking asking = new Asking(collection, progress);
        Rounds truth = asking.ask(exact);
        List<EffortPoint> curve = new ArrayList<>();
        for (int effort : efforts) {
            Rounds approximate = asking.ask(
                    exact.stream().map(request -> request.effort(effort)).toList());
            curve.add(point(effort, truth.answers(), approximate));
        }
        return new ComparisonResult(metric, limit, queries.size(), truth.times().perSecond(), curve);
    }

    private static EffortPoint point(int effort, List<SearchResult> truth, Rounds rounds) {
        List<SearchResult> answers = rounds.answers();
        double sum = 0;
        double min = 1;
        int scanned = 0;
        for (int i = 0; i < answers.size(); i++) {
            double recall = new Audit(answers.get(i), truth.get(i)).recall();
            sum += recall;
            min = Math.min(min, recall);
            scanned += answers.get(i).exact() ? 1 : 0;
        }
        Times times = rounds.times();
        return new EffortPoint(
                effort,
                sum / answers.size(),
                min,
                (double) scanned / answers.size(),
                times.perSecond(),
                times.quantile(0.5),
                times.quantile(0.99));
    }

    /// @param answers of the first round
    /// @param times of all rounds
    private record Rounds(List<SearchResult> answers, Times times) {}

    /// Asks one list of requests after the other and counts for the listener.
    private final class Asking {
        private final VectorCollection collection;
        private final Progress progress;
        private long done;

        private Asking(VectorCollection collection, Progress progress) {
            this.collection = collection;
            this.progress = progress;
        }

        private Rounds ask(List<SearchRequest> requests) {
            long total = (1L + efforts.size()) * (WARM_UP_SEARCHES + (long) rounds * requests.size());
            for (int i = 0; i < WARM_UP_SEARCHES; i++) {
                collection.search(requests.get(i % requests.size()));
                progress.at(++done, total);
            }
            List<SearchResult> answers = new ArrayList<>();
            long[][] nanos = new long[rounds][requests.size()];
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < requests.size(); i++) {
                    long start = System.nanoTime();
                    SearchResult answer = collection.search(requests.get(i));
                    nanos[round][i] = System.nanoTime() - start;
                    if (round == 0) {
                        answers.add(answer);
                    }
                    progress.at(++done, total);
                }
            }
            return new Rounds(answers, new Times(nanos));
        }
    }
}
