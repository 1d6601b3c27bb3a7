package dev.vicino.transfer;

import dev.vicino.Payload;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/// A payload as JSON that anyone would write, and that comes back as what it was:
///
/// | payload value | JSON |
/// |---|---|
/// | string | `"…"` |
/// | boolean | `true`, `false` |
/// | long | a number without fraction and exponent |
/// | double | a number with either: `4.0`, `-0.0`, `1.0E-5` |
/// | instant | `{"$instant": "2026-01-01T00:00:00.000000001Z"}` |
/// | UUID | `{"$uuid": "123e4567-e89b-12d3-a456-426614174000"}` |
/// | list | `[…]` |
/// | object | `{…}` |
///
/// A field whose own name is `$instant` or `$uuid`, or begins with `$$`, is written with one more `$` before it. When
/// read, a field of `null` is left out.
final class PayloadJson {
    private static final String INSTANT = "$instant";
    private static final String UNIQUE = "$uuid";
    private static final String ESCAPED = "$$";

    private PayloadJson() {}

    static void write(JsonGenerator json, Payload payload) {
        json.writeStartObject();
        payload.asMap().forEach((name, value) -> {
            boolean special = name.equals(INSTANT) || name.equals(UNIQUE) || name.startsWith(ESCAPED);
            json.writeName(special ? "$" + name : name);
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
            case Instant instant -> writeSpecial(json, INSTANT, instant);
            case UUID uuid -> writeSpecial(json, UNIQUE, uuid);
            case List<?> elements -> {
                json.writeStartArray();
                elements.forEach(element -> writeValue(json, element));
                json.writeEndArray();
            }
            case Payload nested -> write(json, nested);
            default -> throw new IllegalArgumentException("a payload keeps no " + value.getClass());
        }
    }

    private static void writeSpecial(JsonGenerator json, String kind, Object value) {
        json.writeStartObject();
        json.writeStringProperty(kind, value.toString());
        json.writeEndObject();
    }

    /// Reads the object at whose beginning the parser stands.
    ///
    /// @throws StreamReadException if it is none, or holds what a payload does not
    /// @throws IllegalArgumentException if a payload does not keep it
    static Payload read(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new StreamReadException(json, "the payload is no object; expected {…}");
        }
        json.nextToken();
        return readFields(json);
    }

    /// The parser stands at the first name, or at the end.
    private static Payload readFields(JsonParser json) {
        Map<String, Object> fields = new HashMap<>();
        while (json.currentToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            if (name.equals(INSTANT) || name.equals(UNIQUE)) {
                throw new StreamReadException(
                        json, "'" + name + "' stands beside other fields; expected an object of it alone");
            }
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                fields.put(name.startsWith(ESCAPED) ? name.substring(1) : name, readValue(json));
            }
            json.nextToken();
        }
        return Payload.of(fields);
    }

    private static Object readValue(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case START_ARRAY -> readList(json);
            case START_OBJECT -> readObject(json);
            default -> throw new StreamReadException(json, "a payload holds no " + json.currentToken());
        };
    }

    private static List<Object> readList(JsonParser json) {
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(readValue(json));
        }
        return elements;
    }

    private static Object readObject(JsonParser json) {
        json.nextToken();
        String name = json.currentToken() == JsonToken.PROPERTY_NAME ? json.currentName() : "";
        if (!name.equals(INSTANT) && !name.equals(UNIQUE)) {
            return readFields(json);
        }
        String text = json.nextStringValue();
        if (text == null) {
            throw new StreamReadException(json, "'" + name + "' is no string");
        }
        Object value = name.equals(INSTANT) ? instant(text) : uuid(text);
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw new StreamReadException(
                    json, "'" + name + "' stands beside other fields; expected an object of it alone");
        }
        return value;
    }

    /// @throws IllegalArgumentException if the text is no instant
    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no instant; expected one like 2026-01-01T00:00:00Z", malformed);
        }
    }

    /// @throws IllegalArgumentException if the text is no UUID of 36 characters
    static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no UUID; expected one like 123e4567-e89b-12d3-a456-426614174000");
        }
        return UUID.fromString(text);
    }
}
