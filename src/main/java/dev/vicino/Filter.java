package dev.vicino;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// A condition on an item's payload. Numbers are equal by value, whatever their type: `4` matches `4.0`.
public sealed interface Filter {
    /// Whether an item with this payload is let through: the definition that engines translate.
    boolean matches(Payload payload);

    /// The field has this value.
    record Equal(String field, Object value) implements Filter {
        public Equal {
            value = Payload.checkedValue(field, value);
        }

        @Override
        public boolean matches(Payload payload) {
            return payload.get(field).filter(kept -> sameValue(kept, value)).isPresent();
        }
    }

    /// The field has one of these values. Of none: nothing matches.
    record In(String field, List<Object> values) implements Filter {
        public In {
            values = values.stream()
                    .map(value -> Payload.checkedValue(field, value))
                    .toList();
        }

        @Override
        public boolean matches(Payload payload) {
            return values.stream().anyMatch(value -> new Equal(field, value).matches(payload));
        }
    }

    /// All of these hold. Of none: everything matches.
    record And(List<Filter> filters) implements Filter {
        public And {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(Payload payload) {
            return filters.stream().allMatch(filter -> filter.matches(payload));
        }
    }

    /// At least one of these holds. Of none: nothing matches.
    record Or(List<Filter> filters) implements Filter {
        public Or {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(Payload payload) {
            return filters.stream().anyMatch(filter -> filter.matches(payload));
        }
    }

    /// This does not hold. An item without the field passes `not(eq(field, …))`.
    record Not(Filter filter) implements Filter {
        @Override
        public boolean matches(Payload payload) {
            return !filter.matches(payload);
        }
    }

    static Filter eq(String field, Object value) {
        return new Equal(field, value);
    }

    static Filter in(String field, Collection<?> values) {
        return new In(field, List.copyOf(values));
    }

    static Filter and(Filter... filters) {
        return new And(Arrays.asList(filters));
    }

    static Filter or(Filter... filters) {
        return new Or(Arrays.asList(filters));
    }

    static Filter not(Filter filter) {
        return new Not(filter);
    }

    private static boolean sameValue(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return decimal(a).compareTo(decimal(b)) == 0;
        }
        return left.equals(right);
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }
}
