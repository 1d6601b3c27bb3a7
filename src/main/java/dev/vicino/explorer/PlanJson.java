package dev.vicino.explorer;

import dev.vicino.SearchPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an answer was come by, as the API writes it.
///
/// @param exact whether every item that may be a hit was compared
/// @param effort candidates that walks kept; 0 if there was none
/// @param compared vectors compared with the query; null if the engine does not tell
/// @param segments the collection's parts
record PlanJson(boolean exact, int effort, @Nullable Long compared, List<Part> segments) {
    /// The numbers that the engine does not tell are null.
    ///
    /// @param way what was done there, in words
    /// @param why in words
    record Part(
            int number,
            @Nullable Long items,
            @Nullable Long matches,
            String way,
            String why,
            @Nullable Long compared) {}

    static PlanJson of(SearchPlan plan) {
        return new PlanJson(
                plan.exact(),
                plan.effort(),
                SearchPlan.known(plan.compared()),
                plan.segments().stream()
                        .map(part -> new Part(
                                part.number(),
                                SearchPlan.known(part.items()),
                                SearchPlan.known(part.matches()),
                                part.what(),
                                part.way().why(),
                                SearchPlan.known(part.compared())))
                        .toList());
    }
}
