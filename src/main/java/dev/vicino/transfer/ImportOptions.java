package dev.vicino.transfer;

import dev.vicino.ProgressListener;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a file is imported.
///
/// @param onBadRow what becomes of the file when a row is refused
/// @param skipped takes the rows that are skipped, a line of JSON each, with the reason; null if nobody wants them. A
///     file of that name is replaced, if any row is skipped
/// @param idPrefix with the row's number behind it, the id of a row that has none; null to refuse such rows
/// @param batchSize items that are put in at a time, at least 1
/// @param flushEvery so many rows are stored between two flushes, at least 1: what an interruption costs at the most
/// @param progress hears the stages `checking`, `importing` and, before each flush, `flushing`, in rows
public record ImportOptions(
        OnBadRow onBadRow,
        @Nullable Path skipped,
        @Nullable String idPrefix,
        int batchSize,
        long flushEvery,
        ProgressListener progress) {
    /// Stops at a bad row, wants ids, batches of 1,000, a flush every 100,000, telling nobody.
    public static final ImportOptions DEFAULT =
            new ImportOptions(OnBadRow.STOP, null, null, 1000, 100_000, ProgressListener.NONE);

    public ImportOptions {
        if (batchSize < 1 || flushEvery < 1) {
            throw new IllegalArgumentException(
                    "batches of " + batchSize + ", a flush every " + flushEvery + "; expected at least 1 of each");
        }
        Objects.requireNonNull(onBadRow, "onBadRow");
        Objects.requireNonNull(progress, "progress");
    }

    /// What becomes of a file that has a bad row.
    public enum OnBadRow {
        /// Nothing of it is imported.
        STOP,
        /// All others are imported.
        SKIP
    }

    /// These options, skipping bad rows.
    ///
    /// @param into takes them, with reasons; null if nobody wants them
    public ImportOptions skipping(@Nullable Path into) {
        return new ImportOptions(OnBadRow.SKIP, into, idPrefix, batchSize, flushEvery, progress);
    }

    /// These options with ids made of a prefix and the row's number, for rows that have none.
    public ImportOptions idPrefix(String prefix) {
        return new ImportOptions(onBadRow, skipped, prefix, batchSize, flushEvery, progress);
    }

    /// These options with batches of another size.
    public ImportOptions batchSize(int items) {
        return new ImportOptions(onBadRow, skipped, idPrefix, items, flushEvery, progress);
    }

    /// These options with a flush after so many rows.
    public ImportOptions flushEvery(long rows) {
        return new ImportOptions(onBadRow, skipped, idPrefix, batchSize, rows, progress);
    }

    /// These options with someone who hears how far it is.
    public ImportOptions progress(ProgressListener listener) {
        return new ImportOptions(onBadRow, skipped, idPrefix, batchSize, flushEvery, listener);
    }
}
