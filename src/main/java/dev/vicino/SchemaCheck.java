package dev.vicino;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Holds payloads and filters against the types that a collection declares: for engines, before they store or search.
public final class SchemaCheck {
    private SchemaCheck() {}

    /// Refuses a payload with a declared field of another type.
    ///
    /// @param whose what the payload belongs to, for the message
    /// @throws PayloadTypeException naming item, field, value and declared type, if a declared field is of another type
    public static void check(CollectionSpec spec, String whose, Payload payload) {
        for (Map.Entry<String, PayloadType> declared : spec.schema().entrySet()) {
            for (Object value : payload.at(declared.getKey())) {
                List<?> elements = value instanceof List<?> several ? several : List.of(value);
                for (Object element : elements) {
                    if (!isOf(declared.getValue(), element)) {
                        throw new PayloadTypeException("payload field '" + declared.getKey() + "' of " + whose + " is "
                                + PayloadTypeException.shown(element) + "; " + declaration(spec, declared.getValue()));
                    }
                }
            }
        }
    }

    private static boolean isOf(PayloadType type, Object value) {
        return switch (type) {
            case STRING -> value instanceof String;
            case LONG -> value instanceof Long;
            case DOUBLE -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case INSTANT -> value instanceof Instant;
            case UUID -> value instanceof UUID;
        };
    }

    /// Refuses a filter that compares a declared field with a value of another type.
    ///
    /// @throws PayloadTypeException if a comparison could match nothing, because its field is declared of another type.
    ///     Numbers may be compared whatever their type
    public static void check(CollectionSpec spec, Filter filter) {
        if (spec.schema().isEmpty()) {
            return;
        }
        // A stack of our own, so that a deep filter needs no deep stack of the thread.
        Deque<Filter> left = new ArrayDeque<>(List.of(filter));
        while (!left.isEmpty()) {
            switch (left.pop()) {
                case Filter.Condition condition -> check(spec, condition);
                case Filter.Exists exists -> {}
                case Filter.And and -> and.filters().forEach(left::push);
                case Filter.Or or -> or.filters().forEach(left::push);
                case Filter.Not not -> left.push(not.filter());
            }
        }
    }

    private static void check(CollectionSpec spec, Filter.Condition condition) {
        switch (condition) {
            case Filter.Equal equal -> operand(spec, equal, equal.value());
            case Filter.In in -> in.values().forEach(value -> operand(spec, in, value));
            case Filter.Range range -> {
                bound(spec, range, range.lower());
                bound(spec, range, range.upper());
            }
            case Filter.Prefix prefix -> operand(spec, prefix, prefix.prefix());
            case Filter.Contains contains -> operand(spec, contains, contains.part());
            case Filter.Words words -> operand(spec, words, words.text());
        }
    }

    private static void bound(CollectionSpec spec, Filter.Range range, Filter.@Nullable Bound bound) {
        if (bound != null) {
            operand(spec, range, bound.value());
        }
    }

    private static void operand(CollectionSpec spec, Filter.Condition condition, Object value) {
        PayloadType type = spec.schema().get(condition.field());
        if (type == null || isOf(type, value) || (type == PayloadType.LONG && value instanceof Number)) {
            return;
        }
        throw new PayloadTypeException("the filter <" + condition + "> compares the field '" + condition.field()
                + "' with " + PayloadTypeException.shown(value) + "; " + declaration(spec, type));
    }

    private static String declaration(CollectionSpec spec, PayloadType type) {
        return "collection '" + spec.name() + "' declares it as " + type.symbol();
    }
}
