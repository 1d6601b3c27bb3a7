package dev.vicino;

/// A vector that no metric can place: NaN, an infinity, or all zeros where the collection declares cosine.
public final class InvalidVectorException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public InvalidVectorException(String message) {
        super(message);
    }
}
