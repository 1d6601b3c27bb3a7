package dev.vicino.engine;

import dev.vicino.CollectionSpec;
import dev.vicino.Encoding;
import dev.vicino.GraphParameters;
import dev.vicino.Metric;
import dev.vicino.PayloadType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A spec as members of a JSON object, in this order:
///
/// ```json
/// {
///   "name" : "digits",
///   "dimension" : 32,
///   "metrics" : [ "l2", "l1" ],
///   "encoding" : "float32",
///   "graph" : { "m" : 16, "efConstruction" : 100 },
///   "embedder" : "vae z=32, sha256:…",
///   "schema" : { "label" : "long" },
///   "textIndexed" : false
/// }
/// ```
///
/// `embedder` is null where nobody says.
public final class SpecJson {
    private SpecJson() {}

    /// Adds the spec's members to an object.
    public static void write(CollectionSpec spec, ObjectNode members) {
        members.put("name", spec.name());
        members.put("dimension", spec.dimension());
        ArrayNode metrics = members.putArray("metrics");
        spec.metrics().forEach(metric -> metrics.add(metric.symbol()));
        members.put("encoding", symbol(spec.encoding()));
        members.putObject("graph")
                .put("m", spec.graph().m())
                .put("efConstruction", spec.graph().efConstruction());
        members.put("embedder", spec.embedder());
        ObjectNode schema = members.putObject("schema");
        spec.schema().forEach((path, type) -> schema.put(path, type.symbol()));
        members.put("textIndexed", spec.textIndexed());
    }

    /// Reads what [#write] wrote, whatever else is beside it.
    ///
    /// @throws IllegalArgumentException if a member is missing, or its value out of range
    /// @throws tools.jackson.core.JacksonException if a member is of another type
    public static CollectionSpec read(JsonNode members) {
        Set<Metric> metrics = new LinkedHashSet<>();
        member(members, "metrics").forEach(symbol -> metrics.add(Metric.parse(symbol.stringValue())));
        JsonNode graph = member(members, "graph");
        JsonNode embedder = member(members, "embedder");
        SortedMap<String, PayloadType> schema = new TreeMap<>();
        member(members, "schema")
                .properties()
                .forEach(field -> schema.put(
                        field.getKey(), PayloadType.parse(field.getValue().stringValue())));
        return new CollectionSpec(
                member(members, "name").stringValue(),
                member(members, "dimension").intValue(),
                metrics,
                encoding(member(members, "encoding").stringValue()),
                new GraphParameters(
                        member(graph, "m").intValue(),
                        member(graph, "efConstruction").intValue()),
                embedder.isNull() ? null : embedder.stringValue(),
                schema,
                member(members, "textIndexed").booleanValue());
    }

    /// A member that has to be there.
    ///
    /// @throws IllegalArgumentException naming it, if it is not
    public static JsonNode member(JsonNode object, String name) {
        @Nullable JsonNode member = object.get(name);
        if (member == null) {
            throw new IllegalArgumentException("it lacks '" + name + "'");
        }
        return member;
    }

    private static String symbol(Encoding encoding) {
        return switch (encoding) {
            case FLOAT32 -> "float32";
        };
    }

    private static Encoding encoding(String symbol) {
        return Arrays.stream(Encoding.values())
                .filter(encoding -> symbol(encoding).equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it has the encoding '" + symbol + "'; expected "
                        + Arrays.stream(Encoding.values()).map(SpecJson::symbol).collect(Collectors.joining(" or "))));
    }
}
