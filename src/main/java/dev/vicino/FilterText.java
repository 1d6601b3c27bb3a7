package dev.vicino;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a filter in the form that [Filter#parse] reads, so that reading gives an equal filter.
final class FilterText {
    private final StringBuilder out = new StringBuilder();

    private FilterText() {}

    static String of(Filter filter) {
        FilterText text = new FilterText();
        text.write(filter);
        return text.out.toString();
    }

    private void write(Filter filter) {
        switch (filter) {
            case Filter.Equal equal -> compare(equal.field(), " = ", equal.value());
            case Filter.In in -> oneOf(in, " in (");
            case Filter.Range range -> range(range);
            case Filter.Prefix prefix -> compare(prefix.field(), " starts with ", prefix.prefix());
            case Filter.Contains contains -> compare(contains.field(), " contains ", contains.part());
            case Filter.Words words -> compare(words.field(), " matches ", words.text());
            case Filter.Exists exists -> out.append("exists ").append(name(exists.field()));
            case Filter.And and -> joined(and.filters(), " and ", "all (");
            case Filter.Or or -> joined(or.filters(), " or ", "any (");
            case Filter.Not not -> negated(not.filter());
        }
    }

    private void compare(String field, String operator, Object value) {
        out.append(name(field)).append(operator).append(ScalarValue.literal(value));
    }

    private void oneOf(Filter.In in, String operator) {
        out.append(name(in.field())).append(operator);
        for (Iterator<Object> values = in.values().iterator(); values.hasNext(); ) {
            out.append(ScalarValue.literal(values.next())).append(values.hasNext() ? ", " : "");
        }
        out.append(')');
    }

    private void range(Filter.Range range) {
        Filter.@Nullable Bound lower = range.lower();
        Filter.@Nullable Bound upper = range.upper();
        if (lower == null && upper != null) {
            compare(range.field(), upper.inclusive() ? " <= " : " < ", upper.value());
        } else if (lower != null && upper == null) {
            compare(range.field(), lower.inclusive() ? " >= " : " > ", lower.value());
        } else if (lower != null && upper != null && lower.inclusive() && upper.inclusive()) {
            compare(range.field(), " between ", lower.value());
            out.append(" and ").append(ScalarValue.literal(upper.value()));
        } else if (lower != null && upper != null) {
            out.append(ScalarValue.literal(lower.value())).append(lower.inclusive() ? " <= " : " < ");
            compare(range.field(), upper.inclusive() ? " <= " : " < ", upper.value());
        }
    }

    private void joined(List<Filter> filters, String operator, String list) {
        boolean several = filters.size() > 1;
        out.append(several ? "" : list);
        for (Iterator<Filter> each = filters.iterator(); each.hasNext(); ) {
            Filter filter = each.next();
            // An 'and' within an 'or' needs no parentheses, yet has them: nobody has to know which binds closer.
            grouped(filter, several && isJoined(filter));
            out.append(each.hasNext() ? operator : "");
        }
        out.append(several ? "" : ")");
    }

    private void negated(Filter filter) {
        if (filter instanceof Filter.Equal equal) {
            compare(equal.field(), " != ", equal.value());
        } else if (filter instanceof Filter.In in) {
            oneOf(in, " not in (");
        } else if (filter instanceof Filter.Exists exists) {
            out.append(name(exists.field())).append(" is null");
        } else {
            out.append("not ");
            grouped(filter, isJoined(filter));
        }
    }

    private void grouped(Filter filter, boolean parentheses) {
        out.append(parentheses ? "(" : "");
        write(filter);
        out.append(parentheses ? ")" : "");
    }

    private static boolean isJoined(Filter filter) {
        return (filter instanceof Filter.And and && and.filters().size() > 1)
                || (filter instanceof Filter.Or or && or.filters().size() > 1);
    }

    private static String name(String field) {
        return FilterToken.isPlainName(field) ? field : ScalarValue.quoted(field, '"');
    }
}
