package dev.vicino.evaluation;

import java.time.Duration;
import java.util.Arrays;

/// Wall times of the same searches in several rounds.
final class Times {
    private final long[][] nanos;

    /// @param nanos by round and search; every round has as many
    Times(long[][] nanos) {
        this.nanos = nanos;
    }

    /// Searches per second in the median round; of an even number of rounds, the slower of the two in the middle.
    double perSecond() {
        long[] rounds = Arrays.stream(nanos)
                .mapToLong(round -> Arrays.stream(round).sum())
                .sorted()
                .toArray();
        return nanos[0].length * 1e9 / Math.max(1, rounds[rounds.length / 2]);
    }

    /// The shortest time that at least this share of all searches kept to.
    ///
    /// @param share in (0, 1]
    Duration quantile(double share) {
        long[] all = Arrays.stream(nanos).flatMapToLong(Arrays::stream).sorted().toArray();
        return Duration.ofNanos(all[(int) Math.ceil(share * all.length) - 1]);
    }
}
