package dev.vicino;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks what a filter is made of.
final class FilterOperands {
    private FilterOperands() {}

    static String field(String field) {
        if (field.isBlank()) {
            throw new IllegalArgumentException("a filter looks at a field with the blank name '" + field + "'");
        }
        return field;
    }

    /// The value as a payload would keep it, so that the two can be compared.
    static Object operand(String field, @Nullable Object value) {
        String whose = "the value that the filter on '" + field + "' compares with";
        Object scalar = ScalarValue.widened(whose, value);
        if (scalar != null) {
            return scalar;
        }
        String found = value == null
                ? "null; expected a value, or isNull('" + field + "')"
                : "a " + value.getClass().getName() + "; expected a string, number, boolean, instant or UUID";
        throw new IllegalArgumentException(
                whose + " is " + found + (value instanceof List<?> ? ", or in('" + field + "', …) for several" : ""));
    }

    static Filter.@Nullable Bound bound(String field, Filter.@Nullable Bound bound) {
        if (bound == null) {
            return null;
        }
        Object value = operand(field, bound.value());
        if (!ScalarValue.haveOrder(value, value)) {
            throw new IllegalArgumentException("the filter on '" + field + "' orders by "
                    + PayloadTypeException.shown(value) + "; expected a number, a string or an instant");
        }
        return new Filter.Bound(value, bound.inclusive());
    }

    static void checkOneKind(String field, Filter.@Nullable Bound lower, Filter.@Nullable Bound upper) {
        if (lower == null && upper == null) {
            throw new IllegalArgumentException("the range on '" + field + "' has no bound; expected one or two");
        }
        Object from = Objects.requireNonNullElse(lower, upper).value();
        Object to = Objects.requireNonNullElse(upper, lower).value();
        if (!ScalarValue.haveOrder(from, to)) {
            throw new IllegalArgumentException("the range on '" + field + "' goes from "
                    + PayloadTypeException.shown(from) + " to " + PayloadTypeException.shown(to)
                    + "; expected two numbers, two strings or two instants");
        }
    }
}
