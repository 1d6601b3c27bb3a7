package dev.vicino.vae;

import org.jspecify.annotations.Nullable;

/// A file is no model of this package, or no card of one. The message names the file and what is wrong with it.
public final class CorruptModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptModelException(String message) {
        this(message, null);
    }

    CorruptModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
