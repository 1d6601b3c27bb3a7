package dev.vicino;

/// A stream of items was put in up to one that is refused; the cause says why. What was before it is in.
public final class UpsertStoppedException extends VicinoException {
    private static final long serialVersionUID = 1L;

    private final long stored;

    /// @param stored items that are in
    public UpsertStoppedException(String message, long stored, Throwable cause) {
        super(message, cause);
        this.stored = stored;
    }

    /// Items of the stream that are in: all that came before the one that was refused.
    public long stored() {
        return stored;
    }
}
