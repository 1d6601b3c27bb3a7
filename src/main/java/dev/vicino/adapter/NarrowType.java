package dev.vicino.adapter;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A type that metadata may have and a payload has not: kept as a wider one.
enum NarrowType {
    BYTE(Byte.class),
    SHORT(Short.class),
    INT(Integer.class),
    FLOAT(Float.class),
    DATE(Date.class);

    private final Class<?> type;

    NarrowType(Class<?> type) {
        this.type = type;
    }

    /// The name as a payload holds it: `int`.
    String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The narrow type of a single value, or of all elements of a list; null if there is none.
    static @Nullable NarrowType of(@Nullable Object value) {
        if (value instanceof List<?> elements) {
            NarrowType first = elements.isEmpty() ? null : ofSingle(elements.getFirst());
            return elements.stream().allMatch(element -> ofSingle(element) == first) ? first : null;
        }
        return ofSingle(value);
    }

    private static @Nullable NarrowType ofSingle(@Nullable Object value) {
        for (NarrowType narrow : values()) {
            if (value != null && value.getClass() == narrow.type) {
                return narrow;
            }
        }
        return null;
    }

    /// The value as a payload keeps it. A float becomes the double of the same decimal digits, so that `1.1f` is
    /// kept, and found, as 1.1.
    static Object widened(Object value) {
        NarrowType narrow = ofSingle(value);
        return switch (narrow) {
            case FLOAT -> decimal((Float) value);
            case DATE -> ((Date) value).toInstant();
            case BYTE, SHORT, INT -> ((Number) value).longValue();
            case null -> value;
        };
    }

    private static double decimal(float value) {
        double decimal = Double.parseDouble(Float.toString(value));
        // The digits lead back to the float unless rounding them twice ends on the one beside it.
        return (float) decimal == value ? decimal : value;
    }

    /// The value that was widened to this one; the value itself if none was, for instance after a change by hand.
    Object narrowed(Object kept) {
        return switch (this) {
            case BYTE ->
                kept instanceof Long number && number == number.byteValue() ? (Object) number.byteValue() : kept;
            case SHORT ->
                kept instanceof Long number && number == number.shortValue() ? (Object) number.shortValue() : kept;
            case INT -> kept instanceof Long number && number == number.intValue() ? (Object) number.intValue() : kept;
            case FLOAT ->
                kept instanceof Double number && decimal(number.floatValue()) == number
                        ? (Object) number.floatValue()
                        : kept;
            case DATE -> kept instanceof Instant instant ? Date.from(instant) : kept;
        };
    }
}
