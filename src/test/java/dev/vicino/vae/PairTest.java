package dev.vicino.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class PairTest {
    @Test
    void both_halves_are_done_by_two_threads_when_it_returns() {
        Set<String> done = ConcurrentHashMap.newKeySet();
        try (Pair pair = new Pair()) {
            pair.run(worker -> done.add(worker + " on " + Thread.currentThread().getName()));
        }
        assertThat(done)
                .containsExactlyInAnyOrder("0 on " + Thread.currentThread().getName(), "1 on vicino-vae-partner");
    }

    @Test
    void what_one_worker_wrote_the_other_reads_in_the_next_job() {
        long[] sums = {1, 1};
        try (Pair pair = new Pair()) {
            for (int i = 0; i < 10_000; i++) {
                long[] before = sums.clone();
                pair.run(worker -> sums[worker] = (before[0] + before[1]) % 1_000_003);
                assertThat(sums[1]).isEqualTo(sums[0]);
            }
        }
    }

    @Test
    void a_job_wakes_a_worker_that_has_gone_to_rest() throws Exception {
        try (Pair pair = new Pair()) {
            boolean[] done = new boolean[2];
            // Long enough for the partner to have parked.
            Thread.sleep(300);
            pair.run(worker -> done[worker] = true);
            assertThat(done).containsExactly(true, true);
        }
    }

    @Test
    void a_failure_of_either_worker_reaches_the_caller_and_the_pair_goes_on() {
        try (Pair pair = new Pair()) {
            for (int failing = 0; failing < 2; failing++) {
                int chosen = failing;
                assertThatThrownBy(() -> pair.run(worker -> {
                            if (worker == chosen) {
                                throw new ArithmeticException("worker " + worker);
                            }
                        }))
                        .hasStackTraceContaining("worker " + failing);
            }
            boolean[] done = new boolean[2];
            pair.run(worker -> done[worker] = true);
            assertThat(done).containsExactly(true, true);
        }
    }
}
