package dev.vicino.explorer;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON in and out.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
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
        } catch (JacksonException malformed) {
            throw Refusal.badRequest("the body is no JSON: " + malformed.getOriginalMessage() + place(malformed));
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
