package dev.vicino.lucene;

import dev.vicino.exact.StoredRows;
import dev.vicino.exact.VectorBlock;
import dev.vicino.lucene.graph.VectorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.store.IndexInput;
import org.jspecify.annotations.Nullable;

/// A segment's vectors as they lie in its mapped file, row after row, by document number. For any number of threads.
///
/// @param file the vectors' part of it; never read itself, as its clones have places of their own
record SegmentBlock(IndexInput file, int count, int dimension) implements VectorBlock {
    @Override
    public void copy(int firstRow, int rows, float[] target, int offset) {
        forOneThread().copy(firstRow, rows, target, offset);
    }

    @Override
    public VectorBlock forOneThread() {
        return new Opened(file.clone(), count, dimension);
    }

    @Override
    public @Nullable StoredRows inPlace() {
        return VectorFile.inPlace(file, dimension);
    }

    /// @param input at whatever place the last copy left it
    private record Opened(IndexInput input, int count, int dimension) implements VectorBlock {
        @Override
        public void copy(int firstRow, int rows, float[] target, int offset) {
            try {
                input.seek((long) firstRow * dimension * Float.BYTES);
                input.readFloats(target, offset, rows * dimension);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
