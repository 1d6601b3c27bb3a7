package dev.vicino.opensearch;

import java.time.Duration;

/// How a store uses its cluster.
///
/// @param shards parts of each collection created from here on, at least 1: each is one Lucene index, on one node
/// @param replicas copies of each shard beside the first, 0 or more, on other nodes; while there are too few nodes, so
///     many as they can hold
/// @param connectTimeout for a node to accept a connection
/// @param requestTimeout for a node to answer a request
/// @param patience how long to try again, with growing pauses, when no node answers or the cluster is overloaded,
///     before the call fails
public record ClusterOptions(
        int shards, int replicas, Duration connectTimeout, Duration requestTimeout, Duration patience) {
    /// One shard, one replica, 5 and 60 seconds, and a minute of patience.
    public static final ClusterOptions DEFAULT =
            new ClusterOptions(1, 1, Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(1));

    public ClusterOptions {
        if (shards < 1 || shards > 1024) {
            throw new IllegalArgumentException("shards are " + shards + "; expected 1 to 1024");
        }
        if (replicas < 0 || replicas > 100) {
            throw new IllegalArgumentException("replicas are " + replicas + "; expected 0 to 100");
        }
        requirePositive("connect time-out", connectTimeout);
        requirePositive("request time-out", requestTimeout);
        if (patience.isNegative()) {
            throw new IllegalArgumentException("the patience is " + patience + "; expected none or more");
        }
    }

    private static void requirePositive(String what, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("the " + what + " is " + duration + "; expected more than nothing");
        }
    }

    /// These options with so many shards for new collections.
    public ClusterOptions shards(int number) {
        return new ClusterOptions(number, replicas, connectTimeout, requestTimeout, patience);
    }

    /// These options with so many replicas of the shards of new collections.
    public ClusterOptions replicas(int number) {
        return new ClusterOptions(shards, number, connectTimeout, requestTimeout, patience);
    }

    /// These options with other time-outs.
    public ClusterOptions timeouts(Duration connect, Duration request) {
        return new ClusterOptions(shards, replicas, connect, request, patience);
    }

    /// These options with another patience.
    public ClusterOptions patience(Duration time) {
        return new ClusterOptions(shards, replicas, connectTimeout, requestTimeout, time);
    }
}
