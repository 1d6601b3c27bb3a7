package dev.vicino;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// How a stream of items is put in.
///
/// @param batchSize items that are taken from the stream and put in at a time, at least 1: so many are held in memory
/// @param onRefused what becomes of the rest when an item is refused
/// @param progress told after each batch, in the thread that puts the items in
public record UpsertOptions(int batchSize, OnRefused onRefused, Consumer<Progress> progress) {
    /// Batches of 1000, stopping at the first item that is refused, telling nobody.
    public static final UpsertOptions DEFAULT = new UpsertOptions(1000, OnRefused.STOP, unheard -> {});

    public UpsertOptions {
        if (batchSize < 1) {
            throw new IllegalArgumentException("the batch size is " + batchSize + "; expected at least 1");
        }
        Objects.requireNonNull(onRefused, "onRefused");
        Objects.requireNonNull(progress, "progress");
    }

    /// What becomes of the rest when an item is refused.
    public enum OnRefused {
        /// What came before it stays in, nothing after it is taken, and [UpsertStoppedException] says so.
        STOP,
        /// It is left out and listed in the [UpsertReport].
        SKIP
    }

    /// How far it is.
    ///
    /// @param stored items that are in
    /// @param refused items that were left out
    /// @param total items of the whole stream, if it knows
    /// @param took since the start
    public record Progress(long stored, long refused, OptionalLong total, Duration took) {
        /// Items stored in a second, since the start.
        public double perSecond() {
            return stored / Math.max(1e-9, took.toNanos() / 1e9);
        }
    }

    /// These options with batches of another size.
    public UpsertOptions batchSize(int items) {
        return new UpsertOptions(items, onRefused, progress);
    }

    /// These options with another answer to an item that is refused.
    public UpsertOptions onRefused(OnRefused answer) {
        return new UpsertOptions(batchSize, answer, progress);
    }

    /// These options with someone who is told how far it is.
    public UpsertOptions progress(Consumer<Progress> listener) {
        return new UpsertOptions(batchSize, onRefused, listener);
    }
}
