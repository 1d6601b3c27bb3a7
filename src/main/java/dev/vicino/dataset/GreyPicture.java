package dev.vicino.dataset;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;

/// A picture in grey.
///
/// @param luma times opacity, in [0, 1]
/// @param opacity in [0, 1]
@NullMarked
record GreyPicture(PixelPlane luma, PixelPlane opacity) {
    private static final int WORKING_SIDE = 1024;

    /// Large pictures shrink by a whole factor on the way in, which bounds memory and evens out a camera's noise.
    static GreyPicture of(BufferedImage image) {
        int factor = Math.ceilDiv(Math.max(image.getWidth(), image.getHeight()), WORKING_SIDE);
        int width = Math.ceilDiv(image.getWidth(), factor);
        int height = Math.ceilDiv(image.getHeight(), factor);
        float[] luma = new float[width * height];
        float[] opacity = new float[width * height];
        float[] counts = new float[width * height];
        float[] lumaRow = new float[image.getWidth()];
        float[] opacityRow = new float[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            readRow(image, y, lumaRow, opacityRow);
            for (int x = 0; x < lumaRow.length; x++) {
                int block = (y / factor) * width + x / factor;
                luma[block] += lumaRow[x] * opacityRow[x];
                opacity[block] += opacityRow[x];
                counts[block]++;
            }
        }
        for (int i = 0; i < counts.length; i++) {
            luma[i] /= counts[i];
            opacity[i] /= counts[i];
        }
        return new GreyPicture(new PixelPlane(width, height, luma), new PixelPlane(width, height, opacity));
    }

    private static void readRow(BufferedImage image, int y, float[] luma, float[] opacity) {
        Raster raster = image.getRaster();
        boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && image.getColorModel().getPixelSize() >= raster.getNumBands() * 8
                && (raster.getTransferType() == DataBuffer.TYPE_BYTE
                        || raster.getTransferType() == DataBuffer.TYPE_USHORT);
        if (grey) {
            // getRGB would take grey samples for linear light and brighten them; files mean them as they are.
            float most = raster.getTransferType() == DataBuffer.TYPE_BYTE ? 255f : 65535f;
            boolean alpha = raster.getNumBands() > 1;
            for (int x = 0; x < luma.length; x++) {
                luma[x] = raster.getSample(x, y, 0) / most;
                opacity[x] = alpha ? raster.getSample(x, y, 1) / most : 1;
            }
            return;
        }
        int[] row = image.getRGB(0, y, luma.length, 1, null, 0, luma.length);
        for (int x = 0; x < row.length; x++) {
            // Rec. 601, the luma of JPEG.
            luma[x] = (0.299f * (row[x] >> 16 & 255) + 0.587f * (row[x] >> 8 & 255) + 0.114f * (row[x] & 255)) / 255;
            opacity[x] = (row[x] >>> 24) / 255f;
        }
    }

    /// The background's grey: the border's median where the border is opaque; else the end of the scale that the
    /// opaque part stands out from, as a transparent picture is drawn to be laid on paper or on black.
    double background() {
        float[] border = luma.border();
        float[] borderOpacity = opacity.border();
        float[] solid = new float[border.length];
        int count = 0;
        for (int i = 0; i < border.length; i++) {
            if (borderOpacity[i] > 0.5) {
                solid[count++] = border[i] / borderOpacity[i];
            }
        }
        return 2 * count >= border.length
                ? DigitImage.quantile(Arrays.copyOf(solid, count), 0.5)
                : meanLuma() < 0.5 ? 1 : 0;
    }

    private double meanLuma() {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < luma.values().length; i++) {
            sum += luma.values()[i];
            weight += opacity.values()[i];
        }
        return weight == 0 ? 0 : sum / weight;
    }
}
