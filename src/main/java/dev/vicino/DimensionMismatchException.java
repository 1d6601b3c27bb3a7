package dev.vicino;

/// A vector has another number of dimensions than the collection, or than the vector it is compared with.
public final class DimensionMismatchException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public DimensionMismatchException(String message) {
        super(message);
    }
}
