package dev.vicino;

/// A change was asked of a store that was opened for reading only.
public final class ReadOnlyStoreException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public ReadOnlyStoreException(String message) {
        super(message);
    }
}
