package dev.vicino.lucene.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ResidualsTest {
    private final Residuals residuals = new Residuals();

    /// Keys are three times those in the image, and 100 more with a deviation of 10.
    private void take(int count) {
        Random random = new Random(7);
        residuals.reset(3);
        for (int i = 0; i < count; i++) {
            residuals.add(i, 3 * i + 100 + 10 * (float) random.nextGaussian());
        }
    }

    @Test
    void what_lies_some_deviations_above_is_ruled_out() {
        take(1000);
        assertThat(residuals.ruleOut(50, 250 - 25, 2)).isTrue();
        assertThat(residuals.ruleOut(50, 250 - 15, 2)).isFalse();
        assertThat(residuals.ruleOut(50, 250 - 15, 1)).isTrue();
    }

    @Test
    void fewer_than_twelve_rule_nothing_out() {
        take(11);
        assertThat(residuals.ruleOut(1_000_000, 0, 2)).isFalse();
        take(12);
        assertThat(residuals.ruleOut(1_000_000, 0, 2)).isTrue();
    }

    @Test
    void where_the_image_drops_nothing_its_order_is_the_true_one() {
        residuals.reset(0.5f);
        for (int i = 0; i < 20; i++) {
            residuals.add(2 * i, i);
        }
        assertThat(residuals.ruleOut(21, 10, 3)).isTrue();
        assertThat(residuals.ruleOut(19, 10, 3)).isFalse();
    }

    @Test
    void keys_in_no_proportion_rule_nothing_out() {
        residuals.reset(Float.NaN);
        for (int i = 0; i < 20; i++) {
            residuals.add(i, i);
        }
        assertThat(residuals.ruleOut(1_000_000, 0, 0)).isFalse();
    }

    @Test
    void a_new_query_begins_anew() {
        take(1000);
        residuals.reset(3);
        assertThat(residuals.ruleOut(1_000_000, 0, 0)).isFalse();
    }
}
