package dev.vicino.lucene.graph;

import dev.vicino.exact.MappedRows;
import dev.vicino.exact.MappedSteps;
import dev.vicino.exact.Steps;
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
        MemorySegment memory = memory(file);
        return memory == null ? null : new MappedRows(memory, dimension);
    }

    @Override
    public @Nullable StoredRows rows(IndexInput file, int dimension, Steps steps) {
        MemorySegment memory = MappedSteps.FIT && steps.madeByFloats() ? memory(file) : null;
        return memory == null ? null : new MappedSteps(memory, dimension, steps);
    }

    private static @Nullable MemorySegment memory(IndexInput file) {
        try {
            return file instanceof MemorySegmentAccessInput mapped ? mapped.segmentSliceOrNull(0, file.length()) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
