package dev.vicino.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads a file's rows, one after the other, in bounded memory. For one thread.
public interface RowReader extends Closeable {
    /// The dimension of all rows, if the file's head tells it.
    OptionalInt dimension();

    /// How many rows there are: exactly where the file tells, else as estimated by what was read so far, if anything.
    OptionalLong total();

    /// The next row; null after the last.
    ///
    /// @throws TransferException if the file cannot be read any further
    @Nullable
    Row next() throws IOException;

    /// Passes over so many rows, or to the end.
    default void skip(long rows) throws IOException {
        for (long passed = 0; passed < rows; passed++) {
            if (next() == null) {
                return;
            }
        }
    }
}
