package dev.vicino.adapter;

import dev.vicino.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A framework's metadata as a [Payload], and back with the same types.
///
/// Beside what a payload keeps as it is (strings, longs, doubles, booleans, instants, UUIDs, lists and maps of
/// these), a `byte`, `short`, `int`, `float` or [java.util.Date] comes back as such: the field [#TYPES] says which
/// fields were one, as in `{"int": ["page"], "float": ["price"]}`. So does a list all of whose elements are of one
/// such type; the elements of a mixed list come back as the payload keeps them.
public final class MetadataPayload {
    /// The field, in the payload and in each object within, that names the fields of narrower types. It is there only
    /// if there are any.
    public static final String TYPES = "java-types";

    private MetadataPayload() {}

    /// The payload that keeps this metadata.
    ///
    /// @throws IllegalArgumentException if a value cannot be kept (see [Payload]), or a field is named [#TYPES]
    public static Payload of(Map<String, ? extends @Nullable Object> metadata) {
        return Payload.of(fields(metadata));
    }

    private static Map<String, @Nullable Object> fields(Map<?, ? extends @Nullable Object> metadata) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        SortedMap<String, List<String>> types = new TreeMap<>();
        metadata.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (name.equals(TYPES)) {
                throw new IllegalArgumentException("metadata has a field '" + TYPES
                        + "', where the store keeps the types of the others; expected another name");
            }
            fields.put(name, kept(value));
            NarrowType type = NarrowType.of(value);
            if (type != null) {
                types.computeIfAbsent(type.symbol(), symbol -> new ArrayList<>())
                        .add(name);
            }
        });
        if (!types.isEmpty()) {
            fields.put(TYPES, types);
        }
        return fields;
    }

    private static @Nullable Object kept(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> nested -> fields(nested);
            case List<?> elements -> {
                List<@Nullable Object> kept = new ArrayList<>(elements.size());
                for (Object element : elements) {
                    kept.add(element == null ? null : NarrowType.widened(element));
                }
                yield kept;
            }
            default -> NarrowType.widened(value);
        };
    }

    /// The value that a filter has to compare with, to find what a metadata value was kept as.
    public static Object operand(Object value) {
        return NarrowType.widened(value);
    }

    /// The metadata that a payload keeps, ordered by name.
    public static Map<String, Object> metadata(Payload payload) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        payload.asMap().forEach((name, value) -> {
            if (!name.equals(TYPES)) {
                metadata.put(name, value instanceof Payload nested ? metadata(nested) : value);
            }
        });
        if (payload.get(TYPES).orElse(null) instanceof Payload types) {
            for (NarrowType type : NarrowType.values()) {
                if (types.get(type.symbol()).orElse(null) instanceof List<?> names) {
                    names.forEach(name ->
                            metadata.computeIfPresent(String.valueOf(name), (field, kept) -> narrowed(type, kept)));
                }
            }
        }
        return metadata;
    }

    private static Object narrowed(NarrowType type, Object kept) {
        return kept instanceof List<?> elements
                ? elements.stream().map(type::narrowed).toList()
                : type.narrowed(kept);
    }
}
