package dev.vicino.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// Where the parts of a strip stand, in pixels.
///
/// ```
/// title
/// row title   [query]  |  [cell] [cell] [cell]
///              caption     caption
/// footnote
/// ```
final class StripLayout {
    static final Color MISS = new Color(0xd3, 0x1a, 0x1a);
    static final int FRAME = 5;
    private static final int FACTOR = 4;
    private static final int CELL = DigitRaster.SIDE * FACTOR;
    private static final int MARGIN = 28;
    private static final int GAP = 18;
    private static final int QUERY_GAP = 56;
    private static final int ROW_GAP = 26;
    private static final int LINE = 25;

    private final Font titleFont = Lettering.bold(28);
    private final Font rowFont = Lettering.bold(21);
    private final Font captionFont = Lettering.plain(19);
    private final Font noteFont = Lettering.plain(18);

    private final String title;
    private final List<DigitStrip.Row> rows;
    private final String footnote;

    StripLayout(String title, List<DigitStrip.Row> rows, String footnote) {
        this.title = title;
        this.rows = List.copyOf(rows);
        this.footnote = footnote;
    }

    BufferedImage painted() {
        BufferedImage image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Lettering.smooth(image);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(ChartStyle.INK);
        graphics.setFont(titleFont);
        graphics.drawString(title, MARGIN, MARGIN + 24);
        for (int row = 0; row < rows.size(); row++) {
            paintRow(image, graphics, rows.get(row), rowTop(row));
        }
        graphics.setColor(ChartStyle.QUIET);
        graphics.setFont(noteFont);
        graphics.drawString(footnote, MARGIN, image.getHeight() - MARGIN + 2);
        graphics.dispose();
        return image;
    }

    /// Left edge of a row's query.
    int queryLeft() {
        int widest = 0;
        for (DigitStrip.Row row : rows) {
            widest = Math.max(widest, Lettering.width(row.title(), rowFont));
        }
        return MARGIN + (widest == 0 ? 0 : widest + 24);
    }

    /// Left edge of a row's neighbour, 0 being the first. Rows without a query leave its place free if another has one.
    int neighbourLeft(int neighbour) {
        boolean anyQuery = rows.stream().anyMatch(row -> row.query() != null);
        return queryLeft() + (anyQuery ? CELL + QUERY_GAP : 0) + neighbour * (CELL + GAP);
    }

    /// Upper edge of a row's cells.
    int rowTop(int row) {
        return MARGIN + (title.isEmpty() ? 0 : 56) + row * (CELL + captionHeight() + ROW_GAP);
    }

    private int width() {
        int cells = rows.stream().mapToInt(row -> row.neighbours().size()).max().orElse(0);
        int right = cells == 0 ? queryLeft() + CELL : neighbourLeft(cells - 1) + CELL;
        int lines = MARGIN + Math.max(Lettering.width(title, titleFont), Lettering.width(footnote, noteFont));
        return Math.max(right, lines) + MARGIN;
    }

    private int height() {
        return rowTop(rows.size()) - ROW_GAP + MARGIN + (footnote.isEmpty() ? 0 : 38);
    }

    private int captionHeight() {
        int lines = 0;
        for (DigitStrip.Row row : rows) {
            for (DigitStrip.Cell cell : row.neighbours()) {
                lines = Math.max(lines, cell.caption().size());
            }
            DigitStrip.Cell query = row.query();
            lines = query == null ? lines : Math.max(lines, query.caption().size());
        }
        return lines == 0 ? 0 : lines * LINE + 8;
    }

    private void paintRow(BufferedImage image, Graphics2D graphics, DigitStrip.Row row, int top) {
        graphics.setColor(ChartStyle.INK);
        graphics.setFont(rowFont);
        graphics.drawString(row.title(), MARGIN, top + CELL / 2 + 8);
        DigitStrip.Cell query = row.query();
        if (query != null) {
            paintCell(image, graphics, query, queryLeft(), top);
            int middle = queryLeft() + CELL + QUERY_GAP / 2;
            graphics.setColor(Color.LIGHT_GRAY);
            graphics.setStroke(new BasicStroke(2));
            graphics.drawLine(middle, top, middle, top + CELL);
        }
        for (int i = 0; i < row.neighbours().size(); i++) {
            paintCell(image, graphics, row.neighbours().get(i), neighbourLeft(i), top);
        }
    }

    private void paintCell(BufferedImage image, Graphics2D graphics, DigitStrip.Cell cell, int left, int top) {
        if (cell.miss()) {
            graphics.setColor(MISS);
            graphics.fillRect(left - FRAME, top - FRAME, CELL + 2 * FRAME, CELL + 2 * FRAME);
        }
        DigitRaster.paint(image, cell.image(), left, top, FACTOR);
        for (int line = 0; line < cell.caption().size(); line++) {
            Lettering.Fitted text = Lettering.fit(cell.caption().get(line), captionFont, CELL + GAP - 6);
            graphics.setColor(line == 0 ? ChartStyle.INK : ChartStyle.QUIET);
            graphics.setFont(text.font());
            int middle = left + CELL / 2 - Lettering.width(text.text(), text.font()) / 2;
            graphics.drawString(text.text(), middle, top + CELL + 24 + line * LINE);
        }
    }
}
