package dev.vicino;

/// A search by words was asked of a collection that does not index them.
public final class NoTextIndexException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public NoTextIndexException(String message) {
        super(message);
    }
}
