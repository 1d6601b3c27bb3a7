package dev.vicino.plot;

import dev.vicino.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
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
            AtomicFile.write(png, out -> out.write(bytes));
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

    /// The message of a file-system exception is often a bare path; its class then says what went wrong.
    private static String reason(IOException failure) {
        return failure.getClass().getSimpleName() + ", " + failure.getMessage();
    }
}
