package dev.vicino.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Two-dimensional embeddings of digits as a cloud of points, coloured by digit; each digit's name stands at the median
/// of its points.
public final class LatentScatter {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1200;
    private static final int KEY_WIDTH = 150;
    private static final int MARKER_SIZE = 8;
    private static final int OPACITY = 150;
    private static final int ROUNDS = 25;
    private static final int NAME_RADIUS = 24;

    private LatentScatter() {}

    /// Writes the picture, 1600 × 1200 pixels, with a colour key of the digits that occur.
    ///
    /// @param png is replaced if it exists; its folder is created if it does not
    /// @param title above the picture
    /// @param points finite (x, y) pairs: latent dimension 1, latent dimension 2
    /// @param labels the digit of each point, 0 to 9
    /// @throws IllegalArgumentException naming the point, if it or its label is not as described, or there is none
    /// @throws PlotException if the file cannot be written, or the machine has no fonts
    public static void write(Path png, String title, float[][] points, int[] labels) {
        check(points, labels);
        XYChart chart = ChartStyle.chart("latent dimension 1", "latent dimension 2", WIDTH - KEY_WIDTH, HEIGHT);
        chart.getStyler().setLegendVisible(false).setMarkerSize(MARKER_SIZE);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        addPoints(chart, points, labels);
        BufferedImage image = ChartStyle.painted(chart, title, WIDTH, HEIGHT);
        Graphics2D graphics = Lettering.smooth(image);
        SortedMap<Integer, Point2D> names = medians(chart, points, labels);
        paintNames(graphics, names);
        paintKey(graphics, names);
        graphics.dispose();
        PngFile.write(png, image);
    }

    private static void check(float[][] points, int[] labels) {
        if (points.length == 0 || points.length != labels.length) {
            throw new IllegalArgumentException(
                    points.length + " points and " + labels.length + " labels; expected as many of each, at least 1");
        }
        for (int i = 0; i < points.length; i++) {
            if (points[i].length != 2 || !Float.isFinite(points[i][0]) || !Float.isFinite(points[i][1])) {
                throw new IllegalArgumentException(
                        "point " + i + " is " + Arrays.toString(points[i]) + "; expected 2 finite coordinates");
            }
            if (labels[i] < 0 || labels[i] > 9) {
                throw new IllegalArgumentException("label " + i + " is " + labels[i] + "; expected 0 to 9");
            }
        }
    }

    /// Digits take turns, a handful of points at a time, so that the last digit does not cover the others where they
    /// overlap.
    private static void addPoints(XYChart chart, float[][] points, int[] labels) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int digit = 0; digit < 10; digit++) {
                int wanted = digit;
                int turn = round;
                int[] chosen = IntStream.range(0, points.length)
                        .filter(i -> labels[i] == wanted && i % ROUNDS == turn)
                        .toArray();
                if (chosen.length > 0) {
                    double[] x =
                            Arrays.stream(chosen).mapToDouble(i -> points[i][0]).toArray();
                    double[] y =
                            Arrays.stream(chosen).mapToDouble(i -> points[i][1]).toArray();
                    XYSeries series = chart.addSeries(digit + "/" + round, x, y);
                    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(DigitPalette.of(digit, OPACITY));
                }
            }
        }
    }

    /// Where each digit's name goes, in pixels: at the median of its points, pushed aside where two names would touch.
    private static SortedMap<Integer, Point2D> medians(XYChart chart, float[][] points, int[] labels) {
        SortedMap<Integer, Point2D> names = new TreeMap<>();
        for (int digit = 0; digit < 10; digit++) {
            int wanted = digit;
            int[] own = IntStream.range(0, points.length)
                    .filter(i -> labels[i] == wanted)
                    .toArray();
            if (own.length > 0) {
                names.put(
                        digit,
                        new Point2D.Double(
                                chart.getScreenXFromChart(median(points, own, 0)),
                                ChartStyle.TITLE_HEIGHT + chart.getScreenYFromChart(median(points, own, 1))));
            }
        }
        List<Point2D> places = List.copyOf(names.values());
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < places.size(); i++) {
                for (int j = 0; j < i; j++) {
                    pushApart(places.get(j), places.get(i));
                }
            }
        }
        return names;
    }

    private static double median(float[][] points, int[] chosen, int coordinate) {
        double[] values = Arrays.stream(chosen)
                .mapToDouble(i -> points[i][coordinate])
                .sorted()
                .toArray();
        return values[values.length / 2];
    }

    private static void pushApart(Point2D one, Point2D other) {
        double wanted = 2 * NAME_RADIUS + 6;
        double distance = one.distance(other);
        if (distance < wanted) {
            double push = (wanted - distance) / 2;
            double dx = distance == 0 ? 1 : (other.getX() - one.getX()) / distance;
            double dy = distance == 0 ? 0 : (other.getY() - one.getY()) / distance;
            one.setLocation(one.getX() - push * dx, one.getY() - push * dy);
            other.setLocation(other.getX() + push * dx, other.getY() + push * dy);
        }
    }

    private static void paintNames(Graphics2D graphics, SortedMap<Integer, Point2D> names) {
        Font font = Lettering.bold(30);
        names.forEach((digit, at) -> {
            Ellipse2D disc = disc(at.getX(), at.getY(), NAME_RADIUS);
            graphics.setColor(new Color(255, 255, 255, 225));
            graphics.fill(disc);
            graphics.setColor(DigitPalette.of(digit));
            graphics.setStroke(new BasicStroke(4));
            graphics.draw(disc);
            paintDigit(graphics, digit, font, at.getX() - Lettering.width("0", font) / 2.0, at.getY());
        });
    }

    private static void paintKey(Graphics2D graphics, SortedMap<Integer, Point2D> names) {
        Font font = Lettering.plain(30);
        int step = 62;
        int left = WIDTH - KEY_WIDTH + 20;
        double y = (HEIGHT - step * names.size()) / 2.0;
        graphics.setColor(ChartStyle.INK);
        graphics.setFont(Lettering.plain(28));
        graphics.drawString("digit", left, (float) y - 20);
        for (int digit : names.keySet()) {
            y += step;
            graphics.setColor(DigitPalette.of(digit));
            graphics.fill(disc(left + 16, y - step / 2.0, 16));
            paintDigit(graphics, digit, font, left + 50, y - step / 2.0);
        }
    }

    private static Ellipse2D disc(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static void paintDigit(Graphics2D graphics, int digit, Font font, double left, double middle) {
        graphics.setColor(ChartStyle.INK);
        graphics.setFont(font);
        // Digits are about 0.73 of the font's size high.
        graphics.drawString(Integer.toString(digit), (float) left, (float) (middle + 0.365 * font.getSize2D()));
    }
}
