package dev.vicino;

import java.util.Objects;

/// How a store is to behave while it is open. Nothing of it is kept on disk: each opening decides anew.
///
/// @param flushPolicy when changes become durable without being asked for
/// @param recallSampling the share of the time spent on searching that may be added, in the background, by holding some
///     of the approximate answers against the exact ones, in [0, 1]; what comes of it is in
///     [CollectionStats#searches]. 0: no sampling
/// @param calibration hears how far a calibration is (see [VectorCollection#calibrate]), which the first search for a
///     recall has to wait for
public record StoreOptions(FlushPolicy flushPolicy, double recallSampling, ProgressListener calibration) {
    /// Flushes when told to, and at closing; samples recall for a hundredth of the time; nobody hears of calibrations.
    public static final StoreOptions DEFAULT = new StoreOptions(FlushPolicy.manual(), 0.01, ProgressListener.NONE);

    public StoreOptions {
        Objects.requireNonNull(flushPolicy, "flushPolicy");
        Objects.requireNonNull(calibration, "calibration");
        if (!(recallSampling >= 0 && recallSampling <= 1)) {
            throw new IllegalArgumentException("recall sampling is " + recallSampling + "; expected 0 to 1");
        }
    }

    /// These options with another flush policy.
    public StoreOptions flushPolicy(FlushPolicy policy) {
        return new StoreOptions(policy, recallSampling, calibration);
    }

    /// These options with another share of the time for sampling recall.
    public StoreOptions recallSampling(double share) {
        return new StoreOptions(flushPolicy, share, calibration);
    }

    /// These options with another listener to calibrations.
    public StoreOptions calibration(ProgressListener listener) {
        return new StoreOptions(flushPolicy, recallSampling, listener);
    }
}
