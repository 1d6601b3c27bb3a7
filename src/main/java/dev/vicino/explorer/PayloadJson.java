package dev.vicino.explorer;

import dev.vicino.Payload;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Payloads as JSON to look at: instants and UUIDs become texts. What is to come back as it was is
/// [exported][ExportResource].
final class PayloadJson {
    private PayloadJson() {}

    static SortedMap<String, Object> of(Payload payload) {
        SortedMap<String, Object> fields = new TreeMap<>();
        payload.asMap().forEach((name, value) -> fields.put(name, value(value)));
        return fields;
    }

    private static Object value(Object value) {
        return switch (value) {
            case Payload nested -> of(nested);
            case List<?> elements -> elements.stream().map(PayloadJson::scalar).toList();
            default -> scalar(value);
        };
    }

    static Object scalar(Object value) {
        return value instanceof Instant || value instanceof UUID ? value.toString() : value;
    }
}
