package dev.vicino.evaluation;

/// Hears how far a measurement is. Called by one thread at a time, never while a time is taken.
@FunctionalInterface
public interface Progress {
    /// Nobody listens.
    Progress NONE = (done, total) -> {};

    /// Tells the listener.
    ///
    /// @param done steps (searches or votes) so far; rises to `total`
    /// @param total steps in all, the same in every call
    void at(long done, long total);
}
