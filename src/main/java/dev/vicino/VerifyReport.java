package dev.vicino;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a check of a whole store has found.
///
/// @param store its folder
/// @param collections one entry for each that was checked, sorted by name
/// @param findings whatever is not as it should be; empty for most stores
/// @param took the check
public record VerifyReport(Path store, List<CollectionReport> collections, List<Finding> findings, Duration took) {
    public VerifyReport {
        collections = List.copyOf(collections);
        findings = List.copyOf(findings);
    }

    /// How bad a finding is.
    public enum Severity {
        /// Something is missing or wrong: the collection may not open, and items may be lost. Repairing it saves what
        /// can be read.
        DAMAGE,
        /// Worth knowing; nothing is lost.
        NOTICE
    }

    /// One thing that is not as it should be.
    ///
    /// @param collection the name of the collection's folder
    /// @param file the file that it was found in, or the collection's folder where it is no single file's
    /// @param message what was found, and what was expected
    public record Finding(Severity severity, String collection, Path file, String message) {}

    /// What was checked of one collection.
    ///
    /// @param files of the last flush, whose checksums were computed
    /// @param bytes of these files
    /// @param items that were read whole: id, vectors, payload, checksum; 0 where the index could not be opened
    /// @param graphs one entry for each segment and graph
    public record CollectionReport(String name, int files, long bytes, long items, List<GraphReport> graphs) {
        public CollectionReport {
            graphs = List.copyOf(graphs);
        }
    }

    /// How well a search can walk one graph.
    ///
    /// @param segment the part of the collection that it is the graph of
    /// @param metrics the symbols of the metrics whose searches walk it
    /// @param nodes items in it, deleted ones too
    /// @param reachable share of the nodes that a walk over the lowest level can reach from the entry point, in [0, 1];
    ///     null where the segment is so small that it has no graph and is scanned
    public record GraphReport(
            String segment,
            List<String> metrics,
            long nodes,
            @Nullable Double reachable) {
        public GraphReport {
            metrics = List.copyOf(metrics);
        }
    }

    /// Whether no finding is damage.
    public boolean sound() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.DAMAGE);
    }
}
