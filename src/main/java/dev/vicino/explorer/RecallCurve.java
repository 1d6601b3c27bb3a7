package dev.vicino.explorer;

import dev.vicino.Audit;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.VectorCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Recall and time of a collection's searches at growing efforts, measured on items of its own, each of which is left
/// out of its own answer.
///
/// @param queries how many items were asked for
/// @param exactP50Micros half of the exact searches took no longer, in µs
/// @param points one for each effort, the least first
record RecallCurve(int queries, long exactP50Micros, List<Point> points) {
    /// The k of recall@k.
    static final int LIMIT = 10;

    private static final int[] EFFORTS = {10, 15, 20, 30, 50, 80, 120, 200, 320, 500, 800};

    private static final int MOST_QUERIES = 200;

    /// Exact searches compare every item with every query: of a great collection fewer are asked for.
    private static final long MOST_COMPARED = 20_000_000;

    private static final int LEAST_QUERIES = 20;

    /// @param effort candidates kept while walking
    /// @param recall the mean of recall@10, in [0, 1]
    /// @param p50Micros half of the searches took no longer, in µs
    record Point(int effort, double recall, long p50Micros) {}

    static RecallCurve measure(
            VectorCollection collection, Metric metric, ItemOrder order, Computation.Listener listener) {
        int affordable = Math.clamp(MOST_COMPARED / Math.max(1, order.count()), LEAST_QUERIES, MOST_QUERIES);
        int queries = Math.min(order.count(), affordable);
        List<SearchRequest> requests = IntStream.range(0, queries)
                .mapToObj(i -> order.id((int) ((long) i * order.count() / queries)))
                .map(id -> SearchRequest.like(id).metric(metric).limit(LIMIT))
                .toList();
        if (requests.isEmpty()) {
            return new RecallCurve(0, 0, List.of());
        }
        int stages = EFFORTS.length + 1;
        listener.at("searching exactly", 0, stages);
        List<SearchResult> truth =
                asked(collection, requests.stream().map(SearchRequest::exact).toList());
        List<Point> points = new ArrayList<>();
        for (int effort : EFFORTS) {
            listener.at("searching with effort " + effort, points.size() + 1L, stages);
            List<SearchResult> answers = asked(
                    collection,
                    requests.stream().map(request -> request.effort(effort)).toList());
            points.add(new Point(effort, recall(answers, truth), median(answers)));
        }
        return new RecallCurve(queries, median(truth), points);
    }

    /// The answers to each, one after the other, the second time they are asked for: by then all is warm.
    private static List<SearchResult> asked(VectorCollection collection, List<SearchRequest> requests) {
        requests.forEach(request -> one(collection, request));
        return requests.stream().map(request -> one(collection, request)).toList();
    }

    private static SearchResult one(VectorCollection collection, SearchRequest request) {
        if (Thread.interrupted()) {
            throw new IllegalStateException("the measurement was ended");
        }
        return collection.search(request);
    }

    private static double recall(List<SearchResult> answers, List<SearchResult> truth) {
        return IntStream.range(0, answers.size())
                .mapToDouble(i -> new Audit(answers.get(i), truth.get(i)).recall())
                .average()
                .orElse(1);
    }

    private static long median(List<SearchResult> answers) {
        long[] micros = answers.stream()
                .mapToLong(answer -> answer.took().toNanos() / 1000)
                .sorted()
                .toArray();
        return Arrays.stream(micros).skip(micros.length / 2).findFirst().orElse(0);
    }
}
