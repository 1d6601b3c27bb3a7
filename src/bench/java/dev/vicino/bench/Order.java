package dev.vicino.bench;

/// What a worker is asked to do: one line of JSON.
///
/// @param effort candidates kept while walking
/// @param share per cent of the items that may be hits; 100 for no filter
/// @param queries how many, from the first on
/// @param seconds how long at the most
/// @param pace items replaced a second meanwhile; 0 for as many as can be
record Order(Task task, int effort, int share, int queries, double seconds, int pace) {
    /// Of what is measured without writes.
    Order(Task task, int effort, int share, int queries, double seconds) {
        this(task, effort, share, queries, seconds, 0);
    }

    enum Task {
        /// All queries once, on all cores: the answers, and the throughput.
        ALL_CORES,
        /// Query by query on one thread, until the time is up.
        ONE_THREAD,
        /// All queries again and again on one thread until the time is up, while another replaces items.
        UNDER_WRITES,
        /// Resident memory after a collection of garbage.
        MEMORY
    }
}
