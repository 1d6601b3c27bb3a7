package dev.vicino.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class ChartTest {
    private static final int BLUE = 0x0072b2;
    private static final int VERMILION = 0xd55e00;

    @TempDir
    Path folder = Path.of("");

    @Test
    void the_scatter_shows_ten_thousand_points_with_every_digits_colour_in_its_key() throws IOException {
        Random random = new Random(3);
        float[][] points = new float[10_000][];
        int[] labels = new int[10_000];
        for (int i = 0; i < points.length; i++) {
            labels[i] = i % 10;
            points[i] = new float[] {
                (float) (3 * Math.cos(labels[i]) + random.nextGaussian()), (float) (labels[i] + random.nextGaussian())
            };
        }
        Path png = folder.resolve("scatter.png");
        LatentScatter.write(png, "Latent space", points, labels);
        PictureFile picture = PictureFile.read(png);
        assertThat(picture.width()).isEqualTo(1600);
        assertThat(picture.height()).isEqualTo(1200);
        Map<Integer, Integer> key = picture.colours(1450, 0, 150, 1200);
        for (int digit = 0; digit < 10; digit++) {
            // A disc of radius 16 has about 800 pixels.
            assertThat(key.get(rgb(digit))).as("key of digit %d", digit).isBetween(650, 900);
        }
        long painted = picture.colours(150, 100, 1280, 950).entrySet().stream()
                .filter(entry -> entry.getKey() != 0xffffff)
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertThat(painted).isGreaterThan(150_000);
    }

    /// The names' rings have the digits' opaque colours and stand at the medians.
    @Test
    void the_scatter_puts_a_digit_where_its_points_are_and_y_grows_upward() throws IOException {
        float[][] points = {{-5, -5}, {-5, -4.9f}, {-4.9f, -5}, {5, 5}, {5, 5.1f}, {5.1f, 5}};
        Path png = folder.resolve("corners.png");
        LatentScatter.write(png, "Two corners", points, new int[] {1, 1, 1, 9, 9, 9});
        PictureFile picture = PictureFile.read(png);
        assertThat(picture.meanX(rgb(1), 0, 1400)).isLessThan(300);
        assertThat(picture.meanY(rgb(1), 0, 1400)).isGreaterThan(900);
        assertThat(picture.meanX(rgb(9), 0, 1400)).isGreaterThan(1200);
        assertThat(picture.meanY(rgb(9), 0, 1400)).isLessThan(300);
        assertThat(picture.colours(1450, 0, 150, 1200)).doesNotContainKey(rgb(4));
    }

    /// Two digits, thick on one square: drawn digit by digit, little but the last would be seen.
    @Test
    void no_digit_hides_another_where_they_overlap() throws IOException {
        Random random = new Random(5);
        float[][] points = new float[4000][];
        int[] labels = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            labels[i] = i % 2 == 0 ? 2 : 8;
            points[i] = new float[] {random.nextFloat(), random.nextFloat()};
        }
        Path png = folder.resolve("overlap.png");
        LatentScatter.write(png, "Overlap", points, labels);
        long orange = 0;
        long purple = 0;
        for (Map.Entry<Integer, Integer> entry :
                PictureFile.read(png).colours(300, 200, 1000, 800).entrySet()) {
            int red = entry.getKey() >> 16 & 255;
            int blue = entry.getKey() & 255;
            orange += red > blue + 40 ? entry.getValue() : 0;
            purple += blue > red + 20 ? entry.getValue() : 0;
        }
        assertThat((double) orange / purple).isBetween(0.5, 2.0);
    }

    @Test
    void the_scatter_names_the_point_it_cannot_show() {
        Path png = folder.resolve("bad.png");
        assertThatThrownBy(() -> LatentScatter.write(png, "t", new float[][] {{1, 2}, {Float.NaN, 1}}, new int[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("point 1", "NaN");
        assertThatThrownBy(() -> LatentScatter.write(png, "t", new float[][] {{1, 2}}, new int[] {10}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("label 0", "10", "0 to 9");
        assertThatThrownBy(() -> LatentScatter.write(png, "t", new float[][] {{1, 2}}, new int[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("1 points", "2 labels");
        assertThat(png).doesNotExist();
    }

    @Test
    void the_recall_plot_draws_the_faster_curve_higher_and_the_better_point_farther_right() throws IOException {
        SequencedMap<String, List<RecallPlot.Point>> curves = new LinkedHashMap<>();
        curves.put("fast", List.of(new RecallPlot.Point(0.9, 9000), new RecallPlot.Point(0.91, 8000)));
        curves.put("slow", List.of(new RecallPlot.Point(0.99, 90), new RecallPlot.Point(0.98, 100)));
        Path png = folder.resolve("recall.png");
        RecallPlot.write(png, "Recall", curves);
        PictureFile picture = PictureFile.read(png);
        assertThat(picture.width()).isEqualTo(1600);
        assertThat(picture.height()).isEqualTo(1000);
        assertThat(picture.meanY(BLUE, 0, 1300)).isLessThan(picture.meanY(VERMILION, 0, 1300) - 300);
        assertThat(picture.meanX(BLUE, 0, 1300)).isLessThan(picture.meanX(VERMILION, 0, 1300) - 300);
    }

    /// On a logarithmic axis 1,000 lies halfway between 100 and 10,000.
    @Test
    void the_speed_axis_is_logarithmic() throws IOException {
        SequencedMap<String, List<RecallPlot.Point>> curves = new LinkedHashMap<>();
        curves.put("low", List.of(new RecallPlot.Point(0.5, 100)));
        curves.put("middle", List.of(new RecallPlot.Point(0.5, 1000)));
        curves.put("high", List.of(new RecallPlot.Point(0.5, 10_000)));
        Path png = folder.resolve("logarithmic.png");
        RecallPlot.write(png, "Decades", curves);
        PictureFile picture = PictureFile.read(png);
        double low = picture.meanY(BLUE, 0, 1300);
        double middle = picture.meanY(VERMILION, 0, 1300);
        double high = picture.meanY(0x009e73, 0, 1300);
        assertThat(low - middle).isBetween(middle - high - 12, middle - high + 12);
    }

    @Test
    void a_recall_plot_of_one_perfect_point_is_drawn() throws IOException {
        SequencedMap<String, List<RecallPlot.Point>> curves = new LinkedHashMap<>();
        curves.put("exact", List.of(new RecallPlot.Point(1, 1900)));
        Path png = folder.resolve("perfect.png");
        RecallPlot.write(png, "Perfect", curves);
        assertThat(PictureFile.read(png).colours(0, 0, 1600, 300).get(BLUE)).isGreaterThan(100);
    }

    @Test
    void the_recall_plot_refuses_what_is_no_measurement() {
        assertThatThrownBy(() -> new RecallPlot.Point(1.2, 10)).hasMessageContaining("1.2");
        assertThatThrownBy(() -> new RecallPlot.Point(Double.NaN, 10)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new RecallPlot.Point(1, 0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> RecallPlot.write(folder.resolve("none.png"), "t", new LinkedHashMap<>()))
                .hasMessageContaining("0 curves");
        SequencedMap<String, List<RecallPlot.Point>> empty = new LinkedHashMap<>();
        empty.put("cosine", List.of());
        assertThatThrownBy(() -> RecallPlot.write(folder.resolve("empty.png"), "t", empty))
                .hasMessageContaining("'cosine'");
    }

    @Test
    void the_loss_plot_draws_both_curves_falling() throws IOException {
        double[] train =
                IntStream.range(0, 50).mapToDouble(i -> 130 + 60.0 / (i + 1)).toArray();
        double[] validation =
                IntStream.range(0, 50).mapToDouble(i -> 140 + 30.0 / (i + 1)).toArray();
        Path png = folder.resolve("loss.png");
        LossPlot.write(png, "Loss", train, validation);
        PictureFile picture = PictureFile.read(png);
        assertThat(picture.width()).isEqualTo(1600);
        assertThat(picture.height()).isEqualTo(1000);
        for (int colour : new int[] {BLUE, VERMILION}) {
            assertThat(picture.meanY(colour, 150, 150)).isLessThan(picture.meanY(colour, 900, 150));
        }
        // The lower loss lies lower.
        assertThat(picture.meanY(BLUE, 900, 150)).isGreaterThan(picture.meanY(VERMILION, 900, 150));
    }

    @Test
    void the_loss_of_a_single_epoch_is_seen() throws IOException {
        Path png = folder.resolve("one.png");
        LossPlot.write(png, "Loss", new double[] {190}, new double[] {170});
        assertThat(PictureFile.read(png).colours(150, 80, 750, 850)).containsKeys(BLUE, VERMILION);
    }

    @Test
    void the_loss_plot_names_the_epoch_it_cannot_show() {
        Path png = folder.resolve("bad.png");
        assertThatThrownBy(() -> LossPlot.write(png, "t", new double[] {1, 2}, new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("validation", "epoch 2", "NaN");
        assertThatThrownBy(() -> LossPlot.write(png, "t", new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("2", "3");
    }

    @Test
    void a_title_that_is_far_too_long_stays_inside_the_picture() throws IOException {
        Path png = folder.resolve("long.png");
        LossPlot.write(
                png, "Loss of the variational autoencoder ".repeat(20), new double[] {2, 1}, new double[] {2, 1});
        PictureFile picture = PictureFile.read(png);
        assertThat(picture.colours(0, 0, 30, 76)).containsOnlyKeys(0xffffff);
        assertThat(picture.colours(1570, 0, 30, 76)).containsOnlyKeys(0xffffff);
    }

    private static int rgb(int digit) {
        return DigitPalette.of(digit).getRGB() & 0xffffff;
    }
}
