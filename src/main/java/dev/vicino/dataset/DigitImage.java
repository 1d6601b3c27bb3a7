package dev.vicino.dataset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.NullMarked;

/// Makes an MNIST digit of any picture of one: dark or light ink, any colour, any size, with or without transparency.
///
/// The steps are MNIST's own (<http://yann.lecun.com/exdb/mnist/>): grey, background 0 and ink 1, cropped to the ink,
/// scaled with its aspect kept into 20×20 by area averaging (which is what makes MNIST's grey edges), and moved by
/// whole pixels so that the centre of mass lies on pixel (14, 14) of 28×28. An image of MNIST passes unchanged, but
/// for its faintest greys.
///
/// Needs no display and no fonts: all arithmetic is on arrays, none of it goes through Java2D.
@NullMarked
public final class DigitImage {
    /// Pixels on each side of the result.
    public static final int SIDE = 28;

    private static final int INK_SIDE = 20;
    private static final long MOST_PIXELS = 64_000_000;
    private static final double LEAST_CONTRAST = 0.1;
    private static final double LEAST_NOISE = 0.05;
    private static final float SURE_INK = 0.3f;
    private static final double MOST_NOISE = 0.4;
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");

    private DigitImage() {}

    /// Reads the first picture of a PNG, JPEG, GIF or BMP file and converts it.
    ///
    /// @return 784 floats in [0, 1], row-major, 0 the background and 1 the ink
    /// @throws DigitImageException if the file cannot be read, is of another format, holds more than 64 million pixels
    ///     (found out before any is decoded) or no ink
    public static float[] read(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return read(bytes, "'" + file + "'");
        } catch (NoSuchFileException missing) {
            throw new DigitImageException("'" + file + "' does not exist; expected an image file", missing);
        } catch (IOException broken) {
            throw unreadable("'" + file + "'", broken);
        }
    }

    /// Reads the first picture of what a PNG, JPEG, GIF or BMP file holds, and converts it.
    ///
    /// @param file its content
    /// @param name for messages
    /// @return 784 floats in [0, 1], row-major, 0 the background and 1 the ink
    /// @throws DigitImageException as [#read(Path)] does
    public static float[] read(byte[] file, String name) {
        try {
            return read(new ByteArrayInputStream(file), name);
        } catch (IOException broken) {
            throw unreadable(name, broken);
        }
    }

    private static DigitImageException unreadable(String name, IOException broken) {
        return new DigitImageException(
                name + " cannot be read as an image: " + broken.getMessage() + "; expected a whole"
                        + " PNG, JPEG, GIF or BMP file",
                broken);
    }

    private static float[] read(InputStream bytes, String name) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                        reader.setInput(input, true, true);
                        return convert(decode(reader, name), name);
                    }
                } finally {
                    reader.dispose();
                }
            }
        }
        throw new DigitImageException(name + " is of no known image format; expected a PNG, JPEG, GIF or BMP file");
    }

    /// Converts a picture that is already decoded.
    ///
    /// @return 784 floats in [0, 1], row-major, 0 the background and 1 the ink
    /// @throws DigitImageException if it shows no ink
    public static float[] convert(BufferedImage image) {
        return convert(image, "the image");
    }

    private static float[] convert(BufferedImage image, String name) {
        Ink ink = Ink.of(GreyPicture.of(image), name);
        return centred(ink.cropped());
    }

    private static BufferedImage decode(ImageReader reader, String name) throws IOException {
        try {
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > MOST_PIXELS) {
                throw new DigitImageException(name + " is " + width + " × " + height
                        + " pixels large; expected at most " + MOST_PIXELS / 1_000_000 + " million pixels");
            }
            return reader.read(0);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException malformed) {
            // The JDK's readers trip over some malformed files in these ways instead of reporting them.
            throw new IOException("malformed (" + malformed.getMessage() + ")", malformed);
        }
    }

    /// Places ink of at most 20×20 so that its centre of mass comes to pixel (14, 14), as far as it stays inside.
    private static float[] centred(PixelPlane ink) {
        double mass = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < ink.values().length; i++) {
            mass += ink.values()[i];
            x += ink.values()[i] * (i % ink.width());
            int row = i / ink.width();
            y += ink.values()[i] * row;
        }
        int left = offset(x / mass, ink.width());
        int top = offset(y / mass, ink.height());
        float[] digit = new float[SIDE * SIDE];
        for (int row = 0; row < ink.height(); row++) {
            System.arraycopy(ink.values(), row * ink.width(), digit, (top + row) * SIDE + left, ink.width());
        }
        return digit;
    }

    private static int offset(double centre, int length) {
        // Halves round down: MNIST's centres of mass lie in [13.5, 14.5).
        int nearest = (int) Math.ceil(SIDE / 2.0 - centre - 0.5 - 1e-6);
        return Math.clamp(nearest, 0, SIDE - length);
    }

    /// How far each pixel stands out from the background, 1 being full ink.
    private record Ink(PixelPlane strength) {
        static Ink of(GreyPicture grey, String name) {
            double background = grey.background();
            float[] luma = grey.luma().values().clone();
            double lightest = background;
            double darkest = background;
            for (int i = 0; i < luma.length; i++) {
                luma[i] += (float) ((1 - grey.opacity().values()[i]) * background);
                lightest = Math.max(lightest, luma[i]);
                darkest = Math.min(darkest, luma[i]);
            }
            // The ink is whatever lies farther from the background, so that it may be light on dark or dark on light.
            double sign = lightest - background >= background - darkest ? 1 : -1;
            double contrast = Math.max(lightest - background, background - darkest);
            if (contrast < LEAST_CONTRAST) {
                throw new DigitImageException(String.format(
                        Locale.ROOT,
                        "%s is blank: its strongest contrast is %.0f %%; expected ink that differs from the"
                                + " background by %.0f %% at least",
                        name,
                        100 * contrast,
                        100 * LEAST_CONTRAST));
            }
            for (int i = 0; i < luma.length; i++) {
                luma[i] = (float) Math.max(0, sign * (luma[i] - background));
            }
            double full = fullInk(luma, contrast);
            for (int i = 0; i < luma.length; i++) {
                luma[i] = (float) Math.min(1, luma[i] / full);
            }
            return new Ink(new PixelPlane(grey.luma().width(), grey.luma().height(), luma));
        }

        /// A high quantile of the strong pixels rather than the strongest, which may be a speck of noise.
        private static double fullInk(float[] ink, double contrast) {
            float[] strong = new float[ink.length];
            int count = 0;
            for (float value : ink) {
                if (value >= contrast / 2) {
                    strong[count++] = value;
                }
            }
            return quantile(Arrays.copyOf(strong, count), 0.9);
        }

        /// Cuts out the ink, scales it into 20×20 and lets the strongest pixel be 1 again: a hairline's averages are
        /// faint.
        PixelPlane cropped() {
            float noise = (float) Math.clamp(3 * quantile(strength.border(), 0.75), LEAST_NOISE, MOST_NOISE);
            float[] clean = strength.values().clone();
            for (int i = 0; i < clean.length; i++) {
                clean[i] = clean[i] < noise ? 0 : clean[i];
            }
            PixelPlane ink = new PixelPlane(strength.width(), strength.height(), clean);
            // Around ink that will shrink, a faint rim is antialiasing or JPEG's ringing; in small ink it is shape.
            PixelPlane sure = ink.croppedTo(Math.max(noise, SURE_INK));
            PixelPlane cut = Math.max(sure.width(), sure.height()) > INK_SIDE + 4 ? sure : ink.croppedTo(noise);
            double scale = (double) INK_SIDE / Math.max(cut.width(), cut.height());
            PixelPlane scaled = cut.scaledAndTurned(Math.max(1, (int) Math.round(cut.width() * scale)))
                    .scaledAndTurned(Math.max(1, (int) Math.round(cut.height() * scale)));
            float peak = 0;
            for (float value : scaled.values()) {
                peak = Math.max(peak, value);
            }
            for (int i = 0; i < scaled.values().length; i++) {
                scaled.values()[i] /= peak;
            }
            return scaled;
        }
    }

    static double quantile(float[] values, double share) {
        Arrays.sort(values);
        return values[(int) (share * (values.length - 1))];
    }
}
