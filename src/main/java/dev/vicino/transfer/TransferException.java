package dev.vicino.transfer;

import org.jspecify.annotations.Nullable;

/// A file or its use is refused as a whole. The message names the file, what is wrong, and what was expected.
public final class TransferException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransferException(String message) {
        super(message);
    }

    public TransferException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
