package dev.vicino;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Writes a filter in the form that [Filter#parse] reads, so that reading gives an equal filter.
///
/// A filter becomes pieces, each a text or a filter within it, which becomes pieces in turn: a stack of our own, so
/// that a deep filter needs no deep stack of the thread.
final class FilterText {
    private FilterText() {}

    static String of(Filter filter) {
        StringBuilder out = new StringBuilder();
        Deque<Object> left = new ArrayDeque<>(List.of(filter));
        while (!left.isEmpty()) {
            Object next = left.pop();
            if (next instanceof Filter inner) {
                pieces(inner).reversed().forEach(left::push);
            } else {
                out.append(next);
            }
        }
        return out.toString();
    }

    private static List<?> pieces(Filter filter) {
        return switch (filter) {
            case Filter.Equal equal -> comparison(equal.field(), "=", equal.value());
            case Filter.In in -> oneOf(in, "in");
            case Filter.Range range -> range(range);
            case Filter.Prefix prefix -> comparison(prefix.field(), "starts with", prefix.prefix());
            case Filter.Contains contains -> comparison(contains.field(), "contains", contains.part());
            case Filter.Words words -> comparison(words.field(), "matches", words.text());
            case Filter.Exists exists -> List.of("exists ", name(exists.field()));
            case Filter.And and -> joined(and.filters(), " and ", "all (");
            case Filter.Or or -> joined(or.filters(), " or ", "any (");
            case Filter.Not not -> negated(not.filter());
        };
    }

    private static List<String> comparison(String field, String operator, Object value) {
        return List.of(name(field), " ", operator, " ", ScalarValue.literal(value));
    }

    private static List<String> oneOf(Filter.In in, String operator) {
        String values = in.values().stream().map(ScalarValue::literal).collect(Collectors.joining(", "));
        return List.of(name(in.field()), " ", operator, " (", values, ")");
    }

    private static List<String> range(Filter.Range range) {
        Filter.Bound lower = range.lower();
        Filter.Bound upper = range.upper();
        if (upper == null) {
            Filter.Bound only = Objects.requireNonNull(lower, "a range has a bound");
            return comparison(range.field(), only.inclusive() ? ">=" : ">", only.value());
        }
        if (lower == null) {
            return comparison(range.field(), upper.inclusive() ? "<=" : "<", upper.value());
        }
        String from = ScalarValue.literal(lower.value());
        String to = ScalarValue.literal(upper.value());
        return lower.inclusive() && upper.inclusive()
                ? List.of(name(range.field()), " between ", from, " and ", to)
                : List.of(
                        from,
                        lower.inclusive() ? " <= " : " < ",
                        name(range.field()),
                        upper.inclusive() ? " <= " : " < ",
                        to);
    }

    private static List<Object> joined(List<Filter> filters, String operator, String list) {
        boolean several = filters.size() > 1;
        List<Object> pieces = new ArrayList<>();
        for (Filter filter : filters) {
            pieces.add(pieces.isEmpty() ? (several ? "" : list) : operator);
            // An 'and' within an 'or' needs no parentheses, yet has them: nobody has to know which binds closer.
            pieces.addAll(several ? operand(filter) : List.of(filter));
        }
        pieces.add(several ? "" : filters.isEmpty() ? list + ")" : ")");
        return pieces;
    }

    private static List<?> negated(Filter filter) {
        if (filter instanceof Filter.Equal equal) {
            return comparison(equal.field(), "!=", equal.value());
        }
        if (filter instanceof Filter.In in) {
            return oneOf(in, "not in");
        }
        if (filter instanceof Filter.Exists exists) {
            return List.of(name(exists.field()), " is null");
        }
        List<Object> pieces = new ArrayList<>(List.of("not "));
        pieces.addAll(operand(filter));
        return pieces;
    }

    private static List<Object> operand(Filter filter) {
        boolean joined = (filter instanceof Filter.And and && and.filters().size() > 1)
                || (filter instanceof Filter.Or or && or.filters().size() > 1);
        return joined ? List.of("(", filter, ")") : List.of(filter);
    }

    private static String name(String field) {
        return FilterToken.isPlainName(field) ? field : ScalarValue.quoted(field, '"');
    }
}
