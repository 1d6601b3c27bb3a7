package dev.vicino.explorer;

import dev.vicino.SearchPlan;
import java.util.List;

/// How an answer was come by, as the API writes it.
///
/// @param exact whether every item that may be a hit was compared
/// @param effort candidates that walks kept; 0 if there was none
/// @param compared vectors compared with the query
/// @param segments the collection's parts
record PlanJson(boolean exact, int effort, long compared, List<Part> segments) {
    /// @param way what was done there, in words
    /// @param why in words
    record Part(int number, int items, int matches, String way, String why, long compared) {}

    static PlanJson of(SearchPlan plan) {
        return new PlanJson(
                plan.exact(),
                plan.effort(),
                plan.compared(),
                plan.segments().stream()
                        .map(part -> new Part(
                                part.number(),
                                part.items(),
                                part.matches(),
                                part.what(),
                                part.way().why(),
                                part.compared()))
                        .toList());
    }
}
