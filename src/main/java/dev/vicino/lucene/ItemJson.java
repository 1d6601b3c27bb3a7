package dev.vicino.lucene;

import dev.vicino.Item;
import dev.vicino.Payload;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// What is stored of an item beside its id and vector, as JSON: `{"payload":{"label":4},"text":…,"source":…}`, each
/// member only if it is set.
///
/// A long is written without a fraction and a double always with one or an exponent, so each comes back as what it
/// was. All beyond ASCII is escaped, which keeps even the lone surrogates that UTF-8 cannot hold.
///
/// @param payload its fields
/// @param text null if it has none
/// @param source null if it has none
record ItemJson(
        Payload payload, @Nullable String text, @Nullable String source) {
    private static final String PAYLOAD = "payload";
    private static final String TEXT = "text";
    private static final String SOURCE = "source";

    /// Jackson's limits protect against hostile input; what the store wrote itself may be as long as the caller liked.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    static BytesRef write(Item item) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            if (!item.payload().isEmpty()) {
                json.writeName(PAYLOAD);
                json.writeStartObject();
                item.payload().asMap().forEach((name, value) -> writeField(json, name, value));
                json.writeEndObject();
            }
            if (item.text() != null) {
                json.writeStringProperty(TEXT, item.text());
            }
            if (item.source() != null) {
                json.writeStringProperty(SOURCE, item.source());
            }
            json.writeEndObject();
        }
        return OrderedText.encode(text.toString());
    }

    private static void writeField(JsonGenerator json, String name, Object value) {
        json.writeName(name);
        switch (value) {
            case String text -> json.writeString(text);
            case Boolean truth -> json.writeBoolean(truth);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            default ->
                throw new IllegalArgumentException(
                        "payload field '" + name + "' is a " + value.getClass().getName());
        }
    }

    static ItemJson read(BytesRef bytes) {
        Payload payload = Payload.EMPTY;
        String text = null;
        String source = null;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), OrderedText.decode(bytes))) {
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
        return switch (json.nextToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            default -> throw new StreamReadException(json, "a payload value cannot begin with " + json.currentToken());
        };
    }
}
