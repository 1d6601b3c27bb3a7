package dev.vicino.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// How a training went: its loss and the validation's, epoch by epoch.
public final class LossPlot {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;

    private LossPlot() {}

    /// Writes the picture, 1600 × 1000 pixels; the legend names the last epoch's losses.
    ///
    /// @param png is replaced if it exists; its folder is created if it does not
    /// @param title above the picture
    /// @param train loss of each epoch in nats, from epoch 1
    /// @param validation loss of each epoch in nats
    /// @throws IllegalArgumentException if the two are not equally long, empty, or hold a loss that is not finite
    /// @throws PlotException if the file cannot be written, or the machine has no fonts
    public static void write(Path png, String title, double[] train, double[] validation) {
        if (train.length == 0 || train.length != validation.length) {
            throw new IllegalArgumentException("losses of " + train.length + " epochs of training and "
                    + validation.length + " of validation; expected as many of each, at least 1");
        }
        XYChart chart = ChartStyle.chart("epoch", "loss (nats)", WIDTH, HEIGHT);
        chart.getStyler().setMarkerSize(14);
        if (train.length > 10) {
            // From 0, ticks fall on round epochs.
            chart.getStyler().setXAxisMin(0.0);
        }
        addCurve(chart, "train", train, new Color(0x0072b2));
        addCurve(chart, "validation", validation, new Color(0xd55e00));
        PngFile.write(png, ChartStyle.painted(chart, title, WIDTH, HEIGHT));
    }

    private static void addCurve(XYChart chart, String name, double[] losses, Color colour) {
        for (int i = 0; i < losses.length; i++) {
            if (!Double.isFinite(losses[i])) {
                throw new IllegalArgumentException(
                        name + " loss of epoch " + (i + 1) + " is " + losses[i] + "; expected a finite number");
            }
        }
        XYSeries curve = chart.addSeries(
                String.format(Locale.ROOT, "%s, %.2f at the end", name, losses[losses.length - 1]),
                IntStream.rangeClosed(1, losses.length).asDoubleStream().toArray(),
                losses);
        // A single epoch is no line yet.
        curve.setMarker(losses.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE)
                .setMarkerColor(colour);
        curve.setLineColor(colour).setLineStyle(new BasicStroke(4));
    }
}
