package dev.vicino.transfer;

/// What was migrated is not what was there: the message names the collection, the item and the difference.
public final class MigrationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MigrationFailedException(String message) {
        super(message);
    }
}
