package dev.vicino;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The single values that a payload keeps and a filter compares: strings, longs, doubles, booleans, instants, UUIDs.
final class ScalarValue {
    private ScalarValue() {}

    /// The value as it is kept: smaller number types widen. Null if it is no single value.
    ///
    /// @param whose what holds it, for the message
    /// @throws IllegalArgumentException if it is a number that is not finite
    static @Nullable Object widened(String whose, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean truth -> truth;
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Float number -> finite(whose, number);
            case Double number -> finite(whose, number);
            case Instant instant -> instant;
            case UUID uuid -> uuid;
            default -> null;
        };
    }

    private static Double finite(String whose, Number number) {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(whose + " is " + value + "; expected a finite number");
        }
        return value;
    }

    static boolean same(Object left, Object right) {
        return (left instanceof Number && right instanceof Number) ? compare(left, right) == 0 : left.equals(right);
    }

    /// Whether two values are of a kind that has an order: two numbers, two strings or two instants.
    static boolean haveOrder(Object left, Object right) {
        return (left instanceof Number && right instanceof Number)
                || (left instanceof String && right instanceof String)
                || (left instanceof Instant && right instanceof Instant);
    }

    /// Compares two values that [#haveOrder]: numbers by their exact value, strings by UTF-16 units, instants by time.
    static int compare(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        if (left instanceof Instant a && right instanceof Instant b) {
            return a.compareTo(b);
        }
        if (left instanceof Long a && right instanceof Long b) {
            return a.compareTo(b);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return decimal(a).compareTo(decimal(b));
        }
        throw new IllegalArgumentException(literal(left) + " and " + literal(right) + " have no order");
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }

    /// The value as [Filter#parse] reads it: `7`, `7.0`, `'it''s'`, `true`, `instant '…'`, `uuid '…'`.
    static String literal(Object value) {
        return switch (value) {
            case String text -> quoted(text, '\'');
            case Instant instant -> "instant '" + instant + "'";
            case UUID uuid -> "uuid '" + uuid + "'";
            default -> value.toString();
        };
    }

    /// A text between quotes, with those inside doubled.
    static String quoted(String text, char quote) {
        String mark = String.valueOf(quote);
        return mark + text.replace(mark, mark + mark) + mark;
    }
}
