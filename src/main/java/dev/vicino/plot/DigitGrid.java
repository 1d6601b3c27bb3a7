package dev.vicino.plot;

import java.awt.image.BufferedImage;
import java.nio.file.Path;

/// Digits side by side without a gap, as a latent manifold is shown, and a single digit enlarged.
public final class DigitGrid {
    private static final int GRID_FACTOR = 2;
    private static final int SINGLE_FACTOR = 10;

    private DigitGrid() {}

    /// Writes the digits row by row, each 56 × 56 pixels; cells that the last row lacks stay black.
    ///
    /// @param png is replaced if it exists; its folder is created if it does not
    /// @param images 784 floats in [0, 1] each, row-major, 1 is white
    /// @param columns digits in a row, at least 1
    /// @throws IllegalArgumentException if there is no image, or one is not of 784 floats, or columns is below 1
    /// @throws PlotException if the file cannot be written
    public static void write(Path png, float[][] images, int columns) {
        if (images.length == 0) {
            throw new IllegalArgumentException("a grid of no images; expected at least 1");
        }
        if (columns < 1) {
            throw new IllegalArgumentException("a grid of " + columns + " columns; expected at least 1");
        }
        write(png, images, columns, GRID_FACTOR);
    }

    /// Writes one digit, 280 × 280 pixels.
    ///
    /// @param png is replaced if it exists; its folder is created if it does not
    /// @param image 784 floats in [0, 1], row-major, 1 is white
    /// @throws IllegalArgumentException if the image is not of 784 floats
    /// @throws PlotException if the file cannot be written
    public static void writeSingle(Path png, float[] image) {
        write(png, new float[][] {image}, 1, SINGLE_FACTOR);
    }

    private static void write(Path png, float[][] images, int columns, int factor) {
        int cell = DigitRaster.SIDE * factor;
        int rows = Math.ceilDiv(images.length, columns);
        BufferedImage grid = new BufferedImage(columns * cell, rows * cell, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < images.length; i++) {
            int row = i / columns;
            DigitRaster.paint(
                    grid, DigitRaster.checked(images[i], "image " + i), (i % columns) * cell, row * cell, factor);
        }
        PngFile.write(png, grid);
    }
}
