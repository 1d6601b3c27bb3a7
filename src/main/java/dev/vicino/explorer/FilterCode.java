package dev.vicino.explorer;

import dev.vicino.Filter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a filter as the Java expression that makes an equal one, with the factories of [Filter] imported statically.
final class FilterCode {
    private FilterCode() {}

    static String of(Filter filter) {
        return switch (filter) {
            case Filter.Equal equal -> call("eq", equal.field(), literal(equal.value()));
            case Filter.In in -> call("in", in.field(), values(in.values()));
            case Filter.Range range -> range(range);
            case Filter.Prefix prefix -> call("prefix", prefix.field(), quoted(prefix.prefix()));
            case Filter.Contains contains -> call("contains", contains.field(), quoted(contains.part()));
            case Filter.Words words -> call("matchesText", words.field(), quoted(words.text()));
            case Filter.Exists exists -> call("exists", exists.field());
            case Filter.And and -> joined("and", and.filters());
            case Filter.Or or -> joined("or", or.filters());
            case Filter.Not not -> negated(not.filter());
        };
    }

    private static String call(String factory, String field, String... arguments) {
        return factory + "(" + quoted(field) + (arguments.length == 0 ? "" : ", ") + String.join(", ", arguments) + ")";
    }

    private static String values(List<Object> values) {
        return values.stream().map(FilterCode::literal).collect(Collectors.joining(", ", "List.of(", ")"));
    }

    private static String joined(String factory, List<Filter> filters) {
        return filters.stream().map(FilterCode::of).collect(Collectors.joining(", ", factory + "(", ")"));
    }

    private static String negated(Filter filter) {
        return switch (filter) {
            case Filter.Equal equal -> call("ne", equal.field(), literal(equal.value()));
            case Filter.In in -> call("notIn", in.field(), values(in.values()));
            case Filter.Exists exists -> call("isNull", exists.field());
            default -> "not(" + of(filter) + ")";
        };
    }

    private static String range(Filter.Range range) {
        Filter.Bound lower = range.lower();
        Filter.Bound upper = range.upper();
        if (lower != null && upper != null) {
            return lower.inclusive() && upper.inclusive()
                    ? call("between", range.field(), literal(lower.value()), literal(upper.value()))
                    : "new Filter.Range(" + quoted(range.field()) + ", " + bound(lower) + ", " + bound(upper) + ")";
        }
        return lower != null
                ? call(lower.inclusive() ? "gte" : "gt", range.field(), literal(lower.value()))
                : oneUpper(range.field(), upper);
    }

    private static String oneUpper(String field, Filter.@Nullable Bound upper) {
        if (upper == null) {
            throw new IllegalArgumentException("the range on '" + field + "' has no bound");
        }
        return call(upper.inclusive() ? "lte" : "lt", field, literal(upper.value()));
    }

    private static String bound(Filter.Bound bound) {
        return "new Filter.Bound(" + literal(bound.value()) + ", " + bound.inclusive() + ")";
    }

    private static String literal(Object value) {
        return switch (value) {
            case String text -> quoted(text);
            case Instant instant -> "Instant.parse(" + quoted(instant.toString()) + ")";
            case UUID uuid -> "UUID.fromString(" + quoted(uuid.toString()) + ")";
            case Long number -> number == number.intValue() ? number.toString() : number + "L";
            default -> value.toString();
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(unit -> quoted.append(
                        switch (unit) {
                            case '"' -> "\\\"";
                            case '\\' -> "\\\\";
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            case '\t' -> "\\t";
                            default -> unit < ' ' ? "\\%03o".formatted(unit) : String.valueOf((char) unit);
                        }));
        return quoted.append('"').toString();
    }
}
