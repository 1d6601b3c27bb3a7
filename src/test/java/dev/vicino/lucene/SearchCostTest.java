package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the ways to search differ so much that nobody can be in doubt.
class SearchCostTest {
    private static final int EFFORT = 100;

    private static SearchCost of(int dimension, int items, double share) {
        return new SearchCost(dimension, items, (int) (items * share), dimension <= 16);
    }

    @ParameterizedTest
    @CsvSource({"2, 10000", "8, 10000", "16, 10000", "2, 60000"})
    void few_vectors_of_few_dimensions_are_scanned_by_columns(int dimension, int items) {
        SearchCost cost = of(dimension, items, 1);
        assertThat(cost.columnsAreCheaper()).isTrue();
        assertThat(cost.scan()).isLessThan(cost.walk(EFFORT, false) / 2);
    }

    @ParameterizedTest
    @CsvSource({"2, 10000000", "16, 200000", "128, 100000", "784, 60000"})
    void many_vectors_are_walked_among(int dimension, int items) {
        SearchCost cost = of(dimension, items, 1);
        assertThat(cost.walk(EFFORT, false)).isLessThan(cost.scan() / 2);
    }

    @ParameterizedTest
    @CsvSource({"4, 60000", "32, 60000", "784, 60000"})
    void the_few_that_a_filter_lets_through_are_scanned_row_by_row(int dimension, int items) {
        SearchCost cost = of(dimension, items, 0.003);
        assertThat(cost.columnsAreCheaper()).isFalse();
        assertThat(cost.scan()).isLessThan(cost.walk(EFFORT, true) / 2);
    }

    @ParameterizedTest
    @CsvSource({"32, 1000000", "784, 60000"})
    void where_a_filter_lets_through_half_of_many_the_graph_is_walked(int dimension, int items) {
        SearchCost cost = of(dimension, items, 0.5);
        assertThat(cost.walk(EFFORT, true)).isLessThan(cost.scan() / 2);
    }

    @ParameterizedTest
    @CsvSource({"784, 60000, 0.05", "784, 60000, 0.02", "384, 1000000, 0.001"})
    void the_image_is_scanned_of_more_than_are_scanned_row_by_row_and_fewer_than_are_walked_among(
            int dimension, int items, double share) {
        SearchCost cost = of(dimension, items, share);
        assertThat(cost.scanByImage(EFFORT)).isLessThan(cost.scan() / 1.5);
        assertThat(cost.scanByImage(EFFORT)).isLessThan(cost.walk(EFFORT, true) / 1.5);
        assertThat(of(dimension, items, 0.5).scanByImage(EFFORT))
                .isGreaterThan(of(dimension, items, 0.5).walk(EFFORT, true));
        assertThat(of(dimension, items, 1.0 / items).scanByImage(EFFORT))
                .isGreaterThan(of(dimension, items, 1.0 / items).scan());
    }

    @Test
    void a_walk_that_would_go_astray_between_what_a_filter_lets_through_is_not_made() {
        assertThat(of(2, 10_000_000, 0.1).walk(EFFORT, false)).isInfinite();
        assertThat(of(2, 10_000_000, 0.9).walk(EFFORT, false)).isFinite();
        assertThat(of(128, 10_000_000, 0.1).walk(EFFORT, false)).isFinite();
    }

    @Test
    void an_image_makes_a_walk_cheaper_only_where_it_has_fewer_dimensions() {
        assertThat(of(784, 60_000, 1).walk(EFFORT, true))
                .isLessThan(of(784, 60_000, 1).walk(EFFORT, false));
        assertThat(of(64, 60_000, 1).walk(EFFORT, true))
                .isEqualTo(of(64, 60_000, 1).walk(EFFORT, false));
    }
}
