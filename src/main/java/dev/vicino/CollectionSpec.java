package dev.vicino;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a collection is: its name, the shape of its vectors, the metrics it answers, and what it promises of its
/// items' fields.
///
/// ```java
/// CollectionSpec.of("articles", 384)
///         .metrics(Metric.COSINE)
///         .field("published", PayloadType.INSTANT)
///         .indexText();
/// ```
///
/// @param name letters, digits, `-`, `_` and `.`, starting with a letter or digit; at most 100 characters. It is also
///     the name of the collection's folder
/// @param dimension floats in every vector, from 1 to [#MAX_DIMENSION]
/// @param metrics the metrics it can be searched under, at least one; the first in [Metric]'s order is the default
/// @param encoding how the vectors are kept
/// @param graph how densely the HNSW graphs are linked
/// @param embedder what made the vectors, for instance a model's name and checksum; null if nobody says. Vectors of
///     different embedders cannot be compared, so a collection refuses to be opened under another one
/// @param schema payload fields whose type is declared, by path: a value of another type is refused. A declared field
///     may be absent, may be a list of its type, and fields that are not declared may hold anything
/// @param textIndexed whether the words of the items' texts are indexed, for searches by words
public record CollectionSpec(
        String name,
        int dimension,
        Set<Metric> metrics,
        Encoding encoding,
        GraphParameters graph,
        @Nullable String embedder,
        SortedMap<String, PayloadType> schema,
        boolean textIndexed) {
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
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(graph, "graph");
        schema = Collections.unmodifiableSortedMap(new TreeMap<>(schema));
        if (schema.keySet().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "collection '" + name + "' declares a field with a blank name: " + schema.keySet());
        }
    }

    /// A collection searched by Euclidean distance, with the default graph, of no named embedder, no declared fields
    /// and no index of words.
    public static CollectionSpec of(String name, int dimension) {
        return new CollectionSpec(
                name,
                dimension,
                Set.of(Metric.EUCLIDEAN),
                Encoding.FLOAT32,
                GraphParameters.DEFAULT,
                null,
                Collections.emptySortedMap(),
                false);
    }

    /// This spec with these metrics instead.
    public CollectionSpec metrics(Metric... declared) {
        return new CollectionSpec(
                name, dimension, Set.copyOf(List.of(declared)), encoding, graph, embedder, schema, textIndexed);
    }

    /// This spec with other graph parameters.
    public CollectionSpec graph(GraphParameters parameters) {
        return new CollectionSpec(name, dimension, metrics, encoding, parameters, embedder, schema, textIndexed);
    }

    /// This spec for the vectors of this embedder.
    public CollectionSpec embedder(String fingerprint) {
        return new CollectionSpec(name, dimension, metrics, encoding, graph, fingerprint, schema, textIndexed);
    }

    /// This spec with the type of one more payload field declared.
    ///
    /// @param path the field's name; within nested objects the names from outside in, joined by dots
    public CollectionSpec field(String path, PayloadType type) {
        SortedMap<String, PayloadType> declared = new TreeMap<>(schema);
        declared.put(path, type);
        return schema(declared);
    }

    /// This spec with these payload fields declared, and no others.
    public CollectionSpec schema(Map<String, PayloadType> declared) {
        return new CollectionSpec(
                name, dimension, metrics, encoding, graph, embedder, new TreeMap<>(declared), textIndexed);
    }

    /// This spec with the words of the items' texts indexed.
    public CollectionSpec indexText() {
        return new CollectionSpec(name, dimension, metrics, encoding, graph, embedder, schema, true);
    }

    /// The metric of a search that names none.
    public Metric defaultMetric() {
        return metrics.iterator().next();
    }
}
