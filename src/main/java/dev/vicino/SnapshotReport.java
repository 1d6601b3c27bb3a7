package dev.vicino;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a snapshot holds.
///
/// @param target the snapshot's folder
/// @param collections their names, sorted
/// @param files of all collections
/// @param bytes of all files
/// @param linkedFiles how many of the files are hard links, which share their bytes on disk with the store; the others
///     are copies
/// @param took from the flush to the last forced write
public record SnapshotReport(
        Path target, List<String> collections, int files, long bytes, int linkedFiles, Duration took) {
    public SnapshotReport {
        collections = List.copyOf(collections);
    }
}
