package dev.vicino.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiverseChoiceTest {
    @ParameterizedTest
    @EnumSource
    void it_chooses_as_a_plain_greedy_loop_does(Metric metric) {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int count = 1 + random.nextInt(12);
            float[] query = vector(random);
            float[][] vectors = new float[count][];
            Arrays.setAll(vectors, i -> vector(random));
            Arrays.sort(
                    vectors,
                    Comparator.comparing((float[] each) -> metric.between(query, each), metric::compareNearestFirst));
            double[] values = Arrays.stream(vectors)
                    .mapToDouble(each -> metric.between(query, each))
                    .toArray();
            double lambda = random.nextInt(5) / 4.0;
            int wanted = random.nextInt(count + 3);
            int[] chosen = DiverseChoice.choose(metric, values, vectors, lambda, wanted);
            assertThat(chosen).containsExactly(greedy(metric, values, vectors, lambda, wanted));
        }
    }

    private static int[] greedy(Metric metric, double[] values, float[][] vectors, double lambda, int count) {
        double sign = metric.largestIsNearest() ? 1 : -1;
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(count, values.length)) {
            int best = -1;
            double bestWorth = 0;
            for (int i = 0; i < values.length; i++) {
                if (chosen.contains(i)) {
                    continue;
                }
                double worth = sign * values[i];
                if (!chosen.isEmpty()) {
                    float[] vector = vectors[i];
                    double likeness = chosen.stream()
                            .mapToDouble(other -> sign * metric.between(vector, vectors[other]))
                            .max()
                            .orElseThrow();
                    worth = lambda * worth - (1 - lambda) * likeness;
                }
                if (best < 0 || worth > bestWorth) {
                    best = i;
                    bestWorth = worth;
                }
            }
            chosen.add(best);
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Of few distinct coordinates, so that ties are common; never all zeros.
    private static float[] vector(Random random) {
        float[] vector = {random.nextInt(5) - 2, random.nextInt(5) - 2, random.nextInt(3) - 1};
        vector[random.nextInt(3)] = 1;
        return vector;
    }

    @Test
    void a_twin_of_the_nearest_comes_after_what_is_elsewhere() {
        float[][] vectors = {{1, 0}, {1, 0.01f}, {0, 3}};
        double[] values = {1, 1.0001, 3};
        assertThat(DiverseChoice.choose(Metric.EUCLIDEAN, values, vectors, 0.5, 3))
                .containsExactly(0, 2, 1);
        assertThat(DiverseChoice.choose(Metric.EUCLIDEAN, values, vectors, 1, 3))
                .containsExactly(0, 1, 2);
    }
}
