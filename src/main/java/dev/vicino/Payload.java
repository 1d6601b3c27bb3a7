package dev.vicino;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The typed fields of an item: names to strings, longs, doubles and booleans. Immutable, and ordered by name.
///
/// Smaller number types widen when they are put in (`int` to `long`, `float` to `double`), so what is read back is one
/// of the four types, and equal to what was put in.
public final class Payload {
    /// No fields.
    public static final Payload EMPTY = new Payload(Collections.emptySortedMap());

    private final SortedMap<String, Object> fields;

    private Payload(SortedMap<String, Object> fields) {
        this.fields = Collections.unmodifiableSortedMap(fields);
    }

    /// The payload of these fields.
    ///
    /// @throws IllegalArgumentException if a value's type cannot be kept
    public static Payload of(Map<String, ?> fields) {
        SortedMap<String, Object> kept = new TreeMap<>();
        fields.forEach((name, value) -> kept.put(checkedName(name), checkedValue(name, value)));
        return kept.isEmpty() ? EMPTY : new Payload(kept);
    }

    /// This payload with one field set, replacing an earlier value of that name.
    ///
    /// @throws IllegalArgumentException if the value's type cannot be kept
    public Payload with(String name, Object value) {
        SortedMap<String, Object> kept = new TreeMap<>(fields);
        kept.put(checkedName(name), checkedValue(name, value));
        return new Payload(kept);
    }

    /// The value of a field, if it is set.
    public Optional<Object> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /// All fields, ordered by name.
    public SortedMap<String, Object> asMap() {
        return fields;
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /// Widens a value to one of the kept types, or refuses it.
    static Object checkedValue(String name, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean truth -> truth;
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Float number -> finite(name, number);
            case Double number -> finite(name, number);
            case null ->
                throw new IllegalArgumentException("payload field '" + name + "' is null; leave it out instead");
            default ->
                throw new IllegalArgumentException("payload field '" + name + "' is a "
                        + value.getClass().getName() + "; expected a string, a whole number, a double or a boolean");
        };
    }

    private static Double finite(String name, Number number) {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "payload field '" + name + "' is " + value + "; expected a finite number");
        }
        return value;
    }

    private static String checkedName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a payload field has a blank name");
        }
        return name;
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
