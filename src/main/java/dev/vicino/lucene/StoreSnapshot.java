package dev.vicino.lucene;

import dev.vicino.CorruptStoreException;
import dev.vicino.SnapshotReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.IOUtils;

/// Copies held collections into a folder, which the [SnapshotFile] makes a snapshot in the end.
///
/// A file is a hard link where the file system has them and the writer has not merged the file away meanwhile, and a
/// copy elsewhere. Each is read once, for its checksum and against the one that Lucene wrote into it.
final class StoreSnapshot {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LUCENE_CHECKSUM_BYTES = Long.BYTES;

    private final Path target;
    private final SortedMap<String, SnapshotFile.Entry> files = new TreeMap<>();
    private int linked;

    private StoreSnapshot(Path target) {
        this.target = target;
    }

    /// @throws IllegalArgumentException if the target is inside the store, or not empty
    static StoreSnapshot into(Path target, Path store) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        if (absolute.startsWith(store.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException(
                    "a snapshot of " + store + " cannot lie in the store itself: " + absolute);
        }
        requireEmpty(absolute);
        return new StoreSnapshot(absolute);
    }

    /// @throws IllegalArgumentException if there is a file of that name, or a folder with anything in it
    static void requireEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new IllegalArgumentException(folder + " is not empty; expected a new or an empty folder");
                }
            }
        } else if (Files.exists(folder)) {
            throw new IllegalArgumentException(folder + " is a file; expected a new or an empty folder");
        }
    }

    SnapshotReport take(List<HeldCollection> collections, long begun) throws IOException {
        boolean whole = false;
        try {
            Files.createDirectories(target);
            for (HeldCollection collection : collections) {
                copy(collection);
            }
            SnapshotFile content = new SnapshotFile(files);
            content.write(target);
            whole = true;
            return new SnapshotReport(
                    target,
                    content.collections(),
                    files.size(),
                    content.bytes(),
                    linked,
                    Duration.ofNanos(System.nanoTime() - begun));
        } finally {
            if (!whole) {
                clear(collections);
            }
        }
    }

    private void copy(HeldCollection collection) throws IOException {
        String name = collection.folder().name();
        Path folder = Files.createDirectory(target.resolve(name));
        // Read first, so that a manifest which is damaged is not copied.
        collection.spec();
        files.put(
                name + "/" + ManifestFile.NAME,
                DurableFile.write(folder.resolve(ManifestFile.NAME), out -> out.write(collection.manifest())));
        for (String file : collection.commit().fileNames()) {
            files.put(name + "/" + file, copy(collection, file, folder.resolve(file)));
        }
        InterruptProofDirectory.syncFolder(folder);
    }

    private SnapshotFile.Entry copy(HeldCollection collection, String file, Path copy) throws IOException {
        Path original = collection.folder().path().resolve(file);
        IndexInput content = collection.commit().file(file);
        try {
            if (linked(original, copy)) {
                linked++;
                CRC32 crc = new CRC32();
                checked(content, original, (bytes, length) -> crc.update(bytes, 0, length));
                return new SnapshotFile.Entry(content.length(), SnapshotFile.checksum(crc));
            }
            return DurableFile.write(
                    copy, out -> checked(content, original, (bytes, length) -> out.write(bytes, 0, length)));
        } catch (IOException e) {
            throw LuceneFailure.of("copy", collection.folder().path(), e);
        }
    }

    private static boolean linked(Path original, Path copy) throws IOException {
        try {
            Files.createLink(copy, original);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            // Another file system, one without links, or a file that was merged away since: its bytes are still held.
            Files.deleteIfExists(copy);
            return false;
        }
    }

    private interface Bytes {
        void take(byte[] bytes, int length) throws IOException;
    }

    /// Passes a Lucene file on, and compares it with the checksum at its end.
    private static void checked(IndexInput content, Path file, Bytes to) throws IOException {
        if (content.length() < CodecUtil.footerLength()) {
            throw new CorruptStoreException(file + " is cut short: it has " + content.length() + " bytes");
        }
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = content.length() - LUCENE_CHECKSUM_BYTES;
        while (left > 0) {
            int length = (int) Math.min(left, buffer.length);
            content.readBytes(buffer, 0, length);
            crc.update(buffer, 0, length);
            to.take(buffer, length);
            left -= length;
        }
        content.readBytes(buffer, 0, LUCENE_CHECKSUM_BYTES);
        to.take(buffer, LUCENE_CHECKSUM_BYTES);
        long stored = ByteBuffer.wrap(buffer).getLong();
        if (stored != crc.getValue()) {
            throw new CorruptStoreException("%s is damaged: its bytes have the checksum %08x; expected %08x"
                    .formatted(file, crc.getValue(), stored));
        }
    }

    /// Takes back what was written, so that the snapshot can be tried again in the same place.
    private void clear(List<HeldCollection> collections) {
        for (HeldCollection collection : collections) {
            Path folder = target.resolve(collection.folder().name());
            IOUtils.deleteFilesIgnoringExceptions(folder.resolve(ManifestFile.NAME));
            collection
                    .commit()
                    .fileNames()
                    .forEach(file -> IOUtils.deleteFilesIgnoringExceptions(folder.resolve(file)));
            IOUtils.deleteFilesIgnoringExceptions(folder);
        }
    }
}
