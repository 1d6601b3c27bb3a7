package dev.vicino.plot;

import java.awt.image.BufferedImage;

/// The pixels of digits, enlarged by a whole factor.
final class DigitRaster {
    static final int SIDE = 28;
    static final int PIXELS = SIDE * SIDE;

    private DigitRaster() {}

    /// Paints the digit with its upper left corner at (left, top), 0 as black and 1 as white, each pixel as a square.
    ///
    /// @param digit 784 floats, row-major; what lies outside [0, 1] is painted as its nearer end
    static void paint(BufferedImage image, float[] digit, int left, int top, int factor) {
        boolean grey = image.getRaster().getNumBands() == 1;
        for (int y = 0; y < SIDE * factor; y++) {
            for (int x = 0; x < SIDE * factor; x++) {
                float value = digit[(y / factor) * SIDE + x / factor];
                int level = Math.round(255 * Math.clamp(value, 0f, 1f));
                if (grey) {
                    // Past the colour model, which would take the sample for linear light.
                    image.getRaster().setSample(left + x, top + y, 0, level);
                } else {
                    image.setRGB(left + x, top + y, 0xff000000 | level * 0x010101);
                }
            }
        }
    }

    /// @throws IllegalArgumentException naming the image, if it is not one of 28 × 28
    static float[] checked(float[] digit, String name) {
        if (digit.length != PIXELS) {
            throw new IllegalArgumentException(
                    name + " has " + digit.length + " pixels; expected " + PIXELS + " (28 × 28)");
        }
        return digit;
    }
}
