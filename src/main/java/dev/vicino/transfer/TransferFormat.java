package dev.vicino.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A kind of file that items are read from and written to. Stateless.
public interface TransferFormat {
    /// As `--format` takes it.
    String name();

    /// Endings of file names, with their dot and in lower case.
    List<String> suffixes();

    /// Whether a row holds all of an item; else it is a vector alone, and a JSON Lines file beside it has the rest.
    boolean holdsItems();

    /// Whether a writer goes back to what it has written, which only a file allows.
    default boolean revises() {
        return false;
    }

    /// Opens a file for reading.
    ///
    /// @throws TransferException if it is not of this format, is cut short, or is of a kind that is not supported
    RowReader read(Path file, ReadOptions options) throws IOException;

    /// Begins a file.
    ///
    /// @param dimension of every vector
    ItemWriter write(Output out, int dimension) throws IOException;
}
