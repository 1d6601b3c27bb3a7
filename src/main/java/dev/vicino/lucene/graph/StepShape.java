package dev.vicino.lucene.graph;

import dev.vicino.exact.Steps;
import dev.vicino.exact.StoredRows;
import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexInput;
import org.jspecify.annotations.Nullable;

/// What the meta file says of a field's [SteppedVectors].
///
/// @param offset where their codes begin in the image file
record StepShape(long offset, Steps steps) {
    /// Opens the rows.
    interface Rows {
        /// For one thread; null if they cannot be compared where they lie, or no faster than floats.
        @Nullable
        StoredRows inPlace();
    }

    /// @param dimension of the vectors
    /// @param vectors how many there are
    Rows open(IndexInput images, int dimension, int vectors) throws IOException {
        IndexInput codes = images.slice("codes of vectors", offset, (long) dimension * vectors);
        return () -> VectorFile.inPlace(codes, dimension, steps);
    }

    static void write(@Nullable StepShape shape, DataOutput meta) throws IOException {
        meta.writeByte((byte) (shape == null ? 0 : 1));
        if (shape != null) {
            meta.writeVLong(shape.offset);
            meta.writeLong(Double.doubleToRawLongBits(shape.steps.unit()));
            meta.writeZInt(shape.steps.middle());
        }
    }

    /// @param version of the meta file
    static @Nullable StepShape read(DataInput meta, int version) throws IOException {
        if (version < VicinoVectorsFormat.VERSION_OF_STEPS || meta.readByte() == 0) {
            return null;
        }
        long offset = meta.readVLong();
        double unit = Double.longBitsToDouble(meta.readLong());
        if (!(unit > 0 && unit < Double.POSITIVE_INFINITY)) {
            throw new CorruptIndexException("components in steps of " + unit + "; expected more than 0", meta);
        }
        return new StepShape(offset, new Steps(unit, meta.readZInt()));
    }
}
