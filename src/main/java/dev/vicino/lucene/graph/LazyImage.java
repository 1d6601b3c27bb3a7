package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import java.io.IOException;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.IOSupplier;
import org.jspecify.annotations.Nullable;

/// A field's image, read by the first walk that wants it. For any number of threads.
final class LazyImage {
    private final ImageShape shape;
    private final IOSupplier<VectorImage> reading;
    private @Nullable VectorImage image;

    private LazyImage(ImageShape shape, IOSupplier<VectorImage> reading) {
        this.shape = shape;
        this.reading = reading;
    }

    /// Null if there is none, or none that fits the heap.
    ///
    /// @param dimension of the vectors
    /// @param vectors how many there are
    static @Nullable LazyImage of(@Nullable ImageShape shape, IndexInput images, int dimension, int vectors) {
        return shape == null || !shape.fitsHeap(vectors)
                ? null
                : new LazyImage(shape, () -> shape.open(images, dimension, vectors));
    }

    boolean serves(Metric metric) {
        return shape.stretches().containsKey(metric);
    }

    /// How many nodes to keep for one of the effort, under a metric that it [#serves].
    double stretch(Metric metric) {
        return shape.stretches().getOrDefault(metric, 1.0);
    }

    synchronized VectorImage get() throws IOException {
        if (image == null) {
            image = reading.get();
        }
        return image;
    }
}
