package dev.vicino.transfer;

import dev.vicino.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// How far an import has come, in a file of its own: written after each flush, deleted at the end. That it is there
/// says that an import was interrupted.
///
/// @param path where the file lies, or would
public record ImportJournal(Path path) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// What the file says.
    ///
    /// @param file that was imported, for the message
    /// @param fingerprint of its content, and of how it was read
    /// @param lastRow the last row that is flushed; -1 for none
    /// @param itemsBefore items in the collection when the import began
    public record Entry(String file, String fingerprint, long lastRow, long itemsBefore) {}

    /// What the file says, if it is there.
    ///
    /// @throws TransferException if it says nothing that can be understood
    public Optional<Entry> read() throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(path), Entry.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JacksonException malformed) {
            throw new TransferException(
                    path + " says nothing that can be understood of an interrupted import; begin that anew", malformed);
        }
    }

    void write(Entry entry) throws IOException {
        AtomicFile.write(path, out -> out.write(JSON.writeValueAsBytes(entry)));
    }

    /// Forgets an import that was interrupted; what it has stored stays.
    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
