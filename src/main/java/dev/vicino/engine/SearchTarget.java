package dev.vicino.engine;

import dev.vicino.CollectionSpec;
import dev.vicino.InvalidVectorException;
import dev.vicino.Metric;
import dev.vicino.NoSuchItemException;
import dev.vicino.Query;
import dev.vicino.SearchRequest;
import dev.vicino.UndeclaredMetricException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a request looks near to, checked against the collection.
///
/// @param metric that the values are in
/// @param vector of the collection's dimension, finite, and with a direction if the metric asks for one
/// @param leftOut ids of the items that the vector was made of; none if it is the caller's alone
public record SearchTarget(Metric metric, float[] vector, Set<String> leftOut) {
    /// Where the items' vectors are.
    ///
    /// @param <E> what reading them may fail with
    public interface StoredVectors<E extends Exception> {
        /// The vectors of those of these items that are there, by id, in arrays that stay as they are.
        Map<String, float[]> of(Set<String> ids) throws E;
    }

    /// The metric that a request is to be answered by.
    ///
    /// @throws UndeclaredMetricException if the spec does not declare it
    public static Metric metric(CollectionSpec spec, SearchRequest request) {
        Metric metric = request.metric() == null ? spec.defaultMetric() : request.metric();
        requireDeclared(spec, metric);
        return metric;
    }

    /// Refuses a metric that the spec does not declare.
    public static void requireDeclared(CollectionSpec spec, Metric metric) {
        if (!spec.metrics().contains(metric)) {
            throw new UndeclaredMetricException("collection '" + spec.name() + "' declares no "
                    + metric.title() + "; it declares "
                    + spec.metrics().stream().map(Metric::title).collect(Collectors.joining(", ")));
        }
    }

    /// The part of a request that vectors are compared with.
    ///
    /// @throws IllegalArgumentException if it has none
    public static Query.ByVector vectorPart(SearchRequest request) {
        return switch (request.query()) {
            case Query.ByVector byVector -> byVector;
            case Query.Hybrid hybrid -> hybrid.vector();
            case Query.Words words ->
                throw new IllegalArgumentException(
                        "a search by words alone compares no vectors, so there is nothing to explain: " + words);
        };
    }

    /// Makes the vector of a query.
    ///
    /// @throws NoSuchItemException if it names an item that is not there
    /// @throws dev.vicino.DimensionMismatchException if a vector of the caller's is too long or too short
    /// @throws InvalidVectorException if the vector, or one that it is made of, is none to compare with
    public static <E extends Exception> SearchTarget of(
            CollectionSpec spec, Metric metric, Query.ByVector query, StoredVectors<E> stored) throws E {
        Set<String> ids = switch (query) {
            case Query.Near near -> Set.of();
            case Query.Like like -> Set.of(like.id());
            case Query.Examples examples -> ids(examples);
        };
        Sources sources = new Sources(spec, metric, ids.isEmpty() ? Map.of() : stored.of(ids));
        float[] vector = switch (query) {
            case Query.Example example -> sources.vector(example);
            case Query.Examples examples -> sources.vector(examples);
        };
        return new SearchTarget(metric, vector, ids);
    }

    private static Set<String> ids(Query.Examples examples) {
        return Stream.concat(examples.positive().stream(), examples.negative().stream())
                .flatMap(example -> example instanceof Query.Like like ? Stream.of(like.id()) : Stream.empty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// What a query is made of.
    ///
    /// @param stored the vectors of the items that it names, but for those that are not there
    private record Sources(CollectionSpec spec, Metric metric, Map<String, float[]> stored) {
        float[] vector(Query.Example example) {
            return switch (example) {
                case Query.Near near -> checked("the query", near.vector());
                case Query.Like like -> stored(like.id());
            };
        }

        private float[] checked(String whose, float[] vector) {
            VectorCheck.check(spec, whose, vector, metric == Metric.COSINE);
            return vector;
        }

        private float[] stored(String id) {
            float[] vector = stored.get(id);
            if (vector == null) {
                throw new NoSuchItemException("collection '" + spec.name() + "' has no item '" + id + "' to look like");
            }
            return vector;
        }

        float[] vector(Query.Examples examples) {
            double[] towards = mean(examples.positive());
            double[] awayFrom = examples.negative().isEmpty() ? towards : mean(examples.negative());
            float[] vector = new float[spec.dimension()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (towards[i] + (towards[i] - awayFrom[i]));
            }
            try {
                return checked("the query made of the examples", vector);
            } catch (InvalidVectorException e) {
                throw new InvalidVectorException(e.getMessage() + "; the examples cancel out or add up beyond floats");
            }
        }

        private double[] mean(List<Query.Example> examples) {
            double[] mean = new double[spec.dimension()];
            for (Query.Example example : examples) {
                float[] vector = vector(example);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += vector[i] / (double) examples.size();
                }
            }
            return mean;
        }
    }
}
