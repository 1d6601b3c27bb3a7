package dev.vicino.lucene;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Keeps Lucene from writing to an application's console what the application cannot use.
final class LuceneLogging {
    /// At their start, these two report which SIMD and memory-map features they found. The one thing to act on, a
    /// missing vector module, `dev.vicino.exact` says in one line. Held here, because the log manager forgets loggers
    /// that nobody holds, and their levels with them.
    private static final List<Logger> TALKATIVE = List.of(
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider"),
            Logger.getLogger("org.apache.lucene.internal.vectorization.PanamaVectorizationProvider"),
            Logger.getLogger("org.apache.lucene.store.MemorySegmentIndexInputProvider"));

    private LuceneLogging() {}

    /// Leaves alone what the application has configured.
    static void quieten() {
        for (Logger logger : TALKATIVE) {
            if (logger.getLevel() == null) {
                logger.setLevel(Level.SEVERE);
            }
        }
    }
}
