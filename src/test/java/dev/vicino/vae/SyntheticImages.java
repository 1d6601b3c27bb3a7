package dev.vicino.vae;

import java.util.SplittableRandom;

/// Small sets of images that a network can learn: one of four bright bars on black, with uneven ink.
final class SyntheticImages {
    private SyntheticImages() {}

    /// Images one after the other, the same for a seed.
    static float[] of(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] images = new float[count * VaeModel.PIXELS];
        for (int image = 0; image < count; image++) {
            int bar = random.nextInt(4);
            for (int row = 4; row < 24; row++) {
                for (int column = 4 + 5 * bar; column < 8 + 5 * bar; column++) {
                    images[image * VaeModel.PIXELS + row * 28 + column] = 0.5f + 0.5f * (float) random.nextDouble();
                }
            }
        }
        return images;
    }
}
