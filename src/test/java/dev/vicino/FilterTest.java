package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What filters mean, by examples.
class FilterTest {
    private static final Payload PAYLOAD = Payload.of(Map.of(
            "label", 7,
            "title", "Größe 42, Nearest-Neighbours",
            "tags", List.of("red", 5, 10),
            "none", List.of(),
            "made", Map.of("at", Instant.parse("2026-01-01T00:00:00Z"), "in", Map.of())));

    private static boolean passes(Filter filter) {
        return filter.matches(PAYLOAD);
    }

    @Test
    void numbers_are_compared_by_exact_value_across_types() {
        assertThat(passes(Filter.eq("label", 7.0))).isTrue();
        assertThat(passes(Filter.gt("label", 6.999))).isTrue();
        Payload large = Payload.EMPTY.with("n", (1L << 53) + 1);
        assertThat(Filter.eq("n", 0x1p53).matches(large)).isFalse();
        assertThat(Filter.gt("n", 0x1p53).matches(large)).isTrue();
        assertThat(Filter.lt("n", Math.nextUp(0x1p53)).matches(large)).isTrue();
        assertThat(Filter.lt("n", 0x1p63).matches(Payload.EMPTY.with("n", Long.MAX_VALUE)))
                .isTrue();
        assertThat(Filter.eq("n", 0.0).matches(Payload.EMPTY.with("n", -0.0))).isTrue();
        assertThat(Filter.lt("n", 0.0).matches(Payload.EMPTY.with("n", -0.0))).isFalse();
    }

    @Test
    void values_of_different_kinds_are_not_equal_and_have_no_order() {
        assertThat(passes(Filter.eq("label", "7"))).isFalse();
        assertThat(passes(Filter.lt("label", "8"))).isFalse();
        assertThat(passes(Filter.gte("label", "0"))).isFalse();
        assertThat(passes(Filter.gt("made.at", 0))).isFalse();
        assertThat(passes(Filter.prefix("label", ""))).isFalse();
    }

    @Test
    void an_absent_field_passes_only_negations() {
        assertThat(passes(Filter.ne("absent", 7))).isTrue();
        assertThat(passes(Filter.notIn("absent", List.of(7)))).isTrue();
        assertThat(passes(Filter.isNull("absent"))).isTrue();
        assertThat(passes(Filter.lt("absent", 7))).isFalse();
        assertThat(passes(Filter.exists("absent"))).isFalse();
    }

    @Test
    void one_element_of_a_list_is_enough_and_a_range_wants_one_within_both_bounds() {
        assertThat(passes(Filter.eq("tags", "red"))).isTrue();
        assertThat(passes(Filter.between("tags", 4, 6))).isTrue();
        assertThat(passes(Filter.between("tags", 6, 9))).isFalse();
        assertThat(passes(Filter.and(Filter.gt("tags", 6), Filter.lt("tags", 9))))
                .isTrue();
        assertThat(passes(Filter.ne("tags", "red"))).isFalse();
    }

    @Test
    void empty_lists_and_objects_exist_but_have_no_value() {
        assertThat(passes(Filter.exists("none"))).isTrue();
        assertThat(passes(Filter.exists("made"))).isTrue();
        assertThat(passes(Filter.exists("made.in"))).isTrue();
        assertThat(passes(Filter.prefix("none", ""))).isFalse();
    }

    @Test
    void words_are_whole_in_any_order_and_any_case() {
        assertThat(passes(Filter.matchesText("title", "neighbours GRÖSSE"))).isFalse();
        assertThat(passes(Filter.matchesText("title", "neighbours GRÖßE 42"))).isTrue();
        assertThat(passes(Filter.matchesText("title", "near"))).isFalse();
        assertThat(passes(Filter.contains("title", "est-Nei"))).isTrue();
        assertThat(passes(Filter.contains("title", "nearest"))).isFalse();
    }

    @Test
    void of_no_filters_all_hold_and_none_does() {
        assertThat(passes(Filter.and())).isTrue();
        assertThat(passes(Filter.or())).isFalse();
        assertThat(passes(Filter.in("label", List.of()))).isFalse();
    }

    @Test
    void what_has_no_meaning_is_refused_at_construction() {
        refuses(() -> Filter.gt("a", true), "orders by the boolean true; expected a number, a string or an instant");
        refuses(() -> Filter.lte("a", new UUID(1, 2)), "orders by the uuid");
        refuses(() -> Filter.between("a", 1, Instant.EPOCH), "expected two numbers, two strings or two instants");
        refuses(() -> new Filter.Range("a", null, null), "has no bound");
        refuses(() -> Filter.eq("a", List.of(1)), "or in('a', …) for several");
        refuses(() -> Filter.eq("a", Double.NaN), "is NaN; expected a finite number");
        refuses(() -> Filter.in("a", List.of(new Object())), "is a java.lang.Object");
        refuses(() -> Filter.eq(" ", 1), "blank name");
        refuses(() -> Filter.matchesText("a", "?!"), "has none");
    }

    private static void refuses(Runnable made, String message) {
        assertThatThrownBy(made::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void filters_may_be_thousands_deep_and_wide() {
        Filter deep = Filter.eq("label", 7);
        for (int level = 0; level < 2000; level++) {
            deep = Filter.not(Filter.or(Filter.eq("label", level + 8), Filter.and(deep)));
        }
        assertThat(passes(deep)).isTrue();
        assertThat(deep.toString()).startsWith("not (");
        Filter[] many = new Filter[10_000];
        Arrays.setAll(many, i -> Filter.eq("label", i));
        assertThat(passes(Filter.or(many))).isTrue();
    }
}
