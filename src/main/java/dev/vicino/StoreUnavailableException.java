package dev.vicino;

import org.jspecify.annotations.Nullable;

/// A store on other machines does not answer, or refuses what it is asked. Whether a change that was under way has been
/// made is not known; making it again does no harm.
public final class StoreUnavailableException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
