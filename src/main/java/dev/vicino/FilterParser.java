package dev.vicino;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads a filter's text by recursive descent, one method for each level of precedence. For one text.
final class FilterParser {
    /// Parentheses, negations and lists within each other; a limit, so that a hostile text cannot overflow the stack.
    private static final int MAX_NESTING = 200;

    private static final String A_VALUE = "a value: a number, 'text', true, false, instant '…' or uuid '…'";
    private static final String AN_OPERATOR = "=, !=, <, <=, >, >=, 'in', 'not in', 'between', 'is null',"
            + " 'is not null', 'starts with', 'contains' or 'matches'";

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]+(\\.[0-9]+)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    private final String text;
    private final List<FilterToken> tokens;
    private int position;
    private int nesting;

    FilterParser(String text) {
        this.text = text;
        this.tokens = FilterToken.of(text);
    }

    Filter parse() {
        Filter filter = anyOf();
        if (current().kind() != FilterToken.Kind.END) {
            throw expected("'and', 'or' or the end");
        }
        return filter;
    }

    private Filter anyOf() {
        return joined("or", this::allOf, Filter.Or::new);
    }

    private Filter allOf() {
        return joined("and", this::negatable, Filter.And::new);
    }

    private Filter joined(String operator, Supplier<Filter> operand, Function<List<Filter>, Filter> join) {
        List<Filter> filters = new ArrayList<>();
        do {
            filters.add(operand.get());
        } while (accept(operator));
        return filters.size() == 1 ? filters.getFirst() : join.apply(filters);
    }

    private Filter negatable() {
        if (!accept("not")) {
            return primary();
        }
        return nested(() -> Filter.not(negatable()));
    }

    private Filter primary() {
        FilterToken first = current();
        if (acceptSymbol("(")) {
            Filter filter = nested(this::anyOf);
            expectSymbol(")", "'and', 'or' or ')'");
            return filter;
        }
        if (following().isSymbol("(") && (accept("all") || accept("any"))) {
            List<Filter> filters = list(() -> nested(this::anyOf));
            return first.is("all") ? new Filter.And(filters) : new Filter.Or(filters);
        }
        if (accept("exists")) {
            return Filter.exists(field("a field's name"));
        }
        if (startsValue()) {
            return chainedRange();
        }
        return condition(field("a condition: a field's name, a value, 'not', 'exists' or '('"));
    }

    /// `1 < f <= 2`
    private Filter chainedRange() {
        FilterToken start = current();
        Object from = value();
        boolean fromInclusive = lessOrEqual();
        String field = field("a field's name");
        boolean toInclusive = lessOrEqual();
        Object to = value();
        return checked(
                start,
                () -> new Filter.Range(
                        field, new Filter.Bound(from, fromInclusive), new Filter.Bound(to, toInclusive)));
    }

    private boolean lessOrEqual() {
        if (acceptSymbol("<")) {
            return false;
        }
        expectSymbol("<=", "< or <=, as in 1 < field <= 2");
        return true;
    }

    private Filter condition(String field) {
        FilterToken operator = current();
        if (operator.kind() == FilterToken.Kind.SYMBOL) {
            return comparison(field);
        }
        if (accept("is")) {
            boolean negated = accept("not");
            expect("null", negated ? "'null'" : "'null' or 'not null'");
            return negated ? Filter.exists(field) : Filter.isNull(field);
        }
        if (accept("not")) {
            return Filter.not(test(field, "'in', 'between', 'starts with', 'contains' or 'matches'"));
        }
        return test(field, AN_OPERATOR);
    }

    private Filter comparison(String field) {
        FilterToken operator = take();
        Function<Object, Filter> made = switch (operator.text()) {
            case "=" -> value -> Filter.eq(field, value);
            case "!=", "<>" -> value -> Filter.ne(field, value);
            case "<" -> value -> Filter.lt(field, value);
            case "<=" -> value -> Filter.lte(field, value);
            case ">" -> value -> Filter.gt(field, value);
            case ">=" -> value -> Filter.gte(field, value);
            default -> throw expectedAt(operator, AN_OPERATOR);
        };
        FilterToken start = current();
        Object value = value();
        return checked(start, () -> made.apply(value));
    }

    private Filter test(String field, String choices) {
        if (accept("in")) {
            if (!current().isSymbol("(")) {
                throw expected("'(' and a list of values");
            }
            List<Object> values = list(this::value);
            return Filter.in(field, values);
        }
        if (accept("between")) {
            FilterToken start = current();
            Object from = value();
            expect("and", "'and' and the upper bound");
            Object to = value();
            return checked(start, () -> Filter.between(field, from, to));
        }
        if (accept("starts")) {
            expect("with", "'with'");
            return Filter.prefix(field, string());
        }
        if (accept("contains")) {
            return Filter.contains(field, string());
        }
        if (accept("matches")) {
            FilterToken start = current();
            String words = string();
            return checked(start, () -> Filter.matchesText(field, words));
        }
        throw expected(choices);
    }

    private <T> List<T> list(Supplier<T> element) {
        expectSymbol("(", "'('");
        List<T> elements = new ArrayList<>();
        if (acceptSymbol(")")) {
            return elements;
        }
        do {
            elements.add(element.get());
        } while (acceptSymbol(","));
        expectSymbol(")", "',' or ')'");
        return elements;
    }

    private String field(String what) {
        FilterToken token = current();
        if (!token.isName()) {
            String hint = token.kind() == FilterToken.Kind.WORD ? "; a field of that name stands in double quotes" : "";
            throw expected(what + hint);
        }
        return checked(token, () -> FilterOperands.field(take().text()));
    }

    private String string() {
        if (current().kind() != FilterToken.Kind.STRING) {
            throw expected("text in single quotes");
        }
        return take().text();
    }

    private boolean startsValue() {
        return switch (current().kind()) {
            case NUMBER, STRING -> true;
            case WORD -> current().is("true") || current().is("false") || startsTypedValue();
            case NAME, SYMBOL, END -> false;
        };
    }

    private boolean startsTypedValue() {
        return (current().is("instant") || current().is("uuid")) && following().kind() == FilterToken.Kind.STRING;
    }

    private Object value() {
        FilterToken token = current();
        if (!startsValue()) {
            boolean bare = token.kind() == FilterToken.Kind.WORD || token.kind() == FilterToken.Kind.NAME;
            throw expected(A_VALUE + (bare ? "; text stands in single quotes" : ""));
        }
        take();
        return switch (token.kind()) {
            case NUMBER -> number(token);
            case STRING -> token.text();
            default -> token.is("instant") ? instant() : token.is("uuid") ? uuid() : (Object) token.is("true");
        };
    }

    private Object number(FilterToken token) {
        if (WHOLE.matcher(token.text()).matches()) {
            try {
                return Long.valueOf(token.text());
            } catch (NumberFormatException tooLarge) {
                throw expectedAt(
                        token,
                        "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE
                                + "; with a point or an exponent it would be a double");
            }
        }
        if (!DECIMAL.matcher(token.text()).matches()) {
            throw expectedAt(token, "a number, or text in single quotes");
        }
        Double number = Double.valueOf(token.text());
        if (number.isInfinite()) {
            throw expectedAt(token, "a number within a double's range, ±" + Double.MAX_VALUE);
        }
        return number;
    }

    private Instant instant() {
        FilterToken token = take();
        try {
            return Instant.parse(token.text());
        } catch (DateTimeException wrong) {
            throw expectedAt(token, "an instant such as '2026-01-01T00:00:00Z'");
        }
    }

    private UUID uuid() {
        FilterToken token = take();
        try {
            UUID uuid = UUID.fromString(token.text());
            // Java also reads shortened forms, which nobody writes on purpose.
            if (uuid.toString().equalsIgnoreCase(token.text())) {
                return uuid;
            }
        } catch (IllegalArgumentException wrong) {
            // Told below.
        }
        throw expectedAt(token, "a UUID such as '123e4567-e89b-12d3-a456-426614174000'");
    }

    private <T> T nested(Supplier<T> inner) {
        if (++nesting > MAX_NESTING) {
            throw FilterSyntaxException.at(
                    text, current().start(), "found more than " + MAX_NESTING + " levels of nesting, expected fewer");
        }
        T read = inner.get();
        nesting--;
        return read;
    }

    /// What the filter's own checks refuse is a wrong text here.
    private <T> T checked(FilterToken place, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException refused) {
            throw FilterSyntaxException.at(text, place.start(), String.valueOf(refused.getMessage()));
        }
    }

    private FilterToken current() {
        return tokens.get(position);
    }

    private FilterToken following() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    private FilterToken take() {
        return tokens.get(position++);
    }

    private boolean accept(String keyWord) {
        boolean there = current().is(keyWord);
        position += there ? 1 : 0;
        return there;
    }

    private boolean acceptSymbol(String symbol) {
        boolean there = current().isSymbol(symbol);
        position += there ? 1 : 0;
        return there;
    }

    private void expect(String keyWord, String what) {
        if (!accept(keyWord)) {
            throw expected(what);
        }
    }

    private void expectSymbol(String symbol, String what) {
        if (!acceptSymbol(symbol)) {
            throw expected(what);
        }
    }

    private FilterSyntaxException expected(String what) {
        return expectedAt(current(), what);
    }

    private FilterSyntaxException expectedAt(FilterToken token, String what) {
        String raw = text.substring(token.start(), token.end());
        String shown = raw.length() <= 40 ? raw : raw.substring(0, 40) + "…";
        String found = switch (token.kind()) {
            case END -> "the end";
            case STRING, NAME -> shown;
            case WORD, NUMBER, SYMBOL -> "'" + shown + "'";
        };
        return FilterSyntaxException.at(text, token.start(), "found " + found + ", expected " + what);
    }
}
