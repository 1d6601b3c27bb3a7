package dev.vicino.explorer.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vicino.Hit;
import dev.vicino.Metric;
import dev.vicino.Payload;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class NearnessGraphTest {
    private static List<Hit> hits(double... values) {
        return DoubleStream.of(values)
                .mapToObj(value -> new Hit(1, "item", value, null, Payload.EMPTY, null, null, new float[0]))
                .toList();
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    @Test
    void memberships_fall_from_one_and_add_up_to_the_logarithm_of_their_number() {
        for (Metric metric : Metric.values()) {
            double sign = metric.largestIsNearest() ? -1 : 1;
            double[] values = DoubleStream.of(1, 1.5, 1.7, 2, 4, 4.1, 4.2, 9)
                    .map(value -> sign * value)
                    .toArray();
            float[] memberships = Membership.of(metric, hits(values));
            assertThat(sum(memberships)).isCloseTo(3, within(1e-5));
            assertThat(memberships[0]).isEqualTo(1);
            for (int i = 1; i < memberships.length; i++) {
                assertThat(memberships[i]).isLessThan(memberships[i - 1]).isPositive();
            }
        }
    }

    @Test
    void those_that_are_equally_near_belong_as_much() {
        assertThat(Membership.of(Metric.EUCLIDEAN, hits(2, 2, 2))).containsExactly(1, 1, 1);
        assertThat(Membership.of(Metric.EUCLIDEAN, hits(5))).containsExactly(1);
    }

    /// 0 has 1 and 2, 1 has 0, 2 has none.
    @Test
    void it_joins_either_ones_belonging_and_is_symmetric() {
        Neighbours neighbours =
                new Neighbours(2, new int[] {1, 2, 0, Neighbours.NONE, Neighbours.NONE, Neighbours.NONE}, new float[] {
                    1, 0.5f, 0.25f, 0, 0, 0
                });
        NearnessGraph graph = NearnessGraph.of(neighbours);
        assertThat(graph.size()).isEqualTo(3);
        assertThat(graph.starts()).containsExactly(0, 2, 3, 4);
        assertThat(Arrays.copyOf(graph.others(), 4)).containsExactly(1, 2, 0, 0);
        assertThat(graph.weights()).containsExactly(1, 0.5f, 1, 0.5f);
    }
}
