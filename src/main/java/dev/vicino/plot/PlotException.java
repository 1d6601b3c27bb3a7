package dev.vicino.plot;

/// A picture cannot be drawn or written; the message names the file or the missing piece of the machine, and the
/// remedy.
public final class PlotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlotException(String message, Throwable cause) {
        super(message, cause);
    }
}
