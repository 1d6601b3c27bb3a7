package dev.vicino.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {
    @Test
    void pixels_are_on_steps() {
        assertEachComesBack(numbers(0, 255, k -> k / 255f), 1 / 255.0, 128);
    }

    @Test
    void whole_numbers_are_on_steps() {
        assertEachComesBack(numbers(-128, 127, k -> k), 1, 0);
        assertEachComesBack(numbers(1000, 1255, k -> k), 1, 1128);
    }

    @Test
    void what_was_scaled_after_it_was_quantised_is_on_steps() {
        float scale = 0.0123f;
        assertEachComesBack(numbers(-127, 127, k -> k * scale), scale, 1);
    }

    @Test
    void steps_are_found_where_the_largest_number_is_rounded() {
        assertEachComesBack(numbers(0, 254, k -> k / 255f), 1 / 255.0, 128);
    }

    @Test
    void steps_need_not_all_be_taken() {
        assertEachComesBack(new float[] {0, 0.5f, 1}, 0.5, 128);
        assertEachComesBack(new float[] {-3, -3, 6}, 3, 127);
        assertEachComesBack(new float[] {10, 12, 15, 27}, 1, 138);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 1 / 255.0, 1 / 3.0, 0.1, 0.0123f, 1e-30, 1e30})
    void floats_make_the_same_numbers(double unit) {
        assertThat(new Steps(unit, 128).madeByFloats()).isTrue();
        assertThat(new Steps(unit, -1000).madeByFloats()).isTrue();
    }

    @Test
    void floats_do_not_where_the_unit_is_next_to_zero() {
        assertThat(new Steps(Float.MIN_VALUE * 1.4, 128).madeByFloats()).isFalse();
    }

    @Test
    void a_negative_zero_is_a_zero() {
        Steps steps = Objects.requireNonNull(Steps.through(new float[] {-0f, 1}));
        assertThat(steps.number(steps.code(-0f))).isZero();
    }

    @Test
    void there_are_none_through_numbers_that_a_byte_does_not_tell_apart() {
        assertThat(Steps.through(numbers(0, 256, k -> k))).isNull();
        assertThat(Steps.through(new float[] {0, 1e-30f, 1e30f})).isNull();
        assertThat(Steps.through(new float[] {0, Float.MIN_VALUE, Float.MAX_VALUE}))
                .isNull();
    }

    @Test
    void there_are_none_through_numbers_that_are_spaced_at_random() {
        Random random = new Random(3);
        float[] numbers = new float[10];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextFloat();
        }
        assertThat(Steps.through(numbers)).isNull();
    }

    @Test
    void there_are_none_where_all_is_zero() {
        assertThat(Steps.through(new float[] {0, -0f})).isNull();
    }

    private interface Spacing {
        float of(int step);
    }

    private static float[] numbers(int first, int last, Spacing spacing) {
        float[] numbers = new float[last - first + 1];
        IntStream.range(0, numbers.length).forEach(i -> numbers[i] = spacing.of(first + i));
        return numbers;
    }

    private static void assertEachComesBack(float[] numbers, double unit, int middle) {
        Steps steps = Objects.requireNonNull(Steps.through(numbers));
        assertThat(steps.unit()).isEqualTo(unit);
        for (float number : numbers) {
            assertThat(steps.number(steps.code(number))).isEqualTo(number);
        }
        assertThat(steps.middle()).isEqualTo(middle);
    }
}
