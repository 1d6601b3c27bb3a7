package dev.vicino.lucene;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.ThreadInterruptedException;

/// Runs an operation to its end whoever interrupts the thread, and leaves the thread interrupted afterwards.
///
/// An interrupt closes the file channel that a thread is using, and Lucene's writer gives up for good when that
/// happens in the middle of a write. An application that cancels a task must not lose its store by it. The operation
/// is tried again when an interrupt cuts it short, so it must be one that can be repeated.
final class Uninterrupted {
    private Uninterrupted() {}

    static <T> T call(IOSupplier<T> operation) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return operation.get();
                } catch (ClosedByInterruptException | ThreadInterruptedException e) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
