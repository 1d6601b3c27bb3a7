package dev.vicino;

/// A walk was asked of a collection that has no graph for the metric: so few items are compared as fast.
public final class NoGraphException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public NoGraphException(String message) {
        super(message);
    }
}
