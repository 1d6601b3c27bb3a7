package dev.vicino.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;

/// What all charts have in common: white ground, quiet grid, and type that stays legible when a page shows the picture
/// at half its size.
final class ChartStyle {
    static final Color INK = new Color(0x222222);
    static final Color QUIET = new Color(0x555555);
    static final int TITLE_HEIGHT = 76;
    private static final int MARGIN = 40;
    private static final Color GRID = new Color(0xe3e3e3);

    private ChartStyle() {}

    /// An empty chart that leaves room for a title above it.
    ///
    /// @param width of the chart
    /// @param height of the whole picture
    static XYChart chart(String xTitle, String yTitle, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .width(width)
                .height(height - TITLE_HEIGHT)
                .build();
        XYStyler styler = chart.getStyler();
        // The program prints numbers with a point everywhere, so its pictures do, too.
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false).setChartFontColor(INK).setChartPadding(28);
        styler.setChartTitleVisible(false);
        styler.setLegendFont(Lettering.plain(26)).setLegendBorderColor(GRID).setLegendPadding(20);
        styler.setLegendSeriesLineLength(60).setLegendBackgroundColor(Color.WHITE);
        styler.setAxisTitleFont(Lettering.plain(28)).setAxisTickLabelsFont(Lettering.plain(24));
        styler.setAxisTickLabelsColor(QUIET).setAxisTickMarksColor(GRID).setAxisTicksLineVisible(false);
        styler.setAxisTickMarkLength(8).setAxisTitlePadding(16).setPlotMargin(0);
        styler.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1.5f));
        styler.setXAxisTickMarkSpacingHint(150).setYAxisTickMarkSpacingHint(90);
        styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
        styler.setLegendPosition(Styler.LegendPosition.InsideNE);
        return chart;
    }

    /// The chart on a white picture, which may be wider than the chart. The title stands over the whole picture and
    /// shrinks to its width: XChart would centre it over the plot's area and let it run out of the picture.
    static BufferedImage painted(XYChart chart, String title, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Lettering.smooth(image);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        Lettering.Fitted fitted = Lettering.fit(title, Lettering.bold(36), width - 2 * MARGIN);
        graphics.setColor(INK);
        graphics.setFont(fitted.font());
        graphics.drawString(fitted.text(), (width - Lettering.width(fitted.text(), fitted.font())) / 2, 62);
        graphics.translate(0, TITLE_HEIGHT);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
        return image;
    }
}
