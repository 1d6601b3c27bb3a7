package dev.vicino.vae;

import java.util.Random;

/// The random numbers of a training, each stream derived from the seed, its purpose and the epoch.
///
/// An epoch that starts anew from a checkpoint draws the same numbers as one that ran through, so no generator's state
/// has to be kept. [Random] is used because its sequence of Gaussians is specified, and therefore the same on every
/// JDK.
final class RandomStreams {
    private static final int WEIGHTS = 1;
    private static final int ORDER = 2;
    private static final int NOISE = 3;
    private static final int VALIDATION_NOISE = 4;

    private final long seed;

    RandomStreams(long seed) {
        this.seed = seed;
    }

    /// For the initial weights.
    Random weights() {
        return stream(WEIGHTS, 0, 0);
    }

    /// For the order of the images in an epoch.
    Random order(int epoch) {
        return stream(ORDER, epoch, 0);
    }

    /// For one worker's noise in an epoch.
    Random noise(int epoch, int worker) {
        return stream(NOISE, epoch, worker);
    }

    /// For one worker's noise in validation: the same after every epoch, so that losses differ by the model alone.
    Random validationNoise(int worker) {
        return stream(VALIDATION_NOISE, 0, worker);
    }

    private Random stream(int purpose, int epoch, int worker) {
        return new Random(mix(mix(mix(mix(seed) + purpose) + epoch) + worker));
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): neighbouring inputs give unrelated seeds.
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
