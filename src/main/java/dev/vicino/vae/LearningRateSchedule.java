package dev.vicino.vae;

/// How the learning rate moves during training.
public enum LearningRateSchedule {
    /// The peak rate from the first step to the last.
    CONSTANT {
        @Override
        double factor(double progress) {
            return 1;
        }
    },

    /// From the peak rate down half a cosine to zero (Loshchilov and Hutter, arXiv:1608.03983, without restarts).
    COSINE {
        @Override
        double factor(double progress) {
            // StrictMath gives every machine the same bits, and so the same model for a seed.
            return 0.5 * (1 + StrictMath.cos(Math.PI * progress));
        }
    };

    /// The share of the peak rate.
    ///
    /// @param progress share of all steps that are done, 0 to 1
    abstract double factor(double progress);
}
