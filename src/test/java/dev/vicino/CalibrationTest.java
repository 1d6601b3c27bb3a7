package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Calibration.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private final Calibration calibration = new Calibration(
            Metric.EUCLIDEAN,
            10_000,
            300,
            List.of(
                    new Point(10, 10, 0.9),
                    new Point(10, 40, 0.99),
                    new Point(10, 160, 1),
                    new Point(100, 100, 0.96),
                    new Point(100, 130, 0.99)));

    @Test
    void what_was_measured_is_said_as_it_is() {
        assertThat(calibration.effort(0.9, 10)).hasValue(10);
        assertThat(calibration.effort(0.99, 10)).hasValue(40);
        assertThat(calibration.effort(1, 10)).hasValue(160);
    }

    @Test
    void between_two_efforts_equal_shares_more_effort_miss_equal_shares_less() {
        Calibration halving = new Calibration(
                Metric.EUCLIDEAN, 10_000, 300, List.of(new Point(10, 10, 0.9), new Point(10, 40, 0.975)));
        assertThat(halving.effort(0.95, 10)).hasValue(20);
        assertThat(halving.effort(0.96, 10)).hasValue(25);
    }

    /// It may have been a scan.
    @Test
    void what_misses_nothing_says_nothing_of_less_effort() {
        assertThat(calibration.effort(0.991, 10)).hasValue(160);
    }

    /// By chance a greater effort may have found less.
    @Test
    void the_first_effort_that_reaches_a_recall_counts() {
        Calibration falling = new Calibration(
                Metric.EUCLIDEAN,
                10_000,
                300,
                List.of(new Point(10, 10, 0.91), new Point(10, 20, 0.90), new Point(10, 40, 0.975)));
        assertThat(falling.effort(0.905, 10)).hasValue(10);
        assertThat(falling.effort(0.951, 10)).hasValue(29);
    }

    @Test
    void less_than_the_least_effort_was_not_measured() {
        assertThat(calibration.effort(0.5, 10)).hasValue(10);
    }

    @Test
    void fewer_hits_take_the_next_greater_number_and_more_hits_take_their_share() {
        assertThat(calibration.effort(0.99, 1)).hasValue(40);
        assertThat(calibration.effort(0.99, 50)).hasValue(130);
        assertThat(calibration.effort(0.99, 300)).hasValue(390);
    }

    @Test
    void what_no_effort_reaches_has_none() {
        assertThat(calibration.effort(0.999, 100)).isEmpty();
        assertThat(calibration.effort(0.99, 1_000_000)).isEmpty();
        assertThat(new Calibration(Metric.EUCLIDEAN, 0, 0, List.of()).effort(0.9, 10))
                .isEmpty();
    }
}
