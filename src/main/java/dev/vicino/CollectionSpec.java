package dev.vicino;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a collection is: its name, the shape of its vectors, and the metrics it answers.
///
/// @param name letters, digits, `-`, `_` and `.`, starting with a letter or digit; at most 100 characters. It is also
///     the name of the collection's folder
/// @param dimension floats in every vector, from 1 to [#MAX_DIMENSION]
/// @param metrics the metrics it can be searched under, at least one; the first in [Metric]'s order is the default
/// @param graph how densely the HNSW graphs are linked
/// @param embedder what made the vectors, for instance a model's name and checksum; null if nobody says. Vectors of
///     different embedders cannot be compared, so a collection refuses to be opened under another one
public record CollectionSpec(
        String name,
        int dimension,
        Set<Metric> metrics,
        GraphParameters graph,
        @Nullable String embedder) {
    /// The most dimensions a vector may have.
    public static final int MAX_DIMENSION = 4096;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public CollectionSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no collection name; expected 1 to 100 letters, digits,"
                            + " '-', '_' or '.', starting with a letter or digit");
        }
        if (dimension < 1 || dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException(
                    "collection '" + name + "' asks for " + dimension + " dimensions; expected 1 to " + MAX_DIMENSION);
        }
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("collection '" + name + "' declares no metric; expected at least one");
        }
        // An EnumSet iterates in declaration order, so that equal specs print and store alike.
        metrics = Collections.unmodifiableSet(EnumSet.copyOf(metrics));
        Objects.requireNonNull(graph, "graph");
    }

    /// A collection searched by Euclidean distance, with the default graph, of no named embedder.
    public static CollectionSpec of(String name, int dimension) {
        return new CollectionSpec(name, dimension, Set.of(Metric.EUCLIDEAN), GraphParameters.DEFAULT, null);
    }

    /// This spec with these metrics instead.
    public CollectionSpec metrics(Metric... declared) {
        return new CollectionSpec(name, dimension, Set.copyOf(List.of(declared)), graph, embedder);
    }

    /// This spec with other graph parameters.
    public CollectionSpec graph(GraphParameters parameters) {
        return new CollectionSpec(name, dimension, metrics, parameters, embedder);
    }

    /// This spec for the vectors of this embedder.
    public CollectionSpec embedder(String fingerprint) {
        return new CollectionSpec(name, dimension, metrics, graph, fingerprint);
    }

    /// The metric of a search that names none.
    public Metric defaultMetric() {
        return metrics.iterator().next();
    }
}
