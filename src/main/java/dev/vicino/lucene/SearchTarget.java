package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.NoSuchItemException;
import dev.vicino.Query;
import dev.vicino.SchemaCheck;
import dev.vicino.SearchRequest;
import dev.vicino.UndeclaredMetricException;
import java.io.IOException;
import java.util.stream.Collectors;

/// What a request looks near to, checked against the collection.
///
/// @param metric that the values are in
/// @param vector of the collection's dimension, finite, and with a direction if the metric asks for one
/// @param self the document that the vector belongs to, or -1 if it is the caller's
record SearchTarget(Metric metric, float[] vector, int self) {
    static SearchTarget of(CollectionSpec spec, SearchRequest request, SnapshotItems items) throws IOException {
        Metric metric = request.metric() == null ? spec.defaultMetric() : request.metric();
        if (!spec.metrics().contains(metric)) {
            throw new UndeclaredMetricException("collection '" + spec.name() + "' declares no "
                    + metric.title() + "; it declares "
                    + spec.metrics().stream().map(Metric::title).collect(Collectors.joining(", ")));
        }
        if (request.filter() != null) {
            SchemaCheck.check(spec, request.filter());
        }
        return switch (request.query()) {
            case Query.Near near -> near(spec, metric, near.vector());
            case Query.Like like -> like(spec, metric, like.id(), items);
        };
    }

    private static SearchTarget near(CollectionSpec spec, Metric metric, float[] vector) {
        VectorCheck.check(spec, "the query", vector, metric == Metric.COSINE);
        return new SearchTarget(metric, vector, -1);
    }

    private static SearchTarget like(CollectionSpec spec, Metric metric, String id, SnapshotItems items)
            throws IOException {
        int doc = items.find(id);
        if (doc < 0) {
            throw new NoSuchItemException("collection '" + spec.name() + "' has no item '" + id + "' to look like");
        }
        return new SearchTarget(metric, items.vector(doc).clone(), doc);
    }
}
