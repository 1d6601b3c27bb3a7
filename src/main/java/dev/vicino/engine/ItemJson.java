package dev.vicino.engine;

import dev.vicino.Item;
import dev.vicino.Payload;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// What is stored of an item beside its id and vector, as JSON without spaces:
/// `{"payload":{"label":4},"text":…,"source":…}`, each member only if it is set.
///
/// | payload value | JSON |
/// |---|---|
/// | string | `"…"` |
/// | boolean | `true`, `false` |
/// | long | digits, perhaps after `-` |
/// | double | as `Double.toString`: always with a fraction, so that it is told from a long; `-0.0` is kept |
/// | instant | `["instant","2026-01-01T00:00:00.000000001Z"]`, as `Instant.toString` |
/// | UUID | `["uuid","123e4567-e89b-12d3-a456-426614174000"]` |
/// | list | `["list",…]`, its elements as above |
/// | object | `{…}`, its fields as above |
///
/// An array always begins with its kind, and nothing else is written as one, so no string, list or object that a
/// caller makes up is read back as anything else. Nothing beyond ASCII is escaped: a surrogate that stands alone, which
/// UTF-8 cannot hold, is left to the engine that encodes the text.
///
/// @param payload its fields
/// @param text null if it has none
/// @param source null if it has none
public record ItemJson(
        Payload payload, @Nullable String text, @Nullable String source) {
    private static final String PAYLOAD = "payload";
    private static final String TEXT = "text";
    private static final String SOURCE = "source";
    private static final String INSTANT = "instant";
    private static final String UNIQUE = "uuid";
    private static final String LIST = "list";

    /// Jackson's limits protect against hostile input; what the store wrote itself may be as long as the caller liked.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /// The text of an item.
    public static String write(Item item) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            if (!item.payload().isEmpty()) {
                json.writeName(PAYLOAD);
                writePayload(json, item.payload());
            }
            if (item.text() != null) {
                json.writeStringProperty(TEXT, item.text());
            }
            if (item.source() != null) {
                json.writeStringProperty(SOURCE, item.source());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writePayload(JsonGenerator json, Payload payload) {
        json.writeStartObject();
        payload.asMap().forEach((name, value) -> {
            json.writeName(name);
            writeValue(json, value);
        });
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, Object value) {
        switch (value) {
            case String text -> json.writeString(text);
            case Boolean truth -> json.writeBoolean(truth);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Instant instant -> writeArray(json, INSTANT, List.of(instant.toString()));
            case UUID uuid -> writeArray(json, UNIQUE, List.of(uuid.toString()));
            case List<?> elements -> writeArray(json, LIST, elements);
            case Payload nested -> writePayload(json, nested);
            default -> throw new IllegalArgumentException("a payload keeps no " + value.getClass());
        }
    }

    private static void writeArray(JsonGenerator json, String kind, List<?> elements) {
        json.writeStartArray();
        json.writeString(kind);
        elements.forEach(element -> writeValue(json, element));
        json.writeEndArray();
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws tools.jackson.core.JacksonException if it is damaged
    public static ItemJson read(String written) {
        Payload payload = Payload.EMPTY;
        String text = null;
        String source = null;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), written)) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                switch (name) {
                    case PAYLOAD -> payload = readPayload(json);
                    case TEXT -> text = json.getString();
                    case SOURCE -> source = json.getString();
                    default -> throw new StreamReadException(json, "unknown member '" + name + "'");
                }
            }
        }
        return new ItemJson(payload, text, source);
    }

    private static Payload readPayload(JsonParser json) {
        Map<String, Object> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            fields.put(name, readValue(json));
        }
        return Payload.of(fields);
    }

    private static Object readValue(JsonParser json) {
        json.nextToken();
        return currentValue(json);
    }

    private static Object currentValue(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case START_OBJECT -> readPayload(json);
            case START_ARRAY -> readArray(json);
            default -> throw new StreamReadException(json, "a payload value cannot begin with " + json.currentToken());
        };
    }

    private static Object readArray(JsonParser json) {
        String kind = json.nextStringValue();
        Object value = switch (String.valueOf(kind)) {
            case INSTANT -> Instant.parse(json.nextStringValue());
            case UNIQUE -> UUID.fromString(json.nextStringValue());
            case LIST -> readElements(json);
            default -> throw new StreamReadException(json, "unknown kind of value '" + kind + "'");
        };
        if (!(value instanceof List<?>) && json.nextToken() != JsonToken.END_ARRAY) {
            throw new StreamReadException(json, "more than one " + kind);
        }
        return value;
    }

    private static List<Object> readElements(JsonParser json) {
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(currentValue(json));
        }
        return elements;
    }
}
