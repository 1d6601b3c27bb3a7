package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.InvalidVectorException;
import dev.vicino.Metric;
import dev.vicino.NoSuchItemException;
import dev.vicino.Query;
import dev.vicino.SearchRequest;
import dev.vicino.UndeclaredMetricException;
import dev.vicino.engine.VectorCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a request looks near to, checked against the collection.
///
/// @param metric that the values are in
/// @param vector of the collection's dimension, finite, and with a direction if the metric asks for one
/// @param leftOut the documents that the vector was made of, ascending; none if it is the caller's alone
record SearchTarget(Metric metric, float[] vector, int[] leftOut) {
    private static final int[] NONE = {};

    boolean leavesOut(int doc) {
        return leftOut.length > 0 && Arrays.binarySearch(leftOut, doc) >= 0;
    }

    /// The metric that a request is to be answered by.
    static Metric metric(CollectionSpec spec, SearchRequest request) {
        Metric metric = request.metric() == null ? spec.defaultMetric() : request.metric();
        requireDeclared(spec, metric);
        return metric;
    }

    static void requireDeclared(CollectionSpec spec, Metric metric) {
        if (!spec.metrics().contains(metric)) {
            throw new UndeclaredMetricException("collection '" + spec.name() + "' declares no "
                    + metric.title() + "; it declares "
                    + spec.metrics().stream().map(Metric::title).collect(Collectors.joining(", ")));
        }
    }

    static SearchTarget of(CollectionSpec spec, Metric metric, Query.ByVector query, SnapshotItems items)
            throws IOException {
        return switch (query) {
            case Query.Near near -> near(spec, metric, near.vector());
            case Query.Like like -> like(spec, metric, like.id(), items);
            case Query.Examples examples -> examples(spec, metric, examples, items);
        };
    }

    private static SearchTarget near(CollectionSpec spec, Metric metric, float[] vector) {
        VectorCheck.check(spec, "the query", vector, metric == Metric.COSINE);
        return new SearchTarget(metric, vector, NONE);
    }

    private static SearchTarget like(CollectionSpec spec, Metric metric, String id, SnapshotItems items)
            throws IOException {
        int doc = items.find(id);
        if (doc < 0) {
            throw new NoSuchItemException("collection '" + spec.name() + "' has no item '" + id + "' to look like");
        }
        return new SearchTarget(metric, items.vector(doc).clone(), new int[] {doc});
    }

    private static SearchTarget examples(
            CollectionSpec spec, Metric metric, Query.Examples examples, SnapshotItems items) throws IOException {
        List<SearchTarget> positive = each(spec, metric, examples.positive(), items);
        List<SearchTarget> negative = each(spec, metric, examples.negative(), items);
        double[] towards = mean(positive, spec.dimension());
        double[] awayFrom = negative.isEmpty() ? towards : mean(negative, spec.dimension());
        float[] vector = new float[spec.dimension()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (towards[i] + (towards[i] - awayFrom[i]));
        }
        try {
            VectorCheck.check(spec, "the query made of the examples", vector, metric == Metric.COSINE);
        } catch (InvalidVectorException e) {
            throw new InvalidVectorException(e.getMessage() + "; the examples cancel out or add up beyond floats");
        }
        int[] leftOut = Stream.concat(positive.stream(), negative.stream())
                .flatMapToInt(example -> Arrays.stream(example.leftOut))
                .distinct()
                .sorted()
                .toArray();
        return new SearchTarget(metric, vector, leftOut);
    }

    private static List<SearchTarget> each(
            CollectionSpec spec, Metric metric, List<Query.Example> examples, SnapshotItems items) throws IOException {
        List<SearchTarget> targets = new ArrayList<>();
        for (Query.Example example : examples) {
            targets.add(of(spec, metric, example, items));
        }
        return targets;
    }

    private static double[] mean(List<SearchTarget> examples, int dimension) {
        double[] mean = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            for (SearchTarget example : examples) {
                mean[i] += example.vector[i] / (double) examples.size();
            }
        }
        return mean;
    }
}
