package dev.vicino;

/// Another process, or another store object of this one, is the store's writer.
public final class StoreLockedException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public StoreLockedException(String message) {
        super(message);
    }
}
