package dev.vicino.lucene.graph;

import dev.vicino.exact.Steps;
import dev.vicino.exact.StoredRows;
import org.apache.lucene.store.IndexInput;
import org.jspecify.annotations.Nullable;

/// A file of vectors, row after row, that are compared where they lie in mapped memory.
///
/// That takes Java 22, which `src/main/java22` is written in, and the vector module. Where they are lacking, vectors
/// are copied to be compared.
public final class VectorFile {
    private static final @Nullable Mapping MAPPING = mapping();

    private VectorFile() {}

    /// Knows how to get at mapped memory.
    interface Mapping {
        /// Null if the file is not mapped in one piece.
        @Nullable
        StoredRows rows(IndexInput file, int dimension);

        /// Of codes. Null if the file is not mapped in one piece, or if floats are compared faster on this machine.
        @Nullable
        StoredRows rows(IndexInput file, int dimension, Steps steps);
    }

    private static @Nullable Mapping mapping() {
        boolean able = Runtime.version().feature() >= 22
                && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        if (!able) {
            return null;
        }
        try {
            return Class.forName("dev.vicino.lucene.graph.MemoryMapping")
                    .asSubclass(Mapping.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the classes that are written in Java 22 are missing", e);
        }
    }

    /// The rows of a file, for one thread; null if they have to be copied.
    public static @Nullable StoredRows inPlace(IndexInput file, int dimension) {
        return MAPPING == null ? null : MAPPING.rows(file, dimension);
    }

    /// The rows of a file of codes, for one thread; null if the vectors are better compared as floats.
    static @Nullable StoredRows inPlace(IndexInput file, int dimension, Steps steps) {
        return MAPPING == null ? null : MAPPING.rows(file, dimension, steps);
    }
}
