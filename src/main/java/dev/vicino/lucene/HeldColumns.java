package dev.vicino.lucene;

import dev.vicino.exact.VectorColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;

/// The columns of all segments in this JVM that were searched by columns. They are made by the first search that wants
/// them, shared by all snapshots and threads, and dropped with the segment.
///
/// For the whole JVM rather than for a collection, because what bounds them is the heap that all collections share.
final class HeldColumns {
    /// More of the heap than this share is not given to columns: further segments then go without.
    private static final int LARGEST_SHARE = 8;

    private static final Map<IndexReader.CacheKey, VectorColumns> HELD = new ConcurrentHashMap<>();
    private static long heldBytes;

    private HeldColumns() {}

    /// A segment's columns; null if they would not fit.
    static @Nullable VectorColumns of(SegmentItems segment) throws IOException {
        IndexReader.CacheHelper core = segment.reader().getCoreCacheHelper();
        if (core == null) {
            return null;
        }
        VectorColumns held = HELD.get(core.getKey());
        return held == null ? make(segment, core) : held;
    }

    private static synchronized @Nullable VectorColumns make(SegmentItems segment, IndexReader.CacheHelper core)
            throws IOException {
        VectorColumns held = HELD.get(core.getKey());
        SegmentBlock block = segment.block();
        long bytes = VectorColumns.mostBytes(block.count(), block.dimension());
        if (held != null || heldBytes + bytes > Runtime.getRuntime().maxMemory() / LARGEST_SHARE) {
            return held;
        }
        try {
            VectorColumns made = VectorColumns.of(block);
            HELD.put(core.getKey(), made);
            heldBytes += bytes;
            core.addClosedListener(closed -> drop(closed, bytes));
            return made;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static synchronized void drop(IndexReader.CacheKey segment, long bytes) {
        HELD.remove(segment);
        heldBytes -= bytes;
    }
}
