package dev.vicino.opensearch;

import dev.vicino.CollectionSpec;
import dev.vicino.CorruptStoreException;
import dev.vicino.FormatVersionException;
import dev.vicino.GraphParameters;
import dev.vicino.Metric;
import dev.vicino.engine.SpecJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a collection's index is made, and what it says of the collection it is: the mapping's `_meta` holds
/// `{"vicino":{"format":1,"spec":"{…}"}}`, the spec as [SpecJson] in a string, written as [OrderedText].
///
/// Every vector field names the engine `lucene`: the plugin's own default is a native library, and a cluster without it
/// loses the node that the first document goes to. Nothing is mapped by chance (`dynamic: strict`).
final class CollectionIndex {
    /// Of the documents' fields and what they hold.
    static final int FORMAT = 1;

    /// Lists of strings in one payload: each string is a document within the item's.
    private static final int MOST_STRINGS = 1_000_000;

    private CollectionIndex() {}

    /// The body that creates the index.
    static ObjectNode creation(CollectionSpec spec, ClusterOptions options) {
        ObjectNode index = Json.object()
                .put("knn", spec.metrics().stream().anyMatch(ItemDocument::hasGraph))
                .put("number_of_shards", options.shards())
                .put("auto_expand_replicas", options.replicas() == 0 ? "false" : "0-" + options.replicas())
                .put("mapping.nested_objects.limit", MOST_STRINGS)
                // The default, and what every promise of durability here stands on.
                .put("translog.durability", "request");
        if (options.replicas() == 0) {
            index.put("number_of_replicas", 0);
        }
        ObjectNode settings = Json.object();
        settings.set("index", index);
        ObjectNode body = Json.object();
        body.set("settings", settings);
        body.set("mappings", mapping(spec));
        return body;
    }

    static ObjectNode mapping(CollectionSpec spec) {
        ObjectNode fields = Json.object();
        fields.set(ItemDocument.KEY, type("keyword"));
        fields.set(ItemDocument.VECTOR, type("binary"));
        fields.set(ItemDocument.ITEM, type("keyword").put("index", false).put("doc_values", false));
        fields.set(ItemDocument.LENGTH, type("double").put("index", false));
        fields.set(ItemDocument.WORDS, words());
        ObjectNode strings = type("nested");
        ObjectNode inStrings = Json.object();
        inStrings.set(ItemDocument.WORDS, words());
        strings.set("properties", inStrings);
        fields.set(ItemDocument.STRINGS, strings);
        if (spec.textIndexed()) {
            fields.set(ItemDocument.TEXT, type("text").put("analyzer", "standard"));
        }
        for (String field : ItemDocument.vectorFields(spec)) {
            fields.set(field, type("knn_vector").put("dimension", spec.dimension()));
        }
        for (Metric metric : spec.metrics()) {
            if (ItemDocument.hasGraph(metric)) {
                ((ObjectNode) fields.required(ItemDocument.field(metric))).set("method", graph(metric, spec.graph()));
            }
        }
        ObjectNode source = Json.object();
        source.set("includes", Json.strings(ItemDocument.WHOLE));
        ObjectNode meta = Json.object();
        meta.set("vicino", Json.object().put("format", FORMAT).put("spec", OrderedText.encode(write(spec))));
        ObjectNode mapping = Json.object().put("dynamic", "strict");
        mapping.set("_meta", meta);
        mapping.set("_source", source);
        mapping.set("properties", fields);
        return mapping;
    }

    private static ObjectNode type(String name) {
        return Json.object().put("type", name);
    }

    private static ObjectNode words() {
        return type("keyword").put("doc_values", false);
    }

    private static ObjectNode graph(Metric metric, GraphParameters graph) {
        ObjectNode method =
                Json.object().put("name", "hnsw").put("engine", "lucene").put("space_type", space(metric));
        method.set("parameters", Json.object().put("m", graph.m()).put("ef_construction", graph.efConstruction()));
        return method;
    }

    /// The engine's name of a metric.
    static String space(Metric metric) {
        return switch (metric) {
            case EUCLIDEAN -> "l2";
            case MANHATTAN -> "l1";
            case DOT_PRODUCT -> "innerproduct";
            case COSINE -> "cosinesimil";
        };
    }

    private static String write(CollectionSpec spec) {
        ObjectNode members = Json.object();
        SpecJson.write(spec, members);
        return Json.MAPPER.writeValueAsString(members);
    }

    /// Whether an index is a collection's.
    static boolean isCollection(JsonNode mapping) {
        return mapping.path("_meta").has("vicino");
    }

    /// @throws FormatVersionException if it is of another [#FORMAT]
    /// @throws CorruptStoreException if the index says nothing of a collection, or nothing that makes sense
    static CollectionSpec read(String index, JsonNode mapping) {
        JsonNode meta = mapping.path("_meta").path("vicino");
        int format = meta.path("format").asInt(0);
        if (format != FORMAT && meta.has("format")) {
            throw new FormatVersionException("the index '" + index + "' is of format version " + format
                    + "; this version of Vicino reads and writes format version " + FORMAT);
        }
        try {
            return SpecJson.read(Json.MAPPER.readTree(
                    OrderedText.decode(meta.required("spec").asString())));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new CorruptStoreException(
                    "the index '" + index + "' does not say what collection it is: " + e.getMessage(), e);
        }
    }
}
