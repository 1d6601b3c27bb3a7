package dev.vicino.explorer.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerTableTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.895, 1})
    void powers_are_right_to_a_millionth(double exponent) {
        PowerTable powers = new PowerTable(exponent);
        for (float number = Float.MIN_NORMAL; number < 1e30f; number *= 1.37f) {
            double power = StrictMath.pow(number, exponent);
            assertThat(powers.of(number)).isCloseTo(power, within(power * 1e-6));
        }
    }
}
