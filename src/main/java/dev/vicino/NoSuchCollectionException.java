package dev.vicino;

import org.jspecify.annotations.Nullable;

/// The store holds no collection of that name.
public final class NoSuchCollectionException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public NoSuchCollectionException(String message) {
        super(message);
    }

    public NoSuchCollectionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
