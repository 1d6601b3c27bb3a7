package dev.vicino.plot;

import java.util.ArrayList;
import java.util.List;

/// Digits as text, without colours.
public final class TerminalImage {
    private static final String SHADES = " .:-=+*#%@";
    /// Indexed by upper pixel inked (1) plus lower pixel inked (2).
    private static final String HALF_BLOCKS = " ▀▄█";

    private TerminalImage() {}

    /// Draws a digit in 14 lines of 28 characters, each character being two pixels, one above the other: as half
    /// blocks, or by their mean in ten shades of ASCII.
    ///
    /// @param image784 784 floats in [0, 1], row-major, 1 is ink
    /// @param unicode whether the terminal shows block elements
    /// @return the lines, joined by `\n`, without one at the end
    /// @throws IllegalArgumentException if the image is not of 784 floats
    public static String render(float[] image784, boolean unicode) {
        DigitRaster.checked(image784, "the image");
        double threshold = unicode ? inkThreshold(image784) : 0;
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < DigitRaster.SIDE; y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < DigitRaster.SIDE; x++) {
                float upper = image784[y * DigitRaster.SIDE + x];
                float lower = image784[(y + 1) * DigitRaster.SIDE + x];
                line.append(
                        unicode
                                ? HALF_BLOCKS.charAt((upper > threshold ? 1 : 0) + (lower > threshold ? 2 : 0))
                                : shade((upper + lower) / 2));
            }
            lines.add(line.toString());
        }
        return String.join("\n", lines);
    }

    /// Puts drawings beside one another; shorter ones are filled up with spaces, and no line ends in one.
    ///
    /// @param images of lines joined by `\n`
    /// @param gap spaces between them, 0 or more
    /// @return the lines, joined by `\n`
    public static String sideBySide(List<String> images, int gap) {
        List<List<String>> columns =
                images.stream().map(image -> image.lines().toList()).toList();
        int height = columns.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < height; row++) {
            StringBuilder line = new StringBuilder();
            for (List<String> column : columns) {
                int width = column.stream().mapToInt(String::length).max().orElse(0);
                String text = row < column.size() ? column.get(row) : "";
                line.append(text).repeat(" ", width - text.length() + gap);
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join("\n", lines);
    }

    private static char shade(float value) {
        return SHADES.charAt(Math.round(Math.clamp(value, 0f, 1f) * (SHADES.length() - 1)));
    }

    /// Between the digit's own ink and ground: halfway up to its strongest pixel, so that a decoder's blurred digit
    /// shows its stroke and not its haze. Noise below a tenth is no ink.
    private static double inkThreshold(float[] image) {
        float strongest = 0;
        for (float value : image) {
            strongest = Math.max(strongest, value);
        }
        return Math.max(0.1, 0.45 * strongest);
    }
}
