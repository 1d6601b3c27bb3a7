package dev.vicino;

/// The root of what the store throws of its own. Each message names the value, what was expected, and the place.
public abstract sealed class VicinoException extends RuntimeException
        permits CollectionExistsException,
                CorruptStoreException,
                DimensionMismatchException,
                FilterSyntaxException,
                InvalidVectorException,
                NoSuchCollectionException,
                NoSuchItemException,
                PayloadTypeException,
                ReadOnlyStoreException,
                SpecMismatchException,
                StoreLockedException,
                UndeclaredMetricException,
                UpsertStoppedException {
    private static final long serialVersionUID = 1L;

    VicinoException(String message) {
        super(message);
    }

    VicinoException(String message, Throwable cause) {
        super(message, cause);
    }
}
