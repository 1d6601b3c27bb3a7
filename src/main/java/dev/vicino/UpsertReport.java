package dev.vicino;

import java.time.Duration;
import java.util.List;

/// What became of a stream of items.
///
/// @param stored items that were put in; of several with one id, each counts
/// @param refused items that were left out
/// @param firstRefused the first [#MAX_LISTED] of them
/// @param took wall time of it all
public record UpsertReport(long stored, long refused, List<Refusal> firstRefused, Duration took) {
    /// The most refused items that a report lists.
    public static final int MAX_LISTED = 100;

    public UpsertReport {
        firstRefused = List.copyOf(firstRefused);
    }

    /// An item that was left out.
    ///
    /// @param id of the item
    /// @param reason in a sentence, with the value that is wrong
    public record Refusal(String id, String reason) {}
}
