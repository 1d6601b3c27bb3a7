package dev.vicino.lucene;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/// Writes new files that are on the disk when the call returns, and that an interrupt of the thread does not cut short.
final class DurableFile {
    private DurableFile() {}

    /// What fills a file.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes a file that is not there yet.
    ///
    /// @return the checksum and length of what was written
    static SnapshotFile.Entry write(Path file, Content content) throws IOException {
        CRC32 crc = new CRC32();
        try (FileOutputStream plain = new FileOutputStream(file.toFile())) {
            content.writeTo(new CheckedOutputStream(plain, crc));
            plain.getFD().sync();
        }
        return new SnapshotFile.Entry(Files.size(file), SnapshotFile.checksum(crc));
    }
}
