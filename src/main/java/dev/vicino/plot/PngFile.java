package dev.vicino.plot;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A picture on disk: whole or absent.
final class PngFile {
    private PngFile() {}

    /// Writes the picture beside its target, then renames it over it; creates missing parent folders.
    ///
    /// @throws PlotException naming the file, if it cannot be written; the target is then as it was
    static void write(Path png, BufferedImage image) {
        try {
            byte[] bytes = encoded(image);
            Path target = png.toAbsolutePath();
            Path folder = target.getParent();
            if (folder == null || Files.isDirectory(target)) {
                throw new FileAlreadyExistsException(png.toString(), null, "it is a folder; expected a file name");
            }
            Files.createDirectories(folder);
            // In the target's own folder: a rename is atomic only within one file system.
            Path part = folder.resolve(
                    target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            try {
                Files.write(part, bytes);
                rename(part, target);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException failure) {
            throw new PlotException("cannot write the picture '" + png + "': " + reason(failure), failure);
        }
    }

    private static byte[] encoded(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", output)) {
                throw new IOException("this Java runtime has no PNG encoder");
            }
        }
        return bytes.toByteArray();
    }

    private static void rename(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The message of a file-system exception is often a bare path; its class then says what went wrong.
    private static String reason(IOException failure) {
        return failure.getClass().getSimpleName() + ", " + failure.getMessage();
    }
}
