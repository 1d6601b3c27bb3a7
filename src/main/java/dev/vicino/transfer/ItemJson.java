package dev.vicino.transfer;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Payload;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonWriteFeature;

/// An item as one line of JSON, the public form that import and export share:
///
/// ```json
/// {"id":"red","vector":[1.0,0.5,-0.0],"payload":{"warm":true},"text":"a warm colour","source":"paint:7"}
/// ```
///
/// Each member but `id` is left out if the item has none of it; `null` reads the same, and a whole number as an id is
/// taken for its digits. Floats are the shortest text that reads back as the same bits; payloads are told by
/// [PayloadJson]. A member of another name, and one that stands twice, are refused.
final class ItemJson {
    private static final String ID = "id";
    private static final String VECTOR = "vector";
    private static final String PAYLOAD = "payload";
    private static final String TEXT = "text";
    private static final String SOURCE = "source";

    private static final JsonFactory PLAIN = factory().build();

    /// UTF-8 cannot hold a surrogate that stands alone: a line that has one is escaped wholly.
    private static final JsonFactory ESCAPED =
            factory().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /// An even number of backslashes before it are themselves escaped.
    private static final Pattern ESCAPED_SURROGATE =
            Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u([dD][89a-fA-F][0-9a-fA-F]{2})");

    private ItemJson() {}

    private static JsonFactoryBuilder factory() {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LineReader.LONGEST)
                        .maxNameLength(LineReader.LONGEST)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.defaults());
    }

    /// What writes a piece of JSON.
    private interface Content {
        void writeTo(JsonGenerator json);
    }

    private static String text(Content content) {
        String plain = text(PLAIN, content);
        return StandardCharsets.UTF_8.newEncoder().canEncode(plain) ? plain : text(ESCAPED, content);
    }

    private static String text(JsonFactory factory, Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            content.writeTo(json);
        }
        return text.toString();
    }

    /// A line without its end.
    ///
    /// @param withVector whether the vector is a member, or written elsewhere
    static String write(Item item, boolean withVector) {
        return text(json -> {
            json.writeStartObject();
            json.writeStringProperty(ID, item.id());
            if (withVector) {
                json.writeName(VECTOR);
                writeVector(json, item.vector());
            }
            if (!item.payload().isEmpty()) {
                json.writeName(PAYLOAD);
                PayloadJson.write(json, item.payload());
            }
            if (item.text() != null) {
                json.writeStringProperty(TEXT, item.text());
            }
            if (item.source() != null) {
                json.writeStringProperty(SOURCE, item.source());
            }
            json.writeEndObject();
        });
    }

    static String writePayload(Payload payload) {
        return text(json -> PayloadJson.write(json, payload));
    }

    static String writeVector(float[] vector) {
        return text(json -> writeVector(json, vector));
    }

    private static void writeVector(JsonGenerator json, float[] vector) {
        json.writeStartArray();
        for (float value : vector) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    /// Reads a piece of JSON at whose first token the parser stands.
    private interface Reading<T> {
        T of(JsonParser json);
    }

    /// @throws IllegalArgumentException in one sentence, if it is no JSON or not what is expected
    private static <T> T reading(String text, Reading<T> reading) {
        try (JsonParser json = PLAIN.createParser(ObjectReadContext.empty(), withSurrogates(text))) {
            json.nextToken();
            T value = reading.of(json);
            if (json.nextToken() != null) {
                throw new StreamReadException(json, "something follows after the end of the JSON value");
            }
            return value;
        } catch (JacksonException malformed) {
            String place = malformed.getLocation() == null
                    ? ""
                    : ", at column " + malformed.getLocation().getColumnNr();
            throw new IllegalArgumentException(
                    String.valueOf(malformed.getOriginalMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("no JSON")
                            + place,
                    malformed);
        }
    }

    /// The text with its escaped surrogates as they are: Jackson takes one that stands alone in a name so, but not
    /// escaped.
    private static String withSurrogates(String text) {
        if (!text.contains("\\ud") && !text.contains("\\uD")) {
            return text;
        }
        return ESCAPED_SURROGATE.matcher(text).replaceAll(found -> {
            char unit = (char) Integer.parseInt(found.group(2), 16);
            return Matcher.quoteReplacement(found.group(1) + unit);
        });
    }

    /// Reads a line.
    ///
    /// @throws IllegalArgumentException in one sentence, if it is no such line
    static Draft read(String line) {
        return reading(line, ItemJson::readItem);
    }

    private static Draft readItem(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new StreamReadException(json, "the line is no JSON object; expected {\"id\": …, \"vector\": […]}");
        }
        String id = null;
        float[] vector = null;
        Payload payload = Payload.EMPTY;
        String text = null;
        String source = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            boolean absent = json.nextToken() == JsonToken.VALUE_NULL;
            switch (name) {
                case ID -> id = absent ? null : readId(json);
                case VECTOR -> vector = absent ? null : readVector(json);
                case PAYLOAD -> payload = absent ? Payload.EMPTY : PayloadJson.read(json);
                case TEXT -> text = absent ? null : readString(json, name);
                case SOURCE -> source = absent ? null : readString(json, name);
                default ->
                    throw new StreamReadException(
                            json, "unknown member '" + name + "'; expected id, vector, payload, text or source");
            }
        }
        return new Draft(id, vector, payload, text, source);
    }

    private static String readId(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getString() : readString(json, ID);
    }

    private static String readString(JsonParser json, String name) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new StreamReadException(json, "'" + name + "' is no string");
        }
        return json.getString();
    }

    static Payload readPayload(String text) {
        return reading(text, PayloadJson::read);
    }

    static float[] readVector(String text) {
        return reading(text, ItemJson::readVector);
    }

    private static float[] readVector(JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new StreamReadException(json, "the vector is no list; expected [1.0, 0.5, …]");
        }
        float[] vector = new float[64];
        int count = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null || !token.isNumeric()) {
                throw new StreamReadException(json, "the vector has something else than a number at position " + count);
            }
            if (count == CollectionSpec.MAX_DIMENSION) {
                throw new StreamReadException(
                        json, "the vector has more than " + CollectionSpec.MAX_DIMENSION + " dimensions");
            }
            if (count == vector.length) {
                vector = Arrays.copyOf(vector, 2 * count);
            }
            vector[count] = readFloat(json, count);
            count++;
        }
        return Arrays.copyOf(vector, count);
    }

    /// From the digits themselves: by way of a double, some numbers would round twice.
    private static float readFloat(JsonParser json, int position) {
        String digits = json.getString();
        float value = Float.parseFloat(digits);
        if (Float.isInfinite(value)) {
            throw new StreamReadException(json, digits + " at position " + position + " does not fit a float");
        }
        return value;
    }
}
