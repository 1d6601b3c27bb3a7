package dev.vicino.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;

/// Text in pictures: the fonts, and whether this machine has any.
final class Lettering {
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Lettering() {}

    /// The sans-serif font of a size.
    ///
    /// @throws PlotException if the machine has no usable font
    static Font plain(int size) {
        return probed(new Font(Font.SANS_SERIF, Font.PLAIN, size));
    }

    /// The bold sans-serif font of a size.
    ///
    /// @throws PlotException if the machine has no usable font
    static Font bold(int size) {
        return probed(new Font(Font.SANS_SERIF, Font.BOLD, size));
    }

    /// Pixels from the start of the text to its end.
    static int width(String text, Font font) {
        return (int) Math.ceil(font.getStringBounds(text, CONTEXT).getWidth());
    }

    /// The text in the largest font, of the given size or smaller, in which it fits the width; but legible, so that a
    /// text which is far too long is cut off with an ellipsis.
    static Fitted fit(String text, Font font, int width) {
        Font fitting = font;
        float least = Math.min(font.getSize2D(), 11);
        while (width(text, fitting) > width && fitting.getSize2D() - 1 >= least) {
            fitting = fitting.deriveFont(fitting.getSize2D() - 1);
        }
        String shown = text;
        while (width(shown, fitting) > width && shown.length() > 1) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length() - (shown.endsWith("…") ? 1 : 0), -1))
                    + "…";
        }
        return new Fitted(shown, fitting);
    }

    /// Smooth shapes and letters, placed at exact positions.
    static Graphics2D smooth(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return graphics;
    }

    /// AWT loads its fonts at the first measurement and, where there are none, fails there with whatever its innards
    /// throw: a RuntimeException, an InternalError, a missing library, and at the second attempt a missing class.
    private static Font probed(Font font) {
        try {
            if (font.getStringBounds("0", CONTEXT).getWidth() > 0) {
                return font;
            }
        } catch (RuntimeException | LinkageError | InternalError failure) {
            throw noFonts(failure);
        }
        throw noFonts(new IllegalStateException("text has no width in " + font));
    }

    private static PlotException noFonts(Throwable cause) {
        return new PlotException(
                "this machine has no fonts, so no picture with text can be drawn; expected fontconfig and a font, such"
                        + " as the packages 'fontconfig' and 'fonts-dejavu-core' on Debian or Ubuntu",
                cause);
    }

    /// @param text as it is shown
    /// @param font to show it in
    record Fitted(String text, Font font) {}
}
