package dev.vicino;

/// A search names a metric that its collection does not declare.
public final class UndeclaredMetricException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public UndeclaredMetricException(String message) {
        super(message);
    }
}
