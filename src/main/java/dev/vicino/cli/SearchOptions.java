package dev.vicino.cli;

import dev.vicino.Filter;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.ValueRange;
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

    @Option(
            names = "--target-recall",
            paramLabel = "R",
            description = "Walk the graph with the effort that finds this share of the nearest, above 0, to 1.")
    private @Nullable Double targetRecall;

    @Option(
            names = "--offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Leave out so many hits, or groups, before the first (default: ${DEFAULT-VALUE}).")
    private int offset;

    @Option(names = "--min-value", paramLabel = "V", description = "Only hits of at least this value of the metric.")
    private @Nullable Double minValue;

    @Option(names = "--max-value", paramLabel = "V", description = "Only hits of at most this value of the metric.")
    private @Nullable Double maxValue;

    @Option(
            names = "--diverse",
            paramLabel = "LAMBDA",
            description = "Hits unlike each other (MMR): nearness weighs LAMBDA, 0 to 1, against diversity.")
    private @Nullable Double lambda;

    @Option(
            names = "--group-by",
            paramLabel = "FIELD",
            description = "The nearest groups of one value of this payload field; the limit counts groups.")
    private @Nullable String groupField;

    @Option(
            names = "--per-group",
            paramLabel = "N",
            defaultValue = "1",
            description = "Hits of each group at the most (default: ${DEFAULT-VALUE}).")
    private int perGroup = 1;

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
            SearchRequest paged = request.limit(limit).offset(offset).mode(mode());
            SearchRequest measured = metric == null ? paged : paged.metric(metric);
            Filter filter = WhereText.allOf(conditions);
            SearchRequest filtered = filter == null ? measured : measured.where(filter);
            return arranged(filtered.within(new ValueRange(
                    minValue == null ? Double.NEGATIVE_INFINITY : minValue,
                    maxValue == null ? Double.POSITIVE_INFINITY : maxValue)));
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.ofInput(wrong);
        }
    }

    private SearchRequest.Mode mode() {
        if (exact) {
            return new SearchRequest.Mode.Exact();
        }
        return targetRecall == null
                ? new SearchRequest.Mode.Approximate(effort)
                : new SearchRequest.Mode.TargetRecall(targetRecall);
    }

    private SearchRequest arranged(SearchRequest request) {
        if (lambda != null && groupField != null) {
            throw new IllegalArgumentException("--diverse and --group-by exclude each other");
        }
        SearchRequest diverse = lambda == null ? request : request.diverse(lambda);
        return groupField == null ? diverse : diverse.groupBy(groupField, perGroup);
    }
}
