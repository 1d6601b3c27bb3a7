package dev.vicino.bench;

/// What a worker has measured: one line of JSON.
///
/// @param queries that were answered
/// @param seconds by the clock
/// @param processorSeconds of the one thread; 0 where there were several
/// @param latency of single queries; zeros where there were several at a time
/// @param ordinals of the hits of each query; of none where they are not asked for
/// @param written items replaced meanwhile
/// @param bytes resident, or on disk
record Answer(
        int queries,
        double seconds,
        double processorSeconds,
        Latency latency,
        int[][] ordinals,
        long written,
        long bytes) {
    /// In microseconds.
    record Latency(double p50, double p95, double p99) {
        static final Latency NONE = new Latency(0, 0, 0);
    }

    static final int[][] NO_ORDINALS = {};

    static Answer bytes(double seconds, long bytes) {
        return new Answer(0, seconds, 0, Latency.NONE, NO_ORDINALS, 0, bytes);
    }

    double perSecond() {
        return queries / seconds;
    }

    double perProcessorSecond() {
        return queries / processorSeconds;
    }
}
