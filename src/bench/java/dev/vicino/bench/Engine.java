package dev.vicino.bench;

import dev.vicino.Metric;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/// One contestant, called as its documentation says to call it. Graphs are built with M = 16 and efConstruction = 100.
interface Engine {
    int M = 16;
    int EF_CONSTRUCTION = 100;

    /// All processors build.
    int CORES = Runtime.getRuntime().availableProcessors();

    /// Builds the index into an empty folder; an engine that keeps nothing on disk does nothing here.
    void build(VectorFile base, Metric metric, Path folder) throws IOException;

    /// Opens what [#build] left, for as long as the process lives.
    Index open(BenchData data, Metric metric, Path folder) throws IOException;

    /// Opens what [#build] left to be searched and written to. Only engines that [Contestant#writes].
    default Written write(BenchData data, Metric metric, Path folder) throws IOException {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " is not measured under writes");
    }

    /// An open index.
    interface Index {
        /// A search for the use of one thread.
        Search search() throws IOException;
    }

    /// An index that is searched while it is written to.
    interface Written extends Index, Closeable {
        /// Replaces items by themselves. Every search that begins after the call has returned sees the new ones.
        ///
        /// @param first ordinal
        void replace(int first, int count) throws IOException;
    }

    /// A search that is called query by query.
    interface Search {
        /// The ordinals of the ten nearest base vectors.
        ///
        /// @param effort candidates kept while walking; an engine that compares all ignores it
        /// @param share per cent of the items that may be hits (see [BenchData#percentile]); 100 for no filter
        int[] nearest(float[] query, int effort, int share) throws IOException;
    }
}
