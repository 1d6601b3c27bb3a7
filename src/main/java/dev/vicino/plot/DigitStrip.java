package dev.vicino.plot;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A figure of digits in rows: what was asked for, then what was found, each with a caption.
public final class DigitStrip {
    private DigitStrip() {}

    /// One digit of a row.
    ///
    /// @param image 784 floats in [0, 1], row-major, 1 is white; copied
    /// @param caption lines below it, at most two: a label, a value
    /// @param miss whether a red frame marks it, as an exact neighbour that the approximate answer missed
    public record Cell(float[] image, List<String> caption, boolean miss) {
        public Cell {
            image = DigitRaster.checked(image, "the cell's image").clone();
            caption = List.copyOf(caption);
            if (caption.size() > 2) {
                throw new IllegalArgumentException(
                        "caption " + caption + " has " + caption.size() + " lines; expected at most 2");
            }
        }

        /// A cell without a frame.
        public static Cell of(float[] image, String... caption) {
            return new Cell(image, List.of(caption), false);
        }

        /// The same cell in a red frame.
        public Cell missed() {
            return new Cell(image, caption, true);
        }
    }

    /// One row.
    ///
    /// @param title at its left; empty for none
    /// @param query the first cell, set apart from the others; null for none
    /// @param neighbours the nearest first
    public record Row(String title, @Nullable Cell query, List<Cell> neighbours) {
        public Row {
            neighbours = List.copyOf(neighbours);
        }
    }

    /// Writes the figure; it is as wide as its longest row asks for.
    ///
    /// @param png is replaced if it exists; its folder is created if it does not
    /// @param title above the rows; empty for none
    /// @param rows at least one, with at least one cell among them
    /// @param footnote below the rows, as where the pictures come from; empty for none
    /// @throws IllegalArgumentException if there is no cell to show
    /// @throws PlotException if the file cannot be written, or the machine has no fonts
    public static void write(Path png, String title, List<Row> rows, String footnote) {
        if (rows.stream()
                .allMatch(row -> row.query() == null && row.neighbours().isEmpty())) {
            throw new IllegalArgumentException("a strip without cells; expected at least 1");
        }
        PngFile.write(png, new StripLayout(title, rows, footnote).painted());
    }
}
