package dev.vicino.lucene;

import dev.vicino.CorruptStoreException;
import dev.vicino.RestoreReport;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// Makes a store of a snapshot: copies of its files, never links, so that nothing done to the store can reach back.
///
/// All is copied beside the store's place, each file compared with its checksum, and takes that place by one rename:
/// the store is there as a whole or not at all.
final class StoreRestore {
    private StoreRestore() {}

    /// @throws CorruptStoreException if the snapshot is not whole, naming the file
    /// @throws IllegalArgumentException if the store's folder is not empty
    static RestoreReport run(Path snapshot, Path store) throws IOException {
        long begun = System.nanoTime();
        SnapshotFile content = SnapshotFile.read(snapshot);
        Path place = store.toAbsolutePath().normalize();
        StoreSnapshot.requireEmpty(place);
        Path parent = Objects.requireNonNull(place.getParent(), "the root of a file system is never empty");
        String besideName =
                place.getFileName() + ".restoring-" + ProcessHandle.current().pid();
        try (TemporaryFolder temporary = TemporaryFolder.at(place.resolveSibling(besideName))) {
            Path beside = temporary.path();
            for (String collection : content.collections()) {
                Files.createDirectory(beside.resolve(collection));
            }
            for (Map.Entry<String, SnapshotFile.Entry> file : content.files().entrySet()) {
                copy(snapshot, beside, file.getKey(), file.getValue());
            }
            for (String collection : content.collections()) {
                InterruptProofDirectory.syncFolder(beside.resolve(collection));
            }
            InterruptProofDirectory.syncFolder(beside);
            Files.deleteIfExists(place);
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            InterruptProofDirectory.syncFolder(parent);
        }
        return new RestoreReport(
                place,
                content.collections(),
                content.files().size(),
                content.bytes(),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private static void copy(Path snapshot, Path beside, String path, SnapshotFile.Entry expected) throws IOException {
        Path copy = beside.resolve(path);
        SnapshotFile.Entry found;
        // A plain stream: unlike what Files opens, it is not closed by an interrupt of the thread.
        try (InputStream content = new FileInputStream(snapshot.resolve(path).toFile())) {
            found = DurableFile.write(copy, content::transferTo);
        } catch (FileNotFoundException e) {
            throw new CorruptStoreException(snapshot.resolve(path) + " is missing in the snapshot", e);
        }
        if (!found.equals(expected)) {
            throw new CorruptStoreException(
                    snapshot.resolve(path) + " has " + found.bytes() + " bytes and the checksum " + found.checksum()
                            + "; expected " + expected.bytes() + " bytes and " + expected.checksum());
        }
    }
}
