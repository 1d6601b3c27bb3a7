package dev.vicino.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class DigitPictureTest {
    private static final int RED = StripLayout.MISS.getRGB() & 0xffffff;
    private static final int WHITE = 0xffffff;

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_single_digit_is_enlarged_ten_times_with_its_very_greys() throws IOException {
        float[] ramp = new float[784];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i / 783f;
        }
        Path png = folder.resolve("single.png");
        DigitGrid.writeSingle(png, ramp);
        PictureFile picture = PictureFile.read(png);
        assertThat(picture.width()).isEqualTo(280);
        assertThat(picture.height()).isEqualTo(280);
        for (int i = 0; i < ramp.length; i++) {
            assertThat(picture.grey((i % 28) * 10 + 9, (i / 28) * 10)).isEqualTo(Math.round(255 * ramp[i]));
        }
    }

    @Test
    void a_grid_leaves_no_gap_and_fills_row_by_row() throws IOException {
        float[][] images = {filled(0.2f), filled(0.4f), filled(0.6f), filled(0.8f), filled(1)};
        Path png = folder.resolve("grid.png");
        DigitGrid.write(png, images, 3);
        PictureFile picture = PictureFile.read(png);
        assertThat(picture.width()).isEqualTo(3 * 56);
        assertThat(picture.height()).isEqualTo(2 * 56);
        assertThat(picture.grey(0, 0)).isEqualTo(51);
        assertThat(picture.grey(55, 55)).isEqualTo(51);
        assertThat(picture.grey(56, 0)).isEqualTo(102);
        assertThat(picture.grey(112, 55)).isEqualTo(153);
        assertThat(picture.grey(0, 56)).isEqualTo(204);
        assertThat(picture.grey(111, 111)).isEqualTo(255);
        assertThat(picture.grey(112, 56)).isEqualTo(0);
    }

    @Test
    void a_grid_refuses_what_it_cannot_lay_out() {
        Path png = folder.resolve("bad.png");
        assertThatThrownBy(() -> DigitGrid.write(png, new float[0][], 2)).hasMessageContaining("no images");
        assertThatThrownBy(() -> DigitGrid.write(png, new float[][] {filled(1)}, 0))
                .hasMessageContaining("0 columns");
        assertThatThrownBy(() -> DigitGrid.write(png, new float[][] {filled(1), new float[3]}, 2))
                .hasMessageContainingAll("image 1", "3 pixels", "784");
    }

    @Test
    void the_red_frame_is_around_the_miss_and_nowhere_else() throws IOException {
        DigitStrip.Cell cell = DigitStrip.Cell.of(filled(0.5f), "7", "0.1234");
        List<DigitStrip.Row> rows = List.of(
                new DigitStrip.Row("exact", cell, List.of(cell, cell, cell.missed(), cell)),
                new DigitStrip.Row("approximate", null, List.of(cell, cell, cell, cell)));
        Path png = folder.resolve("strip.png");
        DigitStrip.write(png, "Nearest", rows, "pictures are reconstructions");
        PictureFile picture = PictureFile.read(png);
        StripLayout layout = new StripLayout("Nearest", rows, "pictures are reconstructions");
        int left = layout.neighbourLeft(2);
        int top = layout.rowTop(0);
        int frame = StripLayout.FRAME;
        int red = picture.colours(left - frame, top - frame, 112 + 2 * frame, 112 + 2 * frame)
                .getOrDefault(RED, 0);
        assertThat(red).isEqualTo((112 + 2 * frame) * (112 + 2 * frame) - 112 * 112);
        assertThat(picture.colours().get(RED)).isEqualTo(red);
        assertThat(picture.rgb(left + 56, top + 56)).isEqualTo(0x808080);
    }

    @Test
    void the_query_stands_apart_and_neighbours_of_all_rows_are_aligned() throws IOException {
        DigitStrip.Cell cell = DigitStrip.Cell.of(filled(0));
        List<DigitStrip.Row> rows =
                List.of(new DigitStrip.Row("", cell, List.of(cell, cell)), new DigitStrip.Row("", null, List.of(cell)));
        Path png = folder.resolve("apart.png");
        DigitStrip.write(png, "", rows, "");
        PictureFile picture = PictureFile.read(png);
        StripLayout layout = new StripLayout("", rows, "");
        int gapBetween = layout.neighbourLeft(1) - layout.neighbourLeft(0) - 112;
        int gapAfterQuery = layout.neighbourLeft(0) - layout.queryLeft() - 112;
        assertThat(gapAfterQuery).isGreaterThan(2 * gapBetween);
        assertThat(picture.rgb(layout.queryLeft(), layout.rowTop(0))).isZero();
        assertThat(picture.rgb(layout.queryLeft(), layout.rowTop(1))).isEqualTo(WHITE);
        for (int row = 0; row < 2; row++) {
            assertThat(picture.rgb(layout.neighbourLeft(0), layout.rowTop(row))).isZero();
            assertThat(picture.rgb(layout.neighbourLeft(0) - 1, layout.rowTop(row)))
                    .isEqualTo(WHITE);
        }
    }

    @Test
    void captions_title_and_footnote_are_written_and_nothing_runs_out_of_the_picture() throws IOException {
        DigitStrip.Cell cell = DigitStrip.Cell.of(filled(0), "a very long file name that cannot fit.png", "12345.6789");
        List<DigitStrip.Row> rows = List.of(new DigitStrip.Row("one", cell, Collections.nCopies(3, cell)));
        String title = "A title that is a good deal wider than the four cells which are shown below it, by far";
        Path png = folder.resolve("captions.png");
        DigitStrip.write(png, title, rows, "a footnote");
        PictureFile picture = PictureFile.read(png);
        StripLayout layout = new StripLayout(title, rows, "a footnote");
        int top = layout.rowTop(0);
        assertThat(ink(picture, layout.neighbourLeft(1), top + 112 + 4, 112, 24))
                .isGreaterThan(50);
        assertThat(ink(picture, layout.neighbourLeft(1), top + 112 + 30, 112, 24))
                .isGreaterThan(50);
        // Between the captions of neighbours there is air.
        assertThat(ink(picture, layout.neighbourLeft(1) - 10, top + 112 + 4, 2, 50))
                .isZero();
        assertThat(ink(picture, 0, 0, picture.width(), 20)).isZero();
        assertThat(ink(picture, picture.width() - 20, 0, 20, picture.height())).isZero();
        assertThat(ink(picture, 28, picture.height() - 60, 100, 60)).isGreaterThan(50);
        assertThat(ink(picture, 0, picture.height() - 15, picture.width(), 15)).isZero();
    }

    @Test
    void a_cell_keeps_its_own_copy_and_refuses_a_third_line() {
        float[] image = filled(1);
        DigitStrip.Cell cell = DigitStrip.Cell.of(image);
        image[0] = 0;
        assertThat(cell.image()[0]).isEqualTo(1);
        assertThatThrownBy(() -> DigitStrip.Cell.of(filled(1), "a", "b", "c")).hasMessageContaining("3 lines");
        assertThatThrownBy(() -> DigitStrip.Cell.of(new float[10])).hasMessageContaining("10 pixels");
        assertThatThrownBy(() -> DigitStrip.write(folder.resolve("x.png"), "t", List.of(), ""))
                .hasMessageContaining("without cells");
    }

    private static int ink(PictureFile picture, int left, int top, int width, int height) {
        return picture.colours(left, top, width, height).entrySet().stream()
                .filter(entry -> entry.getKey() != WHITE)
                .mapToInt(entry -> entry.getValue())
                .sum();
    }

    private static float[] filled(float value) {
        float[] image = new float[784];
        Arrays.fill(image, value);
        return image;
    }
}
