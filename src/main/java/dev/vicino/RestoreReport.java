package dev.vicino;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What came back from a snapshot.
///
/// @param store the folder of the store that is there now
/// @param collections their names, sorted
/// @param files of all collections, each compared with its checksum
/// @param bytes of all files
/// @param took with the forced writes
public record RestoreReport(Path store, List<String> collections, int files, long bytes, Duration took) {
    public RestoreReport {
        collections = List.copyOf(collections);
    }
}
