package dev.vicino.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vicino.Explanation;
import dev.vicino.Explanation.Contribution;
import dev.vicino.SearchPlan;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where an item stands in an answer, in the form that `--json` promises to scripts.
///
/// @param id of the item
/// @param standing its constant's name in lower case: `hit`, `missed`, `filtered_out`…
/// @param because the standing in words
/// @param metric its symbol
/// @param value in the metric's own unit
/// @param exactRank 1 for the nearest of all that match
/// @param contributions the largest, of each dimension to the sum that the value is made of
/// @param effort candidates that walks kept; 0 if none was made
/// @param plan how the answer was come by, part by part
record ExplainedItem(
        String id,
        String standing,
        String because,
        String metric,
        double value,
        long exactRank,
        List<Contribution> contributions,
        int effort,
        List<Part> plan) {
    private static final int SHOWN = 10;

    /// What was done in one part of the collection. Numbers that the engine does not tell are absent.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            int segment,
            String way,
            String because,
            @Nullable Long items,
            @Nullable Long matches,
            @Nullable Long compared) {
        static Part of(SearchPlan.Segment segment) {
            return new Part(
                    segment.number(),
                    segment.what(),
                    segment.way().why(),
                    SearchPlan.known(segment.items()),
                    SearchPlan.known(segment.matches()),
                    SearchPlan.known(segment.compared()));
        }
    }

    static ExplainedItem of(Explanation explanation) {
        return new ExplainedItem(
                explanation.id(),
                explanation.standing().name().toLowerCase(Locale.ROOT),
                explanation.standing().words(),
                explanation.answer().metric().symbol(),
                explanation.value(),
                explanation.exactRank(),
                explanation.largest(SHOWN),
                explanation.answer().plan().effort(),
                explanation.answer().plan().segments().stream().map(Part::of).toList());
    }

    void print(Terminal terminal) {
        terminal.say("%s %s: %s %.6f, rank %,d of all that match".formatted(id, because, metric, value, exactRank));
        terminal.say("The dimensions that contribute most to the value:");
        terminal.table(
                List.of("dimension", "contribution"),
                contributions.stream()
                        .map(each -> List.of(String.valueOf(each.dimension()), "%.6f".formatted(each.amount())))
                        .toList());
        terminal.say("How the answer was found" + (effort == 0 ? ":" : ", with an effort of " + effort + ":"));
        terminal.table(
                List.of("segment", "way", "because", "items", "matches", "compared"),
                plan.stream()
                        .map(part -> List.of(
                                String.valueOf(part.segment),
                                part.way,
                                part.because,
                                shown(part.items),
                                shown(part.matches),
                                shown(part.compared)))
                        .toList());
    }

    private static String shown(@Nullable Long number) {
        return number == null ? "–" : "%,d".formatted(number);
    }
}
