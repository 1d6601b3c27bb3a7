package dev.vicino.lucene.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodePoolTest {
    private record Entry(int node, float key) {}

    private final NodePool pool = new NodePool();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 63, 64, 65, 300})
    void what_comes_in_batches_is_kept_as_if_sorted_at_once(int limit) {
        Random random = new Random(limit);
        List<Entry> offered = new ArrayList<>();
        pool.reset(limit);
        int node = 0;
        for (int batch = 0; batch < 40; batch++) {
            int[] nodes = new int[random.nextInt(0, 40)];
            float[] keys = new float[nodes.length + 1];
            for (int i = 0; i < nodes.length; i++) {
                nodes[i] = node++;
                keys[i] = (float) random.nextGaussian();
                offered.add(new Entry(nodes[i], keys[i]));
            }
            pool.offer(nodes, keys, nodes.length);
            assertThat(kept()).isEqualTo(nearest(offered, limit));
        }
    }

    @Test
    void says_how_many_found_room() {
        pool.reset(2);
        assertThat(pool.offer(new int[] {1, 2}, new float[] {5, 3}, 2)).isEqualTo(2);
        assertThat(pool.offer(new int[] {3, 4}, new float[] {5, 7}, 2)).isZero();
        assertThat(pool.offer(new int[] {5, 6}, new float[] {4, 7}, 2)).isEqualTo(1);
        assertThat(kept()).containsExactly(new Entry(2, 3), new Entry(5, 4));
    }

    @Test
    void each_node_is_taken_once_and_the_nearest_first() {
        pool.reset(3);
        pool.offer(new int[] {7, 8}, new float[] {2, -1}, 2);
        assertThat(pool.takeNext()).isEqualTo(8);
        pool.offer(new int[] {9}, new float[] {-3}, 1);
        assertThat(pool.takeNext()).isEqualTo(9);
        assertThat(pool.takeNext()).isEqualTo(7);
        assertThat(pool.takeNext()).isEqualTo(-1);
        pool.offer(new int[] {Integer.MAX_VALUE}, new float[] {0}, 1);
        assertThat(pool.takeNext()).isEqualTo(Integer.MAX_VALUE);
        assertThat(pool.takeNext()).isEqualTo(-1);
    }

    @Test
    void all_that_is_kept_is_taken_once_more_if_the_walk_looks_again() {
        pool.reset(3);
        pool.offer(new int[] {7, 8, 9}, new float[] {2, -1, 0}, 3);
        assertThat(pool.takeNext()).isEqualTo(8);
        assertThat(pool.takeNext()).isEqualTo(9);
        pool.lookAgain();
        assertThat(kept()).containsExactly(new Entry(8, -1), new Entry(9, 0), new Entry(7, 2));
        assertThat(IntStream.range(0, 4).map(i -> pool.takeNext())).containsExactly(8, 9, 7, -1);
    }

    private List<Entry> kept() {
        return IntStream.range(0, pool.size())
                .mapToObj(i -> new Entry(pool.node(i), pool.key(i)))
                .toList();
    }

    private static List<Entry> nearest(List<Entry> entries, int limit) {
        return entries.stream()
                .sorted(Comparator.comparingDouble(Entry::key).thenComparingInt(Entry::node))
                .limit(limit)
                .toList();
    }
}
