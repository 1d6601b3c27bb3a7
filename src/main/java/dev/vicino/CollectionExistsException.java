package dev.vicino;

/// A collection was to be created under a name that is taken.
public final class CollectionExistsException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public CollectionExistsException(String message) {
        super(message);
    }
}
