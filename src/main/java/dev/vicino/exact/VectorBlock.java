package dev.vicino.exact;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/// Many vectors of one dimension, numbered from 0, that a scan reads in runs of rows.
///
/// A block can lie anywhere, in the heap, in a mapped file, behind a library's reader: a scan copies a run into a
/// buffer that stays in the processor's first cache, and computes there. A reader of one's own needs three methods;
/// over a file of little-endian float32, row after row without padding, `copy` is a seek and a bulk read. A block
/// whose rows can be compared where they lie says so by [#inPlace].
public interface VectorBlock {
    /// How many vectors, 0 or more.
    int count();

    /// Floats in each vector, at least 1.
    int dimension();

    /// Copies `rows` whole vectors, from number `firstRow` on, one after the other.
    ///
    /// Several threads may call at a time.
    ///
    /// @param firstRow 0 or more
    /// @param rows 0 or more; `firstRow + rows` is at most [#count]
    /// @param target receives `rows` × [#dimension] finite floats
    /// @param offset where in the target the first of them goes
    void copy(int firstRow, int rows, float[] target, int offset);

    /// The same vectors for one thread that reads many times, so that a block whose reader has a place in a file can
    /// open it once instead of at each copy. The block itself, unless it is better than that.
    default VectorBlock forOneThread() {
        return this;
    }

    /// The vectors for one thread that compares them where they lie; null if they have to be copied before.
    default @Nullable StoredRows inPlace() {
        return null;
    }

    /// Vectors in the heap, row after row.
    ///
    /// @param rows count × dimension finite floats; kept, not copied
    /// @throws IllegalArgumentException if they do not make up whole vectors
    static VectorBlock of(float[] rows, int dimension) {
        int count = RowsInArray.count(rows.length, dimension);
        return new RowsInArray(rows, count, dimension);
    }

    /// Vectors in the heap, each an array of its own.
    ///
    /// @param rows at least one, all of one length, of finite floats; kept, not copied
    /// @throws IllegalArgumentException if there is none, or if they differ in length
    static VectorBlock of(float[][] rows) {
        return new RowsInArrays(rows);
    }

    /// Vectors in a buffer, row after row, from index 0 to its limit: a view of a mapped file, say. The byte order is
    /// the buffer's own.
    ///
    /// @param rows count × dimension finite floats; kept, not copied, its position untouched
    /// @throws IllegalArgumentException if they do not make up whole vectors
    static VectorBlock of(FloatBuffer rows, int dimension) {
        int count = RowsInArray.count(rows.limit(), dimension);
        return new RowsInBuffer(rows.duplicate(), count, dimension);
    }
}
