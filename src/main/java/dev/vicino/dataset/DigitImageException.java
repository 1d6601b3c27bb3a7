package dev.vicino.dataset;

import org.jspecify.annotations.NullMarked;

/// A picture cannot become a digit: it cannot be read, is of another format, too large, or shows no ink. The message
/// names the file and what was expected of it.
@NullMarked
public final class DigitImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DigitImageException(String message) {
        super(message);
    }

    DigitImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
