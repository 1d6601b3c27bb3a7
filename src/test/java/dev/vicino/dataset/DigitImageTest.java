package dev.vicino.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class DigitImageTest {
    private static final Color CLEAR = new Color(0, 0, 0, 0);

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_digit_comes_out_the_same_at_any_size() {
        for (Shape shape : Shape.values()) {
            float[] expected = DigitImage.convert(drawn(shape, 400, Color.BLACK, Color.WHITE, 0, 0));
            for (int size : new int[] {56, 100, 777, 2500}) {
                float[] converted = DigitImage.convert(drawn(shape, size, Color.BLACK, Color.WHITE, 0, 0));
                assertThat(cosineWithinOnePixel(converted, expected))
                        .as("%s at %d", shape, size)
                        .isGreaterThan(size < 100 ? 0.96 : 0.99);
            }
        }
    }

    @Test
    void a_digit_comes_out_the_same_in_any_colour_and_polarity() {
        Color[][] inkOnGround = {
            {Color.WHITE, Color.BLACK},
            {Color.RED, Color.WHITE},
            {Color.YELLOW, new Color(0, 0, 90)},
            {new Color(60, 60, 60), new Color(150, 150, 150)},
            {new Color(200, 200, 200), new Color(120, 120, 120)},
            {Color.BLACK, CLEAR},
            {Color.WHITE, CLEAR},
        };
        for (Shape shape : Shape.values()) {
            float[] expected = DigitImage.convert(drawn(shape, 400, Color.BLACK, Color.WHITE, 0, 0));
            for (Color[] pair : inkOnGround) {
                float[] converted = DigitImage.convert(drawn(shape, 400, pair[0], pair[1], 0, 0));
                assertThat(greatestDifference(converted, expected))
                        .as("%s in %s on %s", shape, pair[0], pair[1])
                        .isLessThan(0.06);
            }
        }
    }

    @Test
    void a_digit_comes_out_the_same_wherever_it_stands_and_however_wide_its_paper() {
        float[] expected = DigitImage.convert(drawn(Shape.TWO, 300, Color.BLACK, Color.WHITE, 0, 0));
        assertThat(greatestDifference(
                        DigitImage.convert(drawn(Shape.TWO, 300, Color.BLACK, Color.WHITE, 500, 40)), expected))
                .isLessThan(0.001);
    }

    @Test
    void a_digit_comes_out_the_same_from_every_file_format() throws IOException {
        BufferedImage drawn = drawn(Shape.TWO, 300, Color.BLACK, Color.WHITE, 0, 0);
        BufferedImage opaque = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
        opaque.getGraphics().drawImage(drawn, 0, 0, null);
        float[] expected = DigitImage.convert(drawn);
        for (String format : List.of("png", "jpeg", "gif", "bmp")) {
            Path file = folder.resolve("two." + format);
            assertThat(ImageIO.write(opaque, format, file.toFile())).isTrue();
            assertThat(greatestDifference(DigitImage.read(file), expected))
                    .as(format)
                    .isLessThan(0.08);
        }
    }

    /// Java's own conversion to RGB takes grey samples for linear light, which would fatten every stroke.
    @Test
    void a_grey_file_means_the_same_greys_as_a_coloured_one() throws IOException {
        BufferedImage grey = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage coloured = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
        for (int y = 4; y < 24; y++) {
            for (int x = 10; x < 18; x++) {
                int sample = 255 - 40 * Math.abs(x - 14);
                grey.getRaster().setSample(x, y, 0, sample);
                coloured.setRGB(x, y, sample * 0x010101);
            }
        }
        Path file = folder.resolve("grey.png");
        ImageIO.write(grey, "png", file.toFile());
        assertThat(greatestDifference(DigitImage.read(file), DigitImage.convert(coloured)))
                .isLessThan(0.001);
    }

    @Test
    void the_result_is_laid_out_as_mnist_is() {
        for (Shape shape : Shape.values()) {
            float[] digit = DigitImage.convert(drawn(shape, 333, Color.BLUE, Color.WHITE, 70, 0));
            Extent extent = Extent.of(digit);
            assertThat(Math.max(extent.width(), extent.height())).isEqualTo(20);
            assertThat(extent.centreX()).isBetween(13.5 - 1e-3, 14.5 + 1e-3);
            assertThat(extent.centreY()).isBetween(13.5 - 1e-3, 14.5 + 1e-3);
            assertThat(extent.most()).isEqualTo(1f);
        }
    }

    @Test
    void a_photograph_with_noise_and_shade_still_shows_its_digit_alone() {
        BufferedImage photograph = drawn(Shape.SEVEN, 900, new Color(50, 50, 70), new Color(205, 200, 190), 0, 0);
        Random random = new Random(1);
        for (int y = 0; y < 900; y++) {
            for (int x = 0; x < 900; x++) {
                Color color = new Color(photograph.getRGB(x, y));
                double light = 1 - 0.12 * x / 900 + 0.02 * random.nextGaussian();
                photograph.setRGB(
                        x,
                        y,
                        new Color(
                                        level(color.getRed(), light),
                                        level(color.getGreen(), light),
                                        level(color.getBlue(), light))
                                .getRGB());
            }
        }
        float[] clean = DigitImage.convert(drawn(Shape.SEVEN, 900, Color.BLACK, Color.WHITE, 0, 0));
        assertThat(cosine(DigitImage.convert(photograph), clean)).isGreaterThan(0.97);
    }

    @Test
    void a_hairline_is_as_black_as_a_broad_stroke() {
        BufferedImage image = new BufferedImage(900, 900, BufferedImage.TYPE_INT_RGB);
        for (int y = 100; y < 800; y++) {
            image.setRGB(450, y, 0xFFFFFF);
        }
        float[] digit = DigitImage.convert(image);
        Extent extent = Extent.of(digit);
        assertThat(extent.most()).isEqualTo(1f);
        assertThat(extent.height()).isEqualTo(20);
        assertThat(extent.width()).isEqualTo(1);
    }

    @Test
    void an_mnist_image_passes_nearly_unchanged() throws IOException {
        String mnist = System.getenv("VICINO_MNIST");
        assumeTrue(mnist != null, "VICINO_MNIST does not name a folder with the MNIST files");
        List<float[]> images = mnistTestImages(Path.of(String.valueOf(mnist)), 500);
        // A centre of mass on the edge between two pixels may fall to the other side: one pixel of shift, in 1 of 100.
        long unchanged = images.stream()
                .filter(image -> cosine(DigitImage.convert(picture(image)), image) > 0.99)
                .count();
        assertThat(unchanged).isGreaterThan(485);
    }

    @Test
    void a_blank_picture_is_refused_with_its_name() throws IOException {
        Path file = folder.resolve("blank.png");
        ImageIO.write(drawn(null, 50, Color.BLACK, Color.WHITE, 0, 0), "png", file.toFile());
        assertThatThrownBy(() -> DigitImage.read(file))
                .isInstanceOf(DigitImageException.class)
                .hasMessageContainingAll("blank.png", "0 %", "10 %");
        assertThatThrownBy(() -> DigitImage.convert(drawn(null, 50, Color.BLACK, CLEAR, 0, 0)))
                .isInstanceOf(DigitImageException.class)
                .hasMessageContaining("blank");
    }

    @Test
    void what_is_no_picture_is_refused_with_its_name_and_the_formats() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "seven");
        Path empty = Files.createFile(folder.resolve("empty.png"));
        for (Path file : List.of(text, empty)) {
            assertThatThrownBy(() -> DigitImage.read(file))
                    .isInstanceOf(DigitImageException.class)
                    .hasMessageContainingAll(file.toString(), "PNG, JPEG, GIF or BMP");
        }
        for (Path file : List.of(folder, folder.resolve("absent.png"))) {
            assertThatThrownBy(() -> DigitImage.read(file))
                    .isInstanceOf(DigitImageException.class)
                    .hasMessageContainingAll(file.toString(), "expected");
        }
    }

    /// A broken file may decode in part (JPEG forgives much) but must never escape as another exception.
    @Test
    void a_torn_or_garbled_file_is_refused_or_read_but_never_crashes() throws IOException {
        Random random = new Random(7);
        int refused = 0;
        for (String format : List.of("png", "jpeg", "gif", "bmp")) {
            BufferedImage opaque = new BufferedImage(80, 80, BufferedImage.TYPE_INT_RGB);
            opaque.getGraphics().drawImage(drawn(Shape.TWO, 80, Color.BLACK, Color.WHITE, 0, 0), 0, 0, null);
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            ImageIO.write(opaque, format, whole);
            for (int round = 0; round < 60; round++) {
                byte[] bytes = whole.toByteArray();
                for (int fault = 0; fault < 4; fault++) {
                    bytes[random.nextInt(Math.min(bytes.length, 400))] = (byte) random.nextInt();
                }
                Path file = folder.resolve("torn." + format);
                Files.write(file, round % 2 == 0 ? bytes : Arrays.copyOf(bytes, bytes.length / 2));
                try {
                    assertThat(DigitImage.read(file)).hasSize(784);
                } catch (DigitImageException expected) {
                    assertThat(expected).hasMessageContaining("torn." + format);
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(50);
    }

    @Test
    void an_absurdly_large_picture_is_refused_before_it_is_decoded() throws IOException {
        Path file = folder.resolve("bomb.png");
        Files.write(file, pngHeader(60_000, 50_000));
        assertThatThrownBy(() -> DigitImage.read(file))
                .isInstanceOf(DigitImageException.class)
                .hasMessageContainingAll("bomb.png", "60000 × 50000", "64 million");
    }

    private enum Shape {
        ZERO,
        TWO,
        SEVEN;

        Path2D path() {
            Path2D path = new Path2D.Double();
            switch (this) {
                case ZERO -> {
                    path.moveTo(0.5, 0.2);
                    path.curveTo(0.8, 0.2, 0.75, 0.8, 0.48, 0.8);
                    path.curveTo(0.25, 0.8, 0.2, 0.2, 0.5, 0.2);
                }
                case TWO -> {
                    path.moveTo(0.3, 0.35);
                    path.curveTo(0.3, 0.1, 0.75, 0.1, 0.7, 0.4);
                    path.curveTo(0.68, 0.55, 0.4, 0.65, 0.3, 0.8);
                    path.lineTo(0.75, 0.78);
                }
                case SEVEN -> {
                    path.moveTo(0.3, 0.25);
                    path.lineTo(0.72, 0.22);
                    path.lineTo(0.45, 0.82);
                }
            }
            return path;
        }
    }

    /// A digit of `size` pixels on paper that reaches `right` and `below` pixels farther; no digit for null.
    private static BufferedImage drawn(@Nullable Shape shape, int size, Color ink, Color ground, int right, int below) {
        BufferedImage image = new BufferedImage(size + right, size + below, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(ground);
        graphics.fillRect(0, 0, size + right, size + below);
        graphics.translate(right / 2, below / 2);
        graphics.scale(size, size);
        graphics.setColor(ink);
        graphics.setStroke(new BasicStroke(0.08f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (shape != null) {
            graphics.draw(shape.path());
        }
        graphics.dispose();
        return image;
    }

    private static int level(int level, double light) {
        return Math.clamp(Math.round(level * light), 0, 255);
    }

    private static BufferedImage picture(float[] digit) {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < digit.length; i++) {
            image.setRGB(i % 28, i / 28, Math.round(255 * digit[i]) * 0x010101);
        }
        return image;
    }

    private static double greatestDifference(float[] left, float[] right) {
        double greatest = 0;
        for (int i = 0; i < left.length; i++) {
            greatest = Math.max(greatest, Math.abs(left[i] - right[i]));
        }
        return greatest;
    }

    private static double cosine(float[] left, float[] right) {
        double dot = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int i = 0; i < left.length; i++) {
            dot += (double) left[i] * right[i];
            leftSquares += (double) left[i] * left[i];
            rightSquares += (double) right[i] * right[i];
        }
        return dot / Math.sqrt(leftSquares * rightSquares);
    }

    /// The greatest cosine over shifts by a pixel: MNIST centres by whole pixels, so a centre of mass that lies on the
    /// edge between two may fall to either.
    private static double cosineWithinOnePixel(float[] left, float[] right) {
        double greatest = 0;
        for (int shift : new int[] {-29, -28, -27, -1, 0, 1, 27, 28, 29}) {
            float[] shifted = new float[784];
            for (int i = Math.max(0, -shift); i < Math.min(784, 784 - shift); i++) {
                shifted[i + shift] = left[i];
            }
            greatest = Math.max(greatest, cosine(shifted, right));
        }
        return greatest;
    }

    private record Extent(int width, int height, double centreX, double centreY, float most) {
        static Extent of(float[] digit) {
            int left = 28;
            int right = -1;
            int top = 28;
            int bottom = -1;
            double mass = 0;
            double x = 0;
            double y = 0;
            float most = 0;
            for (int i = 0; i < digit.length; i++) {
                int row = i / 28;
                int column = i % 28;
                mass += digit[i];
                x += digit[i] * column;
                y += digit[i] * row;
                most = Math.max(most, digit[i]);
                if (digit[i] > 0) {
                    left = Math.min(left, column);
                    right = Math.max(right, column);
                    top = Math.min(top, row);
                    bottom = Math.max(bottom, row);
                }
            }
            return new Extent(right - left + 1, bottom - top + 1, x / mass, y / mass, most);
        }
    }

    private static List<float[]> mnistTestImages(Path folder, int count) throws IOException {
        List<float[]> images = new ArrayList<>();
        try (InputStream bytes =
                new GZIPInputStream(Files.newInputStream(folder.resolve("t10k-images-idx3-ubyte.gz")))) {
            bytes.skipNBytes(16);
            for (int image = 0; image < count; image++) {
                byte[] pixels = bytes.readNBytes(784);
                float[] digit = new float[784];
                for (int i = 0; i < 784; i++) {
                    digit[i] = (pixels[i] & 255) / 255f;
                }
                images.add(digit);
            }
        }
        return images;
    }

    private static byte[] pngHeader(int width, int height) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(chunk);
        fields.write("IHDR".getBytes(StandardCharsets.US_ASCII));
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 0, 0, 0, 0});
        CRC32 checksum = new CRC32();
        checksum.update(chunk.toByteArray());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream png = new DataOutputStream(file);
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        png.writeInt(13);
        png.write(chunk.toByteArray());
        png.writeInt((int) checksum.getValue());
        return file.toByteArray();
    }
}
