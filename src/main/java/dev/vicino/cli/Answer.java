package dev.vicino.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vicino.Hit;
import dev.vicino.SearchPlan;
import dev.vicino.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The answer to one search, in the form that `--json` promises to scripts.
///
/// @param collection that was searched
/// @param metric its symbol: `l2`, `l1`, `dot`, `cosine`
/// @param mode what was asked for: `exact` or `approximate`
/// @param plan how it was answered: `scan` (every item that passes the filter was compared), `image` (its image was) or
///     `graph`
/// @param query what was looked near to: `{"test": 42}`, `{"image": "seven.png"}`, `{"id": "0"}`…
/// @param compared vectors compared with the query; absent if the engine does not tell
/// @param milliseconds that the search took
/// @param hits nearest first
@JsonInclude(JsonInclude.Include.NON_NULL)
record Answer(
        String collection,
        String metric,
        String mode,
        String plan,
        Map<String, Object> query,
        @Nullable Long compared,
        double milliseconds,
        List<AnswerHit> hits) {
    /// One hit.
    ///
    /// @param value in the metric's own unit
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AnswerHit(
            int rank,
            String id,
            double value,
            SortedMap<String, Object> payload,
            @Nullable String text,
            @Nullable String source) {
        static AnswerHit of(Hit hit) {
            return new AnswerHit(
                    hit.rank(), hit.id(), hit.value(), hit.payload().asMap(), hit.text(), hit.source());
        }
    }

    static Answer of(String collection, boolean exactAsked, Map<String, Object> query, SearchResult result) {
        return new Answer(
                collection,
                result.metric().symbol(),
                exactAsked ? "exact" : "approximate",
                how(result.plan()),
                query,
                SearchPlan.known(result.compared()),
                result.took().toNanos() / 1e6,
                result.hits().stream().map(AnswerHit::of).toList());
    }

    private static String how(SearchPlan plan) {
        if (plan.exact()) {
            return "scan";
        }
        boolean walked = plan.segments().stream().anyMatch(segment -> segment.way() == SearchPlan.Way.WALKED);
        return walked ? "graph" : "image";
    }

    /// As a table: a row a hit, a column for each payload field that any of them has.
    void print(Terminal terminal, String title) {
        terminal.say(title);
        terminal.say("%s, %s by %s: %s compared, %.2f ms"
                .formatted(
                        mode,
                        plan.equals("scan") ? "answered" : "found",
                        plan,
                        compared == null ? "–" : compared,
                        milliseconds));
        if (hits.isEmpty()) {
            terminal.say("No item matches.");
            return;
        }
        TreeSet<String> fields = new TreeSet<>();
        hits.forEach(hit -> fields.addAll(hit.payload().keySet()));
        boolean texts = hits.stream().anyMatch(hit -> hit.text() != null);

        List<String> headings = new ArrayList<>(List.of("rank", "id", metric));
        headings.addAll(fields);
        if (texts) {
            headings.add("text");
        }
        terminal.table(
                headings, hits.stream().map(hit -> row(hit, fields, texts)).toList());
    }

    private static List<String> row(AnswerHit hit, TreeSet<String> fields, boolean texts) {
        List<String> row =
                new ArrayList<>(List.of(String.valueOf(hit.rank()), hit.id(), "%.6f".formatted(hit.value())));
        for (String field : fields) {
            Object value = hit.payload().get(field);
            row.add(value == null ? "" : value.toString());
        }
        if (texts) {
            row.add(hit.text() == null ? "" : hit.text());
        }
        return row;
    }
}
