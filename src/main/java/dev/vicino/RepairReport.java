package dev.vicino;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a repair has done.
///
/// @param store its folder
/// @param untouched the collections that were sound, sorted by name
/// @param repaired those that were damaged and now are sound again, sorted by name
/// @param failed those that were damaged and of which nothing could be made: left as they are
/// @param took with the check before
public record RepairReport(
        Path store, List<String> untouched, List<Repaired> repaired, List<Failed> failed, Duration took) {
    public RepairReport {
        untouched = List.copyOf(untouched);
        repaired = List.copyOf(repaired);
        failed = List.copyOf(failed);
    }

    /// A collection that was written anew from what could be read.
    ///
    /// @param saved items that are in it, each bit for bit as it was put in
    /// @param lostIds the ids of items that were there and could not be read whole, sorted
    /// @param lostWithoutId how many more were there whose ids are lost too, as far as that can be told
    /// @param assumptions what had to be guessed because the file that said so was lost: sentences for the reader
    /// @param setAside the folder where the damaged files lie, all of them, under another name
    public record Repaired(
            String name,
            long saved,
            List<String> lostIds,
            long lostWithoutId,
            List<String> assumptions,
            Path setAside) {
        public Repaired {
            lostIds = List.copyOf(lostIds);
            assumptions = List.copyOf(assumptions);
        }

        /// How many items were there and are not any more.
        public long lost() {
            return lostIds.size() + lostWithoutId;
        }
    }

    /// A collection that could not be repaired.
    ///
    /// @param reason why
    public record Failed(String name, String reason) {}
}
