package dev.vicino.plot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullMarked;

/// A written picture, decoded again.
@NullMarked
record PictureFile(BufferedImage image) {
    static PictureFile read(Path png) throws IOException {
        return new PictureFile(ImageIO.read(png.toFile()));
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    int rgb(int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }

    /// The sample of a grey picture as the file has it.
    int grey(int x, int y) {
        return image.getRaster().getSample(x, y, 0);
    }

    /// How many pixels of the rectangle have each colour.
    Map<Integer, Integer> colours(int left, int top, int width, int height) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                counts.merge(rgb(x, y), 1, Integer::sum);
            }
        }
        return counts;
    }

    Map<Integer, Integer> colours() {
        return colours(0, 0, width(), height());
    }

    /// The mean row of the pixels of a colour.
    double meanY(int colour, int left, int width) {
        long sum = 0;
        long count = 0;
        for (int y = 0; y < height(); y++) {
            for (int x = left; x < left + width; x++) {
                if (rgb(x, y) == colour) {
                    sum += y;
                    count++;
                }
            }
        }
        return (double) sum / count;
    }

    /// The mean column of the pixels of a colour.
    double meanX(int colour, int left, int width) {
        long sum = 0;
        long count = 0;
        for (int y = 0; y < height(); y++) {
            for (int x = left; x < left + width; x++) {
                if (rgb(x, y) == colour) {
                    sum += x;
                    count++;
                }
            }
        }
        return (double) sum / count;
    }
}
