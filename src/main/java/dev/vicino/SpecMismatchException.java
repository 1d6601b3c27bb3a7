package dev.vicino;

/// The collection on disk was created with another spec than the one asked for.
public final class SpecMismatchException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public SpecMismatchException(String message) {
        super(message);
    }
}
