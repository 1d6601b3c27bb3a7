package dev.vicino.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// What recall costs: queries per second against recall, one curve per metric. Up and to the right is better.
public final class RecallPlot {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;
    /// Okabe & Ito's colours for all kinds of colour vision (2002); markers and dashes tell the curves apart as well.
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072b2),
            new Color(0xd55e00),
            new Color(0x009e73),
            new Color(0xcc79a7),
            new Color(0xe69f00),
            new Color(0x56b4e9));

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS);

    /// The strokes of the first curves, and of those that take the same colours and markers again.
    private static final List<BasicStroke> STROKES = List.of(
            new BasicStroke(4),
            new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {14, 10}, 0));

    private static final int MOST_CURVES = STROKES.size() * COLOURS.size();

    private RecallPlot() {}

    /// One measurement.
    ///
    /// @param recall share of the exact nearest that were found, 0 to 1
    /// @param queriesPerSecond above 0
    public record Point(double recall, double queriesPerSecond) {
        public Point {
            if (!(recall >= 0 && recall <= 1)) {
                throw new IllegalArgumentException("recall is " + recall + "; expected 0 to 1");
            }
            if (!(queriesPerSecond > 0 && queriesPerSecond < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "queries per second are " + queriesPerSecond + "; expected a number above 0");
            }
        }
    }

    /// Writes the picture, 1600 × 1000 pixels; the speed's axis is logarithmic.
    ///
    /// @param png is replaced if it exists; its folder is created if it does not
    /// @param title above the picture
    /// @param curves by name, in the legend's order, at most twelve; a curve's points are joined in order of recall
    /// @throws IllegalArgumentException if there is no curve, one too many, or one without a point
    /// @throws PlotException if the file cannot be written, or the machine has no fonts
    public static void write(Path png, String title, SequencedMap<String, List<Point>> curves) {
        if (curves.isEmpty() || curves.size() > MOST_CURVES) {
            throw new IllegalArgumentException(
                    curves.size() + " curves; expected 1 to " + MOST_CURVES + ", which can be told apart");
        }
        XYChart chart = ChartStyle.chart("recall", "queries per second", WIDTH, HEIGHT);
        chart.getStyler().setMarkerSize(16).setLegendPosition(Styler.LegendPosition.OutsideE);
        scaleAxes(
                chart.getStyler(),
                curves.values().stream().flatMap(List::stream).toList());
        curves.forEach((name, points) -> addCurve(chart, name, points));
        PngFile.write(png, ChartStyle.painted(chart, title, WIDTH, HEIGHT));
    }

    private static void scaleAxes(XYStyler styler, List<Point> points) {
        double least = points.stream().mapToDouble(Point::recall).min().orElse(0);
        // Recall ends at 1, and the way there is what the plot is about; equal recalls still get an axis.
        styler.setXAxisMin(Math.min(0.99, Math.floor(least * 100) / 100)).setXAxisMax(1.0);
        styler.setXAxisDecimalPattern(least > 0.95 ? "0.000" : "0.00");
        double slowest =
                points.stream().mapToDouble(Point::queriesPerSecond).min().orElse(1);
        double fastest =
                points.stream().mapToDouble(Point::queriesPerSecond).max().orElse(1);
        styler.setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(false);
        styler.setYAxisMin(roundBelow(slowest)).setYAxisMax(roundAbove(fastest));
        styler.setYAxisTickLabelsFormattingFunction(RecallPlot::speedLabel);
    }

    /// The greatest of 1, 2, 5, 10, 20, 50, … (and 0.5, 0.2, …) that is less than the value.
    private static double roundBelow(double value) {
        double decade = Math.pow(10, Math.ceil(Math.log10(value)) - 1);
        return (value > 5 * decade ? 5 : value > 2 * decade ? 2 : 1) * decade;
    }

    private static double roundAbove(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        return (value < 2 * decade ? 2 : value < 5 * decade ? 5 : 10) * decade;
    }

    /// Labels 1, 2 and 5 of each decade: the lines between them are too close for text.
    private static String speedLabel(double value) {
        long leading = Math.round(value / Math.pow(10, Math.floor(Math.log10(value) + 1e-9)));
        if (leading != 1 && leading != 2 && leading != 5) {
            return "";
        }
        return String.format(Locale.ROOT, value < 0.99 ? "%.2g" : "%,.0f", value);
    }

    private static void addCurve(XYChart chart, String name, List<Point> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("curve '" + name + "' has no points; expected at least 1");
        }
        List<Point> ordered = points.stream()
                .sorted(Comparator.comparingDouble(Point::recall))
                .toList();
        int number = chart.getSeriesCollection().size();
        XYSeries curve = chart.addSeries(
                name,
                ordered.stream().mapToDouble(Point::recall).toArray(),
                ordered.stream().mapToDouble(Point::queriesPerSecond).toArray());
        Color colour = COLOURS.get(number % COLOURS.size());
        curve.setMarker(MARKERS.get(number % MARKERS.size())).setMarkerColor(colour);
        curve.setLineColor(colour).setLineStyle(STROKES.get(number / COLOURS.size()));
    }
}
