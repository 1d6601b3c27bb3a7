package dev.vicino.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void the_rate_is_that_of_the_median_round() {
        long[][] nanos = {{500_000_000, 500_000_000}, {1, 1}, {1_000_000_000, 3_000_000_000L}};
        assertThat(new Times(nanos).perSecond()).isEqualTo(2);
    }

    @Test
    void quantiles_are_taken_over_all_rounds() {
        long[][] nanos = {
            LongStream.rangeClosed(51, 100).toArray(),
            LongStream.rangeClosed(1, 50).toArray()
        };
        Times times = new Times(nanos);
        assertThat(times.quantile(0.5)).isEqualTo(Duration.ofNanos(50));
        assertThat(times.quantile(0.99)).isEqualTo(Duration.ofNanos(99));
        assertThat(times.quantile(1)).isEqualTo(Duration.ofNanos(100));
    }
}
