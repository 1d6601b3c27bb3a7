package dev.vicino.transfer;

import java.time.Duration;

/// What became of an import.
///
/// @param rows of the file
/// @param imported rows that are in, those of an interrupted beginning among them
/// @param skipped rows that were refused and left out
/// @param added items that were not there before, if nobody else has added or deleted any meanwhile; the other imported
///     rows have replaced an item each
/// @param resumedAt the row at which this run began: 0 unless an earlier one was interrupted
/// @param took wall time of the storing alone, in this run
public record ImportReport(long rows, long imported, long skipped, long added, long resumedAt, Duration took) {
    /// Rows stored in a second, in this run.
    public double perSecond() {
        return (rows - resumedAt - skipped) / Math.max(1e-9, took.toNanos() / 1e9);
    }
}
