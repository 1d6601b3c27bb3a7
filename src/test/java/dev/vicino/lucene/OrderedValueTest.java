package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderedValueTest {
    @Test
    void bytes_order_longs_and_doubles_by_their_exact_value() {
        List<Number> numbers = new ArrayList<>(
                List.of(0L, 0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE, 0x1p63, -0x1p63, 0x1p62));
        Random random = new Random(1);
        for (int bits = 1; bits < 64; bits++) {
            long power = 1L << bits;
            numbers.addAll(List.of(power, power - 1, power + 1, -power, (double) power, Math.nextUp((double) power)));
            numbers.addAll(
                    List.of(Math.nextDown((double) power), random.nextLong() >> bits, random.nextLong(bits + 1L)));
        }
        for (Number left : numbers) {
            for (Number right : numbers) {
                int order = decimal(left).compareTo(decimal(right));
                int bytes = Arrays.compareUnsigned(OrderedValue.encode(left), OrderedValue.encode(right));
                assertThat(Integer.signum(bytes))
                        .as("%s against %s", left, right)
                        .isEqualTo(order);
            }
        }
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }
}
