package dev.vicino.dataset;

/// The images of one split of MNIST, with what they show.
public final class Digits {
    /// Pixels along each side of an image.
    public static final int SIDE = 28;

    /// Pixels of an image.
    public static final int PIXELS = SIDE * SIDE;

    private final String split;
    private final byte[] pixels;
    private final byte[] labels;

    /// @param split `train` or `test`
    /// @param pixels count × 784 unsigned bytes, row-major, 0 the background
    /// @param labels count digits
    /// @throws IllegalArgumentException if the lengths do not go together, or a label is no digit
    Digits(String split, byte[] pixels, byte[] labels) {
        if (pixels.length != (long) labels.length * PIXELS) {
            throw new IllegalArgumentException("the %s split has %d pixels for %d labels; expected %d an image"
                    .formatted(split, pixels.length, labels.length, PIXELS));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] > 9) {
                throw new IllegalArgumentException(
                        "label %d of the %s split is %d; expected 0 to 9".formatted(i, split, labels[i]));
            }
        }
        this.split = split;
        this.pixels = pixels;
        this.labels = labels;
    }

    /// How many images there are.
    public int count() {
        return labels.length;
    }

    /// One image: 784 floats in [0, 1], row-major, 0 the background.
    ///
    /// @param n position in the file, from 0
    public float[] image(int n) {
        requirePosition(n);
        return scaled(n * PIXELS, PIXELS);
    }

    /// All images, one after the other: count × 784 floats in [0, 1].
    public float[] flat() {
        return scaled(0, pixels.length);
    }

    /// The digit that an image shows, 0 to 9.
    public int label(int n) {
        requirePosition(n);
        return labels[n];
    }

    /// The digits that all images show.
    public int[] labels() {
        int[] all = new int[labels.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = labels[i];
        }
        return all;
    }

    /// The id under which an image is stored: `test/42`.
    public String id(int n) {
        requirePosition(n);
        return split + "/" + n;
    }

    private void requirePosition(int n) {
        if (n < 0 || n >= labels.length) {
            throw new IndexOutOfBoundsException(
                    "there is no %s image %d; expected 0 to %d".formatted(split, n, labels.length - 1));
        }
    }

    private float[] scaled(int from, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (pixels[from + i] & 0xff) / 255f;
        }
        return values;
    }
}
