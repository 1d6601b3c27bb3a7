package dev.vicino.explorer;

import dev.vicino.Item;
import dev.vicino.VectorCollection;
import java.io.IOException;
import java.util.Optional;

/// Pages of thumbnails: 64 × 64 pictures each, in map order, row by row.
final class Atlas {
    /// Thumbnails along each side of a page.
    static final int SIDE = 64;

    private static final int PER_PAGE = SIDE * SIDE;
    private static final int WIDTH = SIDE * Pictures.SIDE;

    private Atlas() {}

    /// How many pages so many items fill.
    static int pages(int items) {
        return Math.ceilDiv(items, PER_PAGE);
    }

    /// One page as PNG. The last one ends with the row of the last item.
    static byte[] page(VectorCollection collection, ItemOrder order, Pictures pictures, int page) throws IOException {
        int first = page * PER_PAGE;
        int count = Math.min(PER_PAGE, order.count() - first);
        int height = Math.ceilDiv(count, SIDE) * Pictures.SIDE;
        byte[] grey = new byte[WIDTH * height];
        for (int i = 0; i < count; i++) {
            Optional<Item> item = collection.get(order.id(first + i));
            Optional<float[]> picture = item.flatMap(pictures::of);
            if (picture.isPresent()) {
                draw(Pixels.bytes(picture.get()), grey, i % SIDE, i / SIDE);
            }
        }
        return GreyPng.of(grey, WIDTH, height);
    }

    private static void draw(byte[] picture, byte[] grey, int column, int row) {
        for (int y = 0; y < Pictures.SIDE; y++) {
            int to = (row * Pictures.SIDE + y) * WIDTH + column * Pictures.SIDE;
            System.arraycopy(picture, y * Pictures.SIDE, grey, to, Pictures.SIDE);
        }
    }
}
