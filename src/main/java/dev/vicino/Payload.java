package dev.vicino;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The typed fields of an item. Immutable, and ordered by name.
///
/// | what is put in | what is kept |
/// |---|---|
/// | `String`, `Boolean`, [Instant], [UUID] | the same |
/// | `long`, `int`, `short`, `byte` | `Long` |
/// | `double`, `float`, if finite | `Double` |
/// | a `List` of any of these, mixed or empty | an unmodifiable `List` of what is kept of each |
/// | a `Payload`, or a `Map` of names to any of all these | a `Payload`, nested at most [#MAX_DEPTH] deep |
///
/// Anything else is refused: nulls, lists within lists, objects within lists.
///
/// **Paths.** `address.city` is what lies under `city` in the object under `address`, and equally what lies in a field
/// that is itself named `address.city`: a path is compared with the names from outside in, joined by dots. So a
/// payload can have more than one value at a path, and a filter looks at all of them.
public final class Payload {
    /// How deep objects may be nested, the payload itself counted.
    public static final int MAX_DEPTH = 100;

    /// No fields.
    public static final Payload EMPTY = new Payload(Collections.emptySortedMap(), 1);

    private final SortedMap<String, Object> fields;

    /// 1 if no field holds an object.
    private final int depth;

    private Payload(SortedMap<String, Object> fields, int depth) {
        this.fields = Collections.unmodifiableSortedMap(fields);
        this.depth = depth;
    }

    /// The payload of these fields.
    ///
    /// @throws IllegalArgumentException if a value cannot be kept, naming its path and what would do
    public static Payload of(Map<String, ?> fields) {
        return of(fields, "", 1);
    }

    private static Payload of(Map<?, ?> fields, String outer, int level) {
        SortedMap<String, Object> kept = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException("payload field '" + outer + name + "' has a name that is no string");
            }
            kept.put(checkedName(outer, text), kept(outer + text, value, level));
        });
        return of(kept, outer);
    }

    private static Payload of(SortedMap<String, Object> kept, String outer) {
        int depth = 1;
        for (Map.Entry<String, Object> field : kept.entrySet()) {
            if (field.getValue() instanceof Payload nested) {
                depth = Math.max(depth, 1 + nested.depth);
                checkDepth(outer + field.getKey(), depth);
            }
        }
        return kept.isEmpty() ? EMPTY : new Payload(kept, depth);
    }

    private static void checkDepth(String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("payload field '" + shown(path) + "' nests objects more than "
                    + MAX_DEPTH + " deep; expected at most " + MAX_DEPTH);
        }
    }

    private static String shown(String path) {
        return path.length() <= 100 ? path : path.substring(0, 100) + "…";
    }

    private static String checkedName(String outer, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a payload field" + (outer.isEmpty() ? "" : " in '" + outer + "'")
                    + " has the blank name '" + name + "'");
        }
        return name;
    }

    private static Object kept(String path, @Nullable Object value, int level) {
        String whose = "payload field '" + path + "'";
        return switch (value) {
            case null -> throw new IllegalArgumentException(whose + " is null; leave it out instead");
            case Payload nested -> nested;
            case Map<?, ?> fields -> {
                checkDepth(path, level + 1);
                yield of(fields, path + ".", level + 1);
            }
            case List<?> elements -> {
                List<Object> kept = new ArrayList<>(elements.size());
                for (Object element : elements) {
                    kept.add(scalar("element " + kept.size() + " of " + whose, element));
                }
                yield Collections.unmodifiableList(kept);
            }
            default -> scalar(whose, value);
        };
    }

    private static Object scalar(String whose, @Nullable Object value) {
        Object scalar = ScalarValue.widened(whose, value);
        if (scalar == null) {
            String found = value == null ? "null" : "a " + value.getClass().getName();
            throw new IllegalArgumentException(whose + " is " + found
                    + "; expected a string, number, boolean, instant or UUID, a list of these, or an object");
        }
        return scalar;
    }

    /// This payload with one field set, replacing an earlier value of that name.
    ///
    /// @throws IllegalArgumentException if the value cannot be kept
    public Payload with(String name, Object value) {
        SortedMap<String, Object> changed = new TreeMap<>(fields);
        changed.put(checkedName("", name), kept(name, value, 1));
        return of(changed, "");
    }

    /// This payload without the field of this name.
    public Payload without(String name) {
        SortedMap<String, Object> changed = new TreeMap<>(fields);
        changed.remove(name);
        return of(changed, "");
    }

    /// The value of the field of this very name, if it is set.
    public Optional<Object> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /// All values at a path, in no particular order: none, one, or more where names with dots meet nested objects. A
    /// list is one value.
    public List<Object> at(String path) {
        List<Object> found = new ArrayList<>(1);
        collect(path, found);
        return found;
    }

    private void collect(String path, List<Object> found) {
        Object own = fields.get(path);
        if (own != null) {
            found.add(own);
        }
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (fields.get(path.substring(0, dot)) instanceof Payload nested) {
                nested.collect(path.substring(dot + 1), found);
            }
        }
    }

    /// Visits every path with the value that lies there: each field, and after an object the fields inside it. A list
    /// is one value.
    public void forEachPath(BiConsumer<? super String, Object> visitor) {
        forEachPath("", visitor);
    }

    private void forEachPath(String outer, BiConsumer<? super String, Object> visitor) {
        fields.forEach((name, value) -> {
            visitor.accept(outer + name, value);
            if (value instanceof Payload nested) {
                nested.forEachPath(outer + name + ".", visitor);
            }
        });
    }

    /// The string at a path, if there is a value.
    ///
    /// @throws PayloadTypeException if it is of another type; so do the other getters
    public Optional<String> string(String path) {
        return typed(path, String.class, "a string");
    }

    /// The number at a path, a [Long] or a [Double], if there is a value.
    public Optional<Number> number(String path) {
        return typed(path, Number.class, "a number");
    }

    /// The boolean at a path, if there is a value.
    public Optional<Boolean> bool(String path) {
        return typed(path, Boolean.class, "a boolean");
    }

    /// The instant at a path, if there is a value.
    public Optional<Instant> instant(String path) {
        return typed(path, Instant.class, "an instant");
    }

    /// The UUID at a path, if there is a value.
    public Optional<UUID> uuid(String path) {
        return typed(path, UUID.class, "a UUID");
    }

    /// The elements of the list at a path, none if there is no value; a single value is a list of one.
    ///
    /// @throws PayloadTypeException if it is an object
    public List<Object> list(String path) {
        return typed(path, Object.class, "a list")
                .map(value -> switch (value) {
                    case List<?> elements -> List.<Object>copyOf(elements);
                    case Payload nested -> throw wrongType(path, nested, "a list");
                    default -> List.of(value);
                })
                .orElse(List.of());
    }

    /// The object at a path, if there is a value.
    public Optional<Payload> object(String path) {
        return typed(path, Payload.class, "an object");
    }

    private <T> Optional<T> typed(String path, Class<T> type, String expected) {
        List<Object> found = at(path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (!type.isInstance(found.getFirst())) {
            throw wrongType(path, found.getFirst(), expected);
        }
        return Optional.of(type.cast(found.getFirst()));
    }

    private static PayloadTypeException wrongType(String path, Object value, String expected) {
        return new PayloadTypeException(
                "payload field '" + path + "' is " + PayloadTypeException.shown(value) + "; expected " + expected);
    }

    /// All fields, ordered by name.
    public SortedMap<String, Object> asMap() {
        return fields;
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload payload && fields.equals(payload.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
