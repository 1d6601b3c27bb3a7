package dev.vicino;

/// A collection, or a snapshot, has a layout that this version of Vicino does not know. It is left as it is; the
/// message names the layout's version and the one that is known.
public final class FormatVersionException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public FormatVersionException(String message) {
        super(message);
    }
}
