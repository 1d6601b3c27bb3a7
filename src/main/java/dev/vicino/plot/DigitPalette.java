package dev.vicino.plot;

import java.awt.Color;
import java.util.List;

/// The colour of each digit: Petroff's ten (2021, arXiv:2107.02270), dealt so that the pairs which meet in the latent
/// space differ most, under full colour vision, protanopia and deuteranopia alike.
final class DigitPalette {
    private static final List<Color> COLOURS = List.of(
            new Color(0xb9ac70),
            new Color(0xa96b59),
            new Color(0xe76300),
            new Color(0x94a4a2),
            new Color(0x3f90da),
            new Color(0xffa90e),
            new Color(0x717581),
            new Color(0x92dadd),
            new Color(0x832db6),
            new Color(0xbd1f01));

    private DigitPalette() {}

    /// @param digit 0 to 9
    static Color of(int digit) {
        return COLOURS.get(digit);
    }

    /// The same colour, see-through.
    ///
    /// @param digit 0 to 9
    /// @param opacity 0 to 255
    static Color of(int digit, int opacity) {
        Color colour = of(digit);
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), opacity);
    }
}
