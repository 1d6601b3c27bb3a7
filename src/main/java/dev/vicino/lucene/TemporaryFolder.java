package dev.vicino.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.util.IOUtils;

/// A folder to work in, which is gone with all that is in it when the work is done.
///
/// @param path where it is
record TemporaryFolder(Path path) implements AutoCloseable {
    /// Makes it, in the place of what an earlier work that was cut short has left there.
    static TemporaryFolder at(Path path) throws IOException {
        TemporaryFolder folder = new TemporaryFolder(path);
        folder.close();
        Files.createDirectories(path);
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> entries = Files.walk(path)) {
                List<Path> deepestFirst =
                        entries.sorted(Comparator.reverseOrder()).toList();
                IOUtils.deleteFilesIgnoringExceptions(deepestFirst);
            }
        }
    }
}
