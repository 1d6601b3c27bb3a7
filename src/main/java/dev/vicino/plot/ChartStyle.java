package dev.vicino.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;

/// What all charts have in common: white ground, quiet grid, and type that stays legible when a page shows the picture
/// at half its size.
final class ChartStyle {
    static final Color INK = new Color(0x222222);
    static final Color QUIET = new Color(0x555555);
    private static final Color GRID = new Color(0xe3e3e3);

    private ChartStyle() {}

    static XYChart chart(String title, String xTitle, String yTitle, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .width(width)
                .height(height)
                .build();
        XYStyler styler = chart.getStyler();
        // The program prints numbers with a point everywhere, so its pictures do, too.
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false).setChartFontColor(INK).setChartPadding(28);
        styler.setChartTitleFont(Lettering.bold(34)).setChartTitlePadding(24).setChartTitleBoxVisible(false);
        styler.setLegendFont(Lettering.plain(26)).setLegendBorderColor(GRID).setLegendPadding(20);
        styler.setLegendSeriesLineLength(60).setLegendBackgroundColor(Color.WHITE);
        styler.setAxisTitleFont(Lettering.plain(28)).setAxisTickLabelsFont(Lettering.plain(24));
        styler.setAxisTickLabelsColor(QUIET).setAxisTickMarksColor(GRID).setAxisTicksLineVisible(false);
        styler.setAxisTickMarkLength(8).setAxisTitlePadding(16).setPlotMargin(0);
        styler.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1.5f));
        styler.setXAxisTickMarkSpacingHint(150).setYAxisTickMarkSpacingHint(90);
        styler.setLegendPosition(Styler.LegendPosition.InsideNE);
        return chart;
    }

    /// The chart on a white picture of the given size, which may be wider than the chart.
    static BufferedImage painted(XYChart chart, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Lettering.smooth(image);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
        return image;
    }
}
