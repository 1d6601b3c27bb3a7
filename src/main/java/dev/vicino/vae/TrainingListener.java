package dev.vicino.vae;

/// Is told how a training gets on. Called on the training's thread.
public interface TrainingListener {
    /// A step is done.
    ///
    /// @param epoch counted from 1
    /// @param step within the epoch, counted from 1
    /// @param steps of the epoch
    default void onStep(int epoch, int step, int steps) {}

    /// An epoch is done, and saved in the checkpoint if there is one.
    default void onEpoch(EpochReport report) {}
}
