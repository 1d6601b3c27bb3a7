package dev.vicino.lucene;

import dev.vicino.ProgressListener;
import dev.vicino.VerifyReport;
import dev.vicino.VerifyReport.CollectionReport;
import dev.vicino.VerifyReport.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Checks a whole store without changing anything in it, beside whoever writes it.
final class StoreCheck {
    private StoreCheck() {}

    static VerifyReport run(Path store, ProgressListener progress) throws IOException {
        long begun = System.nanoTime();
        List<CollectionReport> collections = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (CollectionFolder folder : folders(store)) {
            boolean there = folder.holdsCollection();
            CollectionCheck check = new CollectionCheck(folder, progress);
            CollectionReport report = check.run();
            // What the writer has dropped meanwhile is no collection any more.
            if (there == folder.holdsCollection()) {
                collections.add(report);
                findings.addAll(check.findings());
            }
        }
        return new VerifyReport(
                store.toAbsolutePath(), collections, findings, Duration.ofNanos(System.nanoTime() - begun));
    }

    /// Whatever is a collection, or was one until it lost its manifest; sorted by name.
    static List<CollectionFolder> folders(Path store) throws IOException {
        List<CollectionFolder> folders = new ArrayList<>();
        try (Stream<Path> entries = Files.list(store)) {
            for (Path entry : entries.sorted().toList()) {
                CollectionFolder folder = new CollectionFolder(
                        Disk.REAL, store.toAbsolutePath(), entry.getFileName().toString());
                if (folder.holdsCollection() || folder.lacksManifest()) {
                    folders.add(folder);
                }
            }
        }
        return folders;
    }
}
