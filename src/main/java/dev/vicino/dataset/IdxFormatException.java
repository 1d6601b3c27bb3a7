package dev.vicino.dataset;

import java.io.IOException;

/// A file is no IDX file, or not the one that is expected; the message names file, offset and expectation.
public final class IdxFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    IdxFormatException(String message) {
        super(message);
    }
}
