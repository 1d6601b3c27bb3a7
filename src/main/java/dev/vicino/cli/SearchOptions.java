package dev.vicino.cli;

import dev.vicino.Filter;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
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
            paramLabel = "FILTER",
            description = "Only items whose payload passes, as in \"label = 7 and split in ('train','test')\"; several"
                    + " must all hold.")
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
            Filter filter = WhereText.allOf(conditions);
            return filter == null ? planned : planned.where(filter);
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.ofInput(wrong);
        }
    }
}
