package dev.vicino.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes a file whole or not at all: into a neighbour first, which then takes its name.
public final class AtomicFile {
    /// What writes the content.
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /// Replaces a file, creating its folder if need be. A reader sees the old content or the new, after a crash too.
    public static void write(Path file, Content content) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException("cannot write to " + file + ": it is no file");
        }
        Files.createDirectories(folder);
        if (Files.isDirectory(absolute)) {
            throw new FileAlreadyExistsException(file.toString(), null, "it is a folder; expected a file");
        }
        // Beside its place, as a rename is atomic only within one file system; and by process, as two may write it.
        Path neighbour = folder.resolve(
                absolute.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            // A plain stream: unlike a channel, it is not closed by an interrupt of the thread.
            try (FileOutputStream plain = new FileOutputStream(neighbour.toFile());
                    OutputStream out = new BufferedOutputStream(plain, 1 << 16)) {
                content.writeTo(out);
                out.flush();
                plain.getFD().sync();
            }
            move(neighbour, absolute);
        } finally {
            Files.deleteIfExists(neighbour);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
