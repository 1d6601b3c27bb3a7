package dev.vicino.explorer;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON in and out.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// Reads an object.
    ///
    /// @throws Refusal if the bytes are not one JSON object
    static ObjectNode object(byte[] bytes) {
        if (bytes.length == 0) {
            throw Refusal.badRequest("the body is empty; expected a JSON object");
        }
        JsonNode read;
        try {
            read = MAPPER.readTree(bytes);
        } catch (StreamConstraintsException extreme) {
            throw Refusal.badRequest(
                    "the body is no JSON that is read here: it is nested too deep, or has too long a name"
                            + " or number" + place(extreme));
        } catch (StreamReadException malformed) {
            throw Refusal.badRequest("the body is no JSON: " + malformed.getOriginalMessage() + place(malformed));
        } catch (JacksonException more) {
            throw Refusal.badRequest("the body is no JSON: something follows after its value" + place(more));
        }
        if (read instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.badRequest("the body is " + kind(read) + "; expected a JSON object");
    }

    private static String place(JacksonException malformed) {
        TokenStreamLocation location = malformed.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /// What a value is, in words: `the string "four"`.
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array of " + value.size();
            case OBJECT, POJO -> "an object";
            case BOOLEAN, NUMBER -> value.toString();
            case STRING, BINARY -> "the string " + shortened(value.toString());
            case NULL, MISSING -> "null";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
