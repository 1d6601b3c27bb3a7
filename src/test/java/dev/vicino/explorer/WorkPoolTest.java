package dev.vicino.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The time that a call has.
class WorkPoolTest {
    private static Reply done() {
        return Reply.json("done");
    }

    @Test
    void what_takes_too_long_is_given_up_and_interrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (WorkPool pool = new WorkPool(1, Duration.ofMillis(50))) {
            assertThatThrownBy(() -> pool.answer(() -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException ended) {
                            interrupted.countDown();
                        }
                        return done();
                    }))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(503))
                    .hasMessageContaining("no answer within");
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void waiting_for_a_turn_counts_as_time() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        try (WorkPool pool = new WorkPool(1, Duration.ofMillis(200))) {
            Thread first = Thread.ofVirtual().start(() -> {
                try {
                    pool.answer(() -> {
                        while (free.getCount() > 0) {
                            Thread.onSpinWait();
                        }
                        return done();
                    });
                } catch (Exception late) {
                    assertThat(late).isInstanceOf(Refusal.class);
                }
            });
            first.join();
            assertThatThrownBy(() -> pool.answer(WorkPoolTest::done)).isInstanceOf(Refusal.class);
            free.countDown();
            assertThat(pool.answer(WorkPoolTest::done).status()).isEqualTo(200);
        }
    }

    @Test
    void what_a_call_throws_comes_back_as_it_is() {
        try (WorkPool pool = new WorkPool(1, Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> pool.answer(() -> {
                        throw Refusal.notFound("nobody");
                    }))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("nobody");
        }
    }

    @Test
    void a_closed_pool_answers_nothing() {
        WorkPool pool = new WorkPool(1, Duration.ofSeconds(10));
        pool.close();
        assertThatThrownBy(() -> pool.answer(WorkPoolTest::done))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("closing");
    }
}
