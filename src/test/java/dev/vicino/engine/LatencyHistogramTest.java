package dev.vicino.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    @Test
    void nothing_has_taken_no_time() {
        assertThat(new LatencyHistogram().quantile(0.5)).isZero();
    }

    @Test
    void what_takes_too_long_to_tell_counts_as_the_longest_that_can_be_told() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.add(Long.MAX_VALUE);
        histogram.add(-1);
        assertThat(histogram.quantile(1)).isEqualTo(Duration.ofNanos((1L << 40) - 1));
        assertThat(histogram.quantile(0.5)).isZero();
    }

    @Property(tries = 300)
    void a_quantile_is_never_too_short_and_at_most_a_thirty_second_too_long(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 1L << 39) Long> durations,
            @ForAll @IntRange(min = 1, max = 1000) int permille) {
        long[] sorted = durations.stream().mapToLong(Long::longValue).sorted().toArray();
        LatencyHistogram histogram = new LatencyHistogram();
        for (long nanos : sorted) {
            histogram.add(nanos);
        }
        double share = permille / 1000.0;
        long truth = sorted[(int) Math.ceil(share * sorted.length) - 1];
        assertThat(histogram.quantile(share).toNanos()).isBetween(truth, truth + truth / 32);
    }
}
