package dev.vicino.vae;

import org.jspecify.annotations.Nullable;

/// A checkpoint cannot be resumed: it is damaged, or belongs to another training. The message names the file.
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckpointException(String message) {
        this(message, null);
    }

    CheckpointException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
