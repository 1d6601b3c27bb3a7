package dev.vicino.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
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

    /// What makes the file that then takes the name.
    public interface Making {
        void make(Path neighbour) throws IOException;
    }

    private AtomicFile() {}

    /// Replaces a file, creating its folder if need be. A reader sees the old content or the new, after a crash too.
    public static void write(Path file, Content content) throws IOException {
        make(file, neighbour -> {
            // A plain stream: unlike a channel, it is not closed by an interrupt of the thread.
            try (OutputStream out = new BufferedOutputStream(new FileOutputStream(neighbour.toFile()), 1 << 16)) {
                content.writeTo(out);
            }
        });
    }

    /// Replaces a file by one that is made elsewhere first, for content that is not written from front to back.
    public static void make(Path file, Making making) throws IOException {
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
            making.make(neighbour);
            try (RandomAccessFile made = new RandomAccessFile(neighbour.toFile(), "rw")) {
                made.getFD().sync();
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
