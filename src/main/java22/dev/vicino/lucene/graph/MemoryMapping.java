package dev.vicino.lucene.graph;

import dev.vicino.exact.MappedRows;
import dev.vicino.exact.StoredRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;
import org.jspecify.annotations.Nullable;

/// Files that Lucene has mapped.
final class MemoryMapping implements VectorFile.Mapping {
    @Override
    public @Nullable StoredRows rows(IndexInput file, int dimension) {
        try {
            MemorySegment memory = file instanceof MemorySegmentAccessInput mapped
                    ? mapped.segmentSliceOrNull(0, file.length())
                    : null;
            return memory == null ? null : new MappedRows(memory, dimension);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
