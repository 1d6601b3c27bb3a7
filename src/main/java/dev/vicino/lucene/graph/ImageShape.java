package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexInput;
import org.jspecify.annotations.Nullable;

/// What the meta file says of a field's image.
///
/// @param dimensions of it
/// @param alongAxes false if its coordinates are the vectors' components
/// @param offset where it begins in the image file
/// @param scale steps to a unit
/// @param stretches for each metric that it is walked by under, how many nodes to keep for one of the effort
record ImageShape(int dimensions, boolean alongAxes, long offset, float scale, Map<Metric, Double> stretches) {
    /// More of the heap than this share is not given to one image: walks then go among the vectors themselves.
    private static final int LARGEST_SHARE = 4;

    boolean fitsHeap(int vectors) {
        return (long) vectors * (dimensions + Float.BYTES)
                <= Runtime.getRuntime().maxMemory() / LARGEST_SHARE;
    }

    VectorImage open(IndexInput images, int dimension, int vectors) throws IOException {
        IndexInput input = images.clone();
        input.seek(offset);
        return VectorImage.read(input, dimension, this, vectors);
    }

    static void write(@Nullable ImageShape image, DataOutput meta) throws IOException {
        if (image == null) {
            meta.writeVInt(0);
            return;
        }
        meta.writeVInt(image.dimensions);
        meta.writeVLong(image.offset);
        meta.writeInt(Float.floatToRawIntBits(image.scale));
        meta.writeVInt(image.stretches.size());
        for (Map.Entry<Metric, Double> stretch : image.stretches.entrySet()) {
            meta.writeString(stretch.getKey().symbol());
            meta.writeLong(Double.doubleToRawLongBits(stretch.getValue()));
        }
    }

    /// @param dimension of the vectors
    /// @param version of the meta file
    static @Nullable ImageShape read(DataInput meta, int dimension, int version) throws IOException {
        int dimensions = meta.readVInt();
        if (dimensions == 0) {
            return null;
        }
        long offset = meta.readVLong();
        float scale = Float.intBitsToFloat(meta.readInt());
        int metrics = meta.readVInt();
        Map<Metric, Double> stretches = new EnumMap<>(Metric.class);
        for (int i = 0; i < metrics; i++) {
            String symbol = meta.readString();
            double stretch = Double.longBitsToDouble(meta.readLong());
            if (!(stretch >= 1)) {
                throw new CorruptIndexException(
                        "an image stretches walks " + stretch + " times; expected 1 or more", meta);
            }
            stretches.put(Metric.parse(symbol), stretch);
        }
        boolean alongAxes = dimensions < dimension || version < VicinoVectorsFormat.VERSION_OF_SHARING;
        return new ImageShape(dimensions, alongAxes, offset, scale, stretches);
    }
}
