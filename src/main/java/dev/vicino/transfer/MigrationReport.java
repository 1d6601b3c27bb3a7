package dev.vicino.transfer;

import java.time.Duration;

/// What became of one collection.
///
/// @param collection its name
/// @param items in it
/// @param copied those of them that were not there yet, or were there otherwise
/// @param alreadyThere those that an earlier migration had copied
/// @param queries that were asked of both, under each metric, with equal answers
/// @param took wall time of copying and comparing
public record MigrationReport(
        String collection, long items, long copied, long alreadyThere, int queries, Duration took) {
    /// Items a second, copied and compared.
    public double perSecond() {
        return items / Math.max(1e-9, took.toNanos() / 1e9);
    }
}
