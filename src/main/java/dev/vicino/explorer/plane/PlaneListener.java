package dev.vicino.explorer.plane;

/// Hears how far a layout is.
///
/// It is called on the thread that asked for the layout, some times a second. What it throws ends the work, and is
/// thrown from there: so a layout that nobody waits for any more is cancelled.
@FunctionalInterface
public interface PlaneListener {
    /// Hears nothing.
    PlaneListener NONE = (stage, fraction, secondsLeft) -> {};

    /// So much is done.
    ///
    /// @param stage what is being done, for instance `neighbours`
    /// @param fraction of all stages together, in [0, 1]; never falls
    /// @param secondsLeft for the rest, as estimated; infinite as long as that cannot be told
    void at(String stage, double fraction, double secondsLeft);
}
