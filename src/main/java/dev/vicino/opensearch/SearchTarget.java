package dev.vicino.opensearch;

import dev.vicino.CollectionSpec;
import dev.vicino.InvalidVectorException;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.NoSuchItemException;
import dev.vicino.Query;
import dev.vicino.SearchRequest;
import dev.vicino.UndeclaredMetricException;
import dev.vicino.engine.VectorCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a request looks near to, checked against the collection.
///
/// @param metric that the values are in
/// @param vector of the collection's dimension, finite, and with a direction if the metric asks for one
/// @param leftOut ids of the items that the vector was made of
record SearchTarget(Metric metric, float[] vector, Set<String> leftOut) {
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

    static SearchTarget of(CollectionSpec spec, Metric metric, Query.ByVector query, SearchView view) {
        return switch (query) {
            case Query.Near near -> near(spec, metric, near.vector());
            case Query.Like like -> like(spec, metric, like.id(), view.items(Set.of(like.id())));
            case Query.Examples examples -> examples(spec, metric, examples, view);
        };
    }

    private static SearchTarget near(CollectionSpec spec, Metric metric, float[] vector) {
        VectorCheck.check(spec, "the query", vector, metric == Metric.COSINE);
        return new SearchTarget(metric, vector, Set.of());
    }

    private static SearchTarget like(CollectionSpec spec, Metric metric, String id, Map<String, Item> items) {
        Item item = items.get(id);
        if (item == null) {
            throw new NoSuchItemException("collection '" + spec.name() + "' has no item '" + id + "'");
        }
        VectorCheck.check(spec, "item '" + id + "'", item.vector(), metric == Metric.COSINE);
        return new SearchTarget(metric, item.vector(), Set.of(id));
    }

    private static SearchTarget examples(CollectionSpec spec, Metric metric, Query.Examples examples, SearchView view) {
        Set<String> ids = Stream.concat(examples.positive().stream(), examples.negative().stream())
                .flatMap(example -> example instanceof Query.Like like ? Stream.of(like.id()) : Stream.empty())
                .collect(Collectors.toSet());
        Map<String, Item> items = view.items(ids);
        double[] towards = mean(spec, metric, examples.positive(), items);
        double[] awayFrom = examples.negative().isEmpty() ? towards : mean(spec, metric, examples.negative(), items);
        float[] vector = new float[spec.dimension()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (towards[i] + (towards[i] - awayFrom[i]));
        }
        try {
            VectorCheck.check(spec, "the query made of the examples", vector, metric == Metric.COSINE);
        } catch (InvalidVectorException e) {
            throw new InvalidVectorException(e.getMessage() + "; the examples cancel out or add up beyond floats");
        }
        return new SearchTarget(metric, vector, new HashSet<>(ids));
    }

    private static double[] mean(
            CollectionSpec spec, Metric metric, List<Query.Example> examples, Map<String, Item> items) {
        double[] mean = new double[spec.dimension()];
        for (Query.Example example : examples) {
            SearchTarget target = switch (example) {
                case Query.Near near -> near(spec, metric, near.vector());
                case Query.Like like -> like(spec, metric, like.id(), items);
            };
            for (int i = 0; i < mean.length; i++) {
                mean[i] += target.vector[i] / (double) examples.size();
            }
        }
        return mean;
    }
}
