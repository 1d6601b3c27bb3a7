package dev.vicino.explorer;

import dev.vicino.PayloadType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Single values of payload fields, as the explorer orders and names them.
final class FieldValues {
    /// Numbers, then instants, then the others by their text.
    static final Comparator<Object> ORDER = Comparator.<Object>comparingInt(FieldValues::kind)
            .thenComparing(FieldValues::compareWithinKind)
            .thenComparing(Object::toString);

    private FieldValues() {}

    /// Hands over the single values of what lies in a field: the value itself, the elements of a list, none of an
    /// object.
    static void forEach(Object value, Consumer<Object> action) {
        if (value instanceof List<?> elements) {
            elements.forEach(action);
        } else if (type(value) != null) {
            action.accept(value);
        }
    }

    /// Null for a list or an object.
    static @Nullable PayloadType type(Object value) {
        return switch (value) {
            case String text -> PayloadType.STRING;
            case Long number -> PayloadType.LONG;
            case Double number -> PayloadType.DOUBLE;
            case Boolean truth -> PayloadType.BOOLEAN;
            case Instant instant -> PayloadType.INSTANT;
            case UUID uuid -> PayloadType.UUID;
            default -> null;
        };
    }

    /// The value on an axis: numbers as they are, instants as seconds since 1970. NaN for any other.
    static double number(Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case Instant instant -> instant.getEpochSecond() + instant.getNano() / 1e9;
            default -> Double.NaN;
        };
    }

    private static int kind(Object value) {
        return switch (value) {
            case Number number -> 0;
            case Instant instant -> 1;
            default -> 2;
        };
    }

    private static int compareWithinKind(Object left, Object right) {
        if (left instanceof Instant a && right instanceof Instant b) {
            return a.compareTo(b);
        }
        return kind(left) == 2 ? 0 : Double.compare(number(left), number(right));
    }
}
