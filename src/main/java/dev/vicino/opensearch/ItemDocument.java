package dev.vicino.opensearch;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.engine.ItemJson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// An item as a cluster keeps it, one document each:
///
/// | field | holds | returned |
/// |---|---|---|
/// | `key` | the id as [OrderedText] | yes |
/// | `vector` | the floats, little-endian, in base 64: the very bits | yes |
/// | `item` | [ItemJson] of payload, text and source, as [OrderedText] | yes |
/// | `near_l2`, `near_dot`, `near_cosine`, `near_l1` | the vector once more, for each graph or the scan alone | no |
/// | `length` | the vector's, for the bounds of rounding | no |
/// | `words`, `strings.words` | what filters look up ([PayloadTokens]) | no |
/// | `text` | the text, where its words are indexed | no |
final class ItemDocument {
    static final String KEY = "key";
    static final String VECTOR = "vector";
    static final String ITEM = "item";
    static final String LENGTH = "length";
    static final String WORDS = "words";
    static final String STRINGS = "strings";
    static final String STRINGS_WORDS = STRINGS + "." + WORDS;
    static final String TEXT = "text";
    static final String NEAR = "near_";

    /// What the documents are asked for.
    static final List<String> WHOLE = List.of(KEY, VECTOR, ITEM);

    private ItemDocument() {}

    /// The fields that hold the vector for searching, each of one metric.
    static Collection<String> vectorFields(CollectionSpec spec) {
        List<String> graphs = spec.metrics().stream()
                .filter(ItemDocument::hasGraph)
                .map(ItemDocument::field)
                .toList();
        return graphs.isEmpty() ? List.of(field(spec.defaultMetric())) : graphs;
    }

    /// Whether the engine can walk a graph of this metric.
    static boolean hasGraph(Metric metric) {
        return switch (metric) {
            case EUCLIDEAN, DOT_PRODUCT, COSINE -> true;
            case MANHATTAN -> false;
        };
    }

    static String field(Metric metric) {
        return NEAR + metric.symbol();
    }

    static void write(JsonGenerator json, CollectionSpec spec, Item item) {
        float[] vector = item.vector();
        json.writeStartObject();
        json.writeStringProperty(KEY, OrderedText.encode(item.id()));
        json.writeStringProperty(VECTOR, base64(vector));
        json.writeStringProperty(ITEM, OrderedText.encode(ItemJson.write(item)));
        json.writeNumberProperty(LENGTH, length(vector));
        for (String field : vectorFields(spec)) {
            json.writeName(field);
            json.writeStartArray();
            for (float each : vector) {
                json.writeNumber(each);
            }
            json.writeEndArray();
        }
        PayloadTokens tokens = PayloadTokens.of(item.payload());
        writeWords(json, tokens.words());
        if (!tokens.strings().isEmpty()) {
            json.writeName(STRINGS);
            json.writeStartArray();
            for (Set<String> words : tokens.strings()) {
                json.writeStartObject();
                writeWords(json, words);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (spec.textIndexed() && item.text() != null) {
            json.writeStringProperty(TEXT, wellFormed(item.text()));
        }
        json.writeEndObject();
    }

    private static void writeWords(JsonGenerator json, Set<String> words) {
        json.writeName(WORDS);
        json.writeStartArray();
        words.forEach(json::writeString);
        json.writeEndArray();
    }

    /// The item of what [#WHOLE] was returned of it.
    static Item read(JsonNode source) {
        ItemJson content = content(source);
        return new Item(id(source), vector(source), content.payload(), content.text(), content.source());
    }

    static String id(JsonNode source) {
        return OrderedText.decode(source.required(KEY).asString());
    }

    static float[] vector(JsonNode source) {
        byte[] bytes = Base64.getDecoder().decode(source.required(VECTOR).asString());
        FloatBuffer floats =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] vector = new float[floats.remaining()];
        floats.get(vector);
        return vector;
    }

    static ItemJson content(JsonNode source) {
        return ItemJson.read(OrderedText.decode(source.required(ITEM).asString()));
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    static double length(float[] vector) {
        double sum = 0;
        for (float each : vector) {
            sum += (double) each * each;
        }
        return Math.sqrt(sum);
    }

    /// The text with what UTF-8 cannot hold replaced: no word has a lone surrogate in it.
    static String wellFormed(String text) {
        StringBuilder formed = new StringBuilder(text.length());
        text.codePoints().forEach(point -> formed.appendCodePoint(isLone(point) ? 0xFFFD : point));
        return formed.toString();
    }

    private static boolean isLone(int point) {
        return Character.MIN_SURROGATE <= point && point <= Character.MAX_SURROGATE;
    }
}
