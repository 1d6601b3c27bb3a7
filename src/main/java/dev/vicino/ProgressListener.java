package dev.vicino;

/// Hears how far a long task on a store is. It is called on the task's own thread, often: it should return at once.
@FunctionalInterface
public interface ProgressListener {
    /// Hears nothing.
    ProgressListener NONE = (stage, done, total) -> {};

    /// So much of a stage is done.
    ///
    /// @param stage what is being done, for instance `reading the files of 'digits'`
    /// @param done steps of this stage
    /// @param total steps of this stage, at least `done`
    void at(String stage, long done, long total);
}
