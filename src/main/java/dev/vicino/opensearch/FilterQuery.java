package dev.vicino.opensearch;

import dev.vicino.Filter;
import dev.vicino.UnsupportedByEngineException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A filter as a query of a cluster, over the words of [PayloadTokens]. It lets through exactly what
/// [Filter#matches] does; what would take more than a cluster allows is refused.
final class FilterQuery {
    /// Clusters allow 1024 clauses in a query, of which some are made here for one condition.
    private static final int MOST_CONDITIONS = 500;

    /// JSON may be nested a thousand deep, and each level of a filter takes some of that.
    private static final int MOST_LEVELS = 100;

    /// Clusters allow 65,536 terms in one clause.
    private static final int MOST_TERMS = 50_000;

    private int conditions;

    private FilterQuery() {}

    /// @param filter null for all items
    /// @throws UnsupportedByEngineException if it has too many conditions or levels, or compares with too long a string
    static ObjectNode of(@Nullable Filter filter) {
        return filter == null ? all() : new FilterQuery().query(filter, 1);
    }

    static ObjectNode all() {
        return clause("match_all", Json.object());
    }

    /// All of these, none of those.
    static ObjectNode bool(List<ObjectNode> must, List<ObjectNode> mustNot) {
        ObjectNode bool = Json.object();
        bool.set("filter", array(must));
        bool.set("must_not", array(mustNot));
        return clause("bool", bool);
    }

    static ObjectNode terms(String field, Iterable<String> values) {
        ObjectNode terms = Json.object();
        terms.set(field, Json.strings(values));
        return clause("terms", terms);
    }

    private ObjectNode query(Filter filter, int level) {
        if (level > MOST_LEVELS) {
            throw unsupported("filters of more than " + MOST_LEVELS + " levels", "write the filter flatter");
        }
        return switch (filter) {
            case Filter.And and -> bool(each(and.filters(), level), List.of());
            case Filter.Or or -> or(or, level);
            case Filter.Not not -> bool(List.of(), List.of(query(not.filter(), level + 1)));
            case Filter.Exists exists -> term(PayloadTokens.path(exists.field()) + 'p');
            case Filter.Condition condition -> condition(condition);
        };
    }

    private List<ObjectNode> each(List<Filter> filters, int level) {
        List<ObjectNode> queries = new ArrayList<>();
        for (Filter filter : filters) {
            queries.add(query(filter, level + 1));
        }
        return queries;
    }

    /// Those that ask for equality, however many, are looked up together.
    private ObjectNode or(Filter.Or or, int level) {
        List<String> equal = new ArrayList<>();
        List<Filter> others = new ArrayList<>();
        for (Filter filter : or.filters()) {
            switch (filter) {
                case Filter.Equal each -> equal.add(token(each.field(), each.value()));
                case Filter.In in -> in.values().forEach(value -> equal.add(token(in.field(), value)));
                default -> others.add(filter);
            }
        }
        List<ObjectNode> queries = each(others, level);
        queries.addAll(oneOf(equal));
        return any(queries);
    }

    private ObjectNode condition(Filter.Condition condition) {
        String place = PayloadTokens.path(condition.field());
        return switch (condition) {
            case Filter.Equal equal -> term(token(equal.field(), equal.value()));
            case Filter.In in ->
                any(oneOf(in.values().stream()
                        .map(value -> token(in.field(), value))
                        .toList()));
            case Filter.Range range -> range(place, range);
            case Filter.Prefix prefix -> {
                count();
                requireShort(prefix, prefix.prefix(), PayloadTokens.MOST_UNITS);
                yield clause(
                        "prefix",
                        Json.object().put(ItemDocument.WORDS, place + 's' + OrderedText.encode(prefix.prefix())));
            }
            case Filter.Contains contains -> contains(place, contains);
            case Filter.Words words -> words(PayloadTokens.wordsOf(place, words.text()));
        };
    }

    private static String token(String field, Object value) {
        return PayloadTokens.path(field) + PayloadTokens.word(value);
    }

    private ObjectNode term(String token) {
        count();
        return clause("term", Json.object().put(ItemDocument.WORDS, token));
    }

    private List<ObjectNode> oneOf(List<String> tokens) {
        List<ObjectNode> queries = new ArrayList<>();
        for (int from = 0; from < tokens.size(); from += MOST_TERMS) {
            count();
            queries.add(terms(ItemDocument.WORDS, tokens.subList(from, Math.min(tokens.size(), from + MOST_TERMS))));
        }
        return queries;
    }

    private static ObjectNode any(List<ObjectNode> queries) {
        if (queries.isEmpty()) {
            return clause("match_none", Json.object());
        }
        ObjectNode bool = Json.object().put("minimum_should_match", 1);
        bool.set("should", array(queries));
        return clause("bool", bool);
    }

    private ObjectNode range(String place, Filter.Range range) {
        count();
        Filter.Bound lower = range.lower();
        Filter.Bound upper = range.upper();
        char kind = kind(lower == null ? upper : lower);
        ObjectNode bounds = Json.object();
        if (lower == null) {
            bounds.put("gte", place + kind);
        } else {
            bounds.put(lower.inclusive() ? "gte" : "gt", place + bound(range, lower.value()));
        }
        if (upper == null) {
            bounds.put("lt", place + (char) (kind + 1));
        } else {
            bounds.put(upper.inclusive() ? "lte" : "lt", place + bound(range, upper.value()));
        }
        ObjectNode field = Json.object();
        field.set(ItemDocument.WORDS, bounds);
        return clause("range", field);
    }

    private static char kind(Filter.@Nullable Bound bound) {
        return switch (bound == null ? "" : bound.value()) {
            case String text -> 's';
            case Instant instant -> 'i';
            default -> 'n';
        };
    }

    private static String bound(Filter.Range range, Object value) {
        if (value instanceof String text) {
            requireShort(range, text, PayloadTokens.MOST_UNITS);
        }
        return PayloadTokens.word(value);
    }

    private ObjectNode contains(String place, Filter.Contains contains) {
        count();
        requireShort(contains, contains.part(), PayloadTokens.MOST_PART_UNITS);
        String part = "*" + escaped(OrderedText.encode(contains.part())) + "*";
        return any(List.of(wildcard(escaped(place) + 's' + part), wildcard(escaped(place) + 'c' + part)));
    }

    private static ObjectNode wildcard(String pattern) {
        return clause("wildcard", Json.object().put(ItemDocument.WORDS, pattern));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }

    private ObjectNode words(Set<String> words) {
        List<ObjectNode> own = new ArrayList<>();
        List<ObjectNode> nested = new ArrayList<>();
        for (String word : words) {
            count();
            own.add(clause("term", Json.object().put(ItemDocument.WORDS, word)));
            nested.add(clause("term", Json.object().put(ItemDocument.STRINGS_WORDS, word)));
        }
        ObjectNode inOneString = Json.object().put("path", ItemDocument.STRINGS);
        inOneString.set("query", bool(nested, List.of()));
        return any(List.of(bool(own, List.of()), clause("nested", inOneString)));
    }

    private void count() {
        conditions++;
        if (conditions > MOST_CONDITIONS) {
            throw unsupported(
                    "filters of more than " + MOST_CONDITIONS + " conditions",
                    "ask for one of many values by 'in', or split the request");
        }
    }

    private static void requireShort(Filter filter, String text, int most) {
        if (text.length() > most) {
            throw unsupported(
                    "comparing with a string of " + text.length() + " characters as '"
                            + filter.getClass().getSimpleName() + "' does, which takes " + most,
                    "compare with its beginning, or with the whole by 'eq'");
        }
    }

    private static UnsupportedByEngineException unsupported(String what, String instead) {
        return new UnsupportedByEngineException(what, OpenSearchVectorStore.ENGINE, instead);
    }

    private static ObjectNode clause(String kind, JsonNode content) {
        ObjectNode clause = Json.object();
        clause.set(kind, content);
        return clause;
    }

    private static ArrayNode array(List<ObjectNode> queries) {
        ArrayNode array = Json.array();
        queries.forEach(array::add);
        return array;
    }
}
