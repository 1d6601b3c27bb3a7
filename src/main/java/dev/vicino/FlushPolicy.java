package dev.vicino;

import java.time.Duration;

/// When a store makes changes durable by itself. Whatever the policy, [VectorCollection#flush] does so at once, and
/// closing the store does so at the end; what was not flushed when a process dies is gone as a whole.
///
/// A flush costs a few forced writes (some milliseconds on a local disk) and leaves a segment of its own, to be merged
/// later; so many small flushes make writing slower.
public sealed interface FlushPolicy {
    /// Never by itself: the application says what belongs together. The default, because only then does an equal
    /// sequence of calls leave an equal index, and no flush comes between two changes that are one to the application.
    record Manual() implements FlushPolicy {}

    /// As soon as this many changes have gathered in a collection, before the call that made the last of them returns.
    /// Each item put in is a change, and each that is taken out; a batch is never cut, so more may gather.
    ///
    /// @param changes at least 1
    record EveryChanges(long changes) implements FlushPolicy {
        public EveryChanges {
            if (changes < 1) {
                throw new IllegalArgumentException("a flush every " + changes + " changes; expected at least 1");
            }
        }
    }

    /// In the background, this long after the last such flush, in the collections that have changed. A process that
    /// dies loses at most this much time, and what the flush itself takes. A failure is thrown by the next call to the
    /// collection that could not be flushed, or by closing the store if that cannot flush it either.
    ///
    /// @param pause at least a millisecond
    record Interval(Duration pause) implements FlushPolicy {
        public Interval {
            if (pause.compareTo(Duration.ofMillis(1)) < 0) {
                throw new IllegalArgumentException("a flush every " + pause + "; expected at least a millisecond");
            }
        }
    }

    /// Only when the application asks for it.
    static FlushPolicy manual() {
        return new Manual();
    }

    /// After so many changes of a collection.
    static FlushPolicy everyChanges(long changes) {
        return new EveryChanges(changes);
    }

    /// In the background, at this distance in time.
    static FlushPolicy interval(Duration pause) {
        return new Interval(pause);
    }
}
