package dev.vicino.lucene;

import dev.vicino.CorruptStoreException;
import dev.vicino.FormatVersionException;
import dev.vicino.ProgressListener;
import dev.vicino.RepairReport;
import dev.vicino.RepairReport.Failed;
import dev.vicino.RepairReport.Repaired;
import dev.vicino.VerifyReport.Finding;
import dev.vicino.VerifyReport.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Checks each collection of a store, and repairs those that are damaged, as the store's one writer.
final class StoreRepair {
    /// Where collections are written anew. What a repair that was killed has left there is of no use.
    private static final String WORKPLACE = ".repair";

    private final Path store;
    private final ProgressListener progress;
    private final List<String> untouched = new ArrayList<>();
    private final List<Repaired> repaired = new ArrayList<>();
    private final List<Failed> failed = new ArrayList<>();

    private StoreRepair(Path store, ProgressListener progress) {
        this.store = store;
        this.progress = progress;
    }

    static RepairReport run(Path folder, ProgressListener progress) throws IOException {
        long begun = System.nanoTime();
        StoreRepair repair = new StoreRepair(folder.toAbsolutePath(), progress);
        WriterLock lock = WriterLock.take(folder);
        try {
            for (CollectionFolder collection : StoreCheck.folders(folder)) {
                repair.collection(collection);
            }
        } finally {
            lock.close();
        }
        return new RepairReport(
                repair.store,
                repair.untouched,
                repair.repaired,
                repair.failed,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private void collection(CollectionFolder collection) throws IOException {
        CollectionCheck check = new CollectionCheck(collection, progress);
        check.run();
        if (check.findings().stream().map(Finding::severity).noneMatch(Severity.DAMAGE::equals)) {
            untouched.add(collection.name());
            return;
        }
        try (TemporaryFolder workplace = TemporaryFolder.at(store.resolve(WORKPLACE))) {
            repaired.add(new CollectionRepair(collection, store, progress).run(workplace.path()));
        } catch (CorruptStoreException | FormatVersionException e) {
            failed.add(new Failed(collection.name(), String.valueOf(e.getMessage())));
        }
    }
}
