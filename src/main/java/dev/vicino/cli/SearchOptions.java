package dev.vicino.cli;

import dev.vicino.Filter;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a search is made, whatever it looks near to.
final class SearchOptions {
    @Option(
            names = "--metric",
            converter = MetricConverter.class,
            paramLabel = "METRIC",
            description = "What near means: l2, l1, dot or cosine (default: l2; for sentences cosine).")
    private @Nullable Metric metric;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many hits at the most (default: ${DEFAULT-VALUE}).")
    private int limit = SearchRequest.DEFAULT_LIMIT;

    @Option(names = "--exact", description = "Compare with every item instead of walking the graph.")
    private boolean exact;

    @Option(
            names = "--effort",
            paramLabel = "EF",
            defaultValue = "100",
            description = "Candidates kept while walking the graph (default: ${DEFAULT-VALUE}).")
    private int effort = SearchRequest.Mode.Approximate.DEFAULT.effort();

    @Option(
            names = "--where",
            paramLabel = "FIELD=VALUE",
            description = "Only items whose payload has this; several must all hold. A value in quotes is a string,"
                    + " else it may be a number or a boolean.")
    private List<String> conditions = List.of();

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    boolean exact() {
        return exact;
    }

    boolean json() {
        return json;
    }

    /// These options, with a metric for those who name none.
    SearchOptions orBy(Metric usual) {
        metric = metric == null ? usual : metric;
        return this;
    }

    /// A request for items near to a vector, as these options say.
    SearchRequest near(float[] vector) {
        return complete(SearchRequest.near(vector));
    }

    /// A request for items like a stored one, as these options say.
    SearchRequest like(String id) {
        return complete(SearchRequest.like(id));
    }

    private SearchRequest complete(SearchRequest request) {
        try {
            SearchRequest limited = request.limit(limit).effort(effort);
            SearchRequest measured = metric == null ? limited : limited.metric(metric);
            SearchRequest planned = exact ? measured.exact() : measured;
            List<Filter> filters = new ArrayList<>();
            conditions.forEach(condition -> filters.add(parseCondition(condition)));
            return filters.isEmpty() ? planned : planned.where(new Filter.And(filters));
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.ofInput(wrong);
        }
    }

    static Filter parseCondition(String condition) {
        int equals = condition.indexOf('=');
        if (equals < 1 || condition.substring(0, equals).isBlank()) {
            throw new IllegalArgumentException("--where '" + condition + "': expected FIELD=VALUE, as in label=7");
        }
        String field = condition.substring(0, equals).strip();
        return Filter.eq(field, parseValue(condition.substring(equals + 1).strip()));
    }

    private static Object parseValue(String text) {
        if (text.matches("(?s)'.*'|\".*\"")) {
            return text.substring(1, text.length() - 1);
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.matches("[-+]?\\d{1,18}")) {
            return Long.valueOf(text);
        }
        if (text.matches("[-+]?\\d*\\.?\\d+([eE][-+]?\\d+)?")) {
            return Double.valueOf(text);
        }
        return text;
    }
}
