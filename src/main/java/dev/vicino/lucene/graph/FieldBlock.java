package dev.vicino.lucene.graph;

import dev.vicino.exact.StoredRows;
import dev.vicino.exact.VectorBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.codecs.lucene95.HasIndexSlice;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.store.IndexInput;
import org.jspecify.annotations.Nullable;

/// The vectors of a field as Lucene hands them out.
record FieldBlock(FloatVectorValues values) implements VectorBlock {
    @Override
    public int count() {
        return values.size();
    }

    @Override
    public int dimension() {
        return values.dimension();
    }

    @Override
    public void copy(int firstRow, int rows, float[] target, int offset) {
        try {
            FloatVectorValues own = values.copy();
            for (int row = 0; row < rows; row++) {
                System.arraycopy(own.vectorValue(firstRow + row), 0, target, offset + row * dimension(), dimension());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable StoredRows inPlace() {
        IndexInput file = values instanceof HasIndexSlice inFile ? inFile.getSlice() : null;
        return file == null ? null : VectorFile.inPlace(file, dimension());
    }
}
