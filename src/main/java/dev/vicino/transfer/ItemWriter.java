package dev.vicino.transfer;

import dev.vicino.Item;
import java.io.IOException;

/// Writes items to a file, one after the other, in bounded memory. For one thread.
public interface ItemWriter extends AutoCloseable {
    /// Writes one item.
    ///
    /// @throws TransferException naming the item, if the format cannot hold a part of it that it is meant to hold
    void write(Item item) throws IOException;

    /// Ends the file. What was written without it is no file of the format.
    void finish() throws IOException;

    /// Gives up what memory the writer holds; the output stays open.
    @Override
    default void close() throws IOException {}
}
