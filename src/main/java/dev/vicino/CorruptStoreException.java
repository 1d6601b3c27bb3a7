package dev.vicino;

/// A file of the store does not hold what it should; the message names the file.
public final class CorruptStoreException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public CorruptStoreException(String message) {
        super(message);
    }

    public CorruptStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
