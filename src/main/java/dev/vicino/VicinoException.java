package dev.vicino;

import org.jspecify.annotations.Nullable;

/// The root of what the store throws of its own. Each message names the value, what was expected, and the place.
public abstract sealed class VicinoException extends RuntimeException
        permits CollectionExistsException,
                CorruptStoreException,
                DimensionMismatchException,
                FilterSyntaxException,
                FormatVersionException,
                InvalidVectorException,
                NoGraphException,
                NoSuchCollectionException,
                NoSuchItemException,
                NoTextIndexException,
                PayloadTypeException,
                ReadOnlyStoreException,
                SpecMismatchException,
                StoreLockedException,
                StoreUnavailableException,
                UndeclaredMetricException,
                UpsertStoppedException {
    private static final long serialVersionUID = 1L;

    VicinoException(String message) {
        super(message);
    }

    VicinoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
