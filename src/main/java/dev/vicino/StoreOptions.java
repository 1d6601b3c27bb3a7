package dev.vicino;

import java.util.Objects;

/// How a store is to behave while it is open. Nothing of it is kept on disk: each opening decides anew.
///
/// @param flushPolicy when changes become durable without being asked for
public record StoreOptions(FlushPolicy flushPolicy) {
    /// Flushes when told to, and at closing.
    public static final StoreOptions DEFAULT = new StoreOptions(FlushPolicy.manual());

    public StoreOptions {
        Objects.requireNonNull(flushPolicy, "flushPolicy");
    }

    /// These options with another flush policy.
    public StoreOptions flushPolicy(FlushPolicy policy) {
        return new StoreOptions(policy);
    }
}
