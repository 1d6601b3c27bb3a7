package dev.vicino.dataset;

import java.util.Arrays;
import org.jspecify.annotations.NullMarked;

/// A rectangle of numbers, row-major.
@NullMarked
record PixelPlane(int width, int height, float[] values) {
    /// The columns scaled to another width by area averaging, then turned on its side: twice does rows as well.
    PixelPlane scaledAndTurned(int newWidth) {
        float[] turned = new float[newWidth * height];
        double step = (double) width / newWidth;
        for (int x = 0; x < newWidth; x++) {
            double from = x * step;
            double to = Math.min(width, from + step);
            for (int source = (int) from; source < to; source++) {
                double share = (Math.min(to, source + 1) - Math.max(from, source)) / step;
                for (int y = 0; y < height; y++) {
                    turned[x * height + y] += (float) (share * values[y * width + source]);
                }
            }
        }
        return new PixelPlane(/* width= */ height, /* height= */ newWidth, turned);
    }

    /// The smallest rectangle that holds every value of at least `least`; there must be one.
    PixelPlane croppedTo(float least) {
        int left = width;
        int right = -1;
        int top = height;
        int bottom = -1;
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= least) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width);
                top = Math.min(top, i / width);
                bottom = i / width;
            }
        }
        int newWidth = right - left + 1;
        int newHeight = bottom - top + 1;
        float[] part = new float[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            System.arraycopy(values, (top + y) * width + left, part, y * newWidth, newWidth);
        }
        return new PixelPlane(newWidth, newHeight, part);
    }

    /// The values along the four edges, as thick as a fiftieth of the shorter side.
    float[] border() {
        int thickness = Math.max(1, Math.min(width, height) / 50);
        float[] border = new float[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            int x = i % width;
            int y = i / width;
            if (Math.min(x, width - 1 - x) < thickness || Math.min(y, height - 1 - y) < thickness) {
                border[count++] = values[i];
            }
        }
        return Arrays.copyOf(border, count);
    }
}
