package dev.vicino.transfer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What became of an export.
///
/// @param items that were written
/// @param bytes of all files
/// @param files that were written; none for a stream
/// @param lost what the items had and the stream does not, in a sentence each
/// @param took wall time
public record ExportReport(long items, long bytes, List<Path> files, List<String> lost, Duration took) {
    public ExportReport {
        files = List.copyOf(files);
        lost = List.copyOf(lost);
    }

    /// Items written in a second.
    public double perSecond() {
        return items / Math.max(1e-9, took.toNanos() / 1e9);
    }
}
