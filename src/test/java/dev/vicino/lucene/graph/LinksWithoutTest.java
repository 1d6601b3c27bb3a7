package dev.vicino.lucene.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A graph without one of its nodes.
final class LinksWithoutTest {
    private static final int SIZE = 10;

    @Test
    void without_a_node_its_neighbours_are_linked_to_its_other_neighbours() throws IOException {
        LinksWithout links = new LinksWithout(ring(2));
        links.leaveOut(4);
        for (int node = 0; node < SIZE; node++) {
            int[] row = row(links, node);
            assertThat(row).hasSize(4).doesNotHaveDuplicates().doesNotContain(4, node);
        }
        assertThat(row(links, 3)).contains(1, 2, 5).containsAnyOf(6);
        assertThat(row(links, 9)).containsExactly(row(ring(2), 9));
    }

    @Test
    void where_there_is_no_other_neighbour_the_row_is_shorter() throws IOException {
        LinksWithout links = new LinksWithout(ring(1));
        links.leaveOut(4);
        assertThat(row(links, 3)).containsExactlyInAnyOrder(2, 5);
        LinksWithout pair = new LinksWithout(links(new int[][] {{1}, {0}}));
        pair.leaveOut(1);
        assertThat(row(pair, 0)).isEmpty();
    }

    @Test
    void by_itself_nothing_is_left_out() throws IOException {
        LinksWithout links = new LinksWithout(ring(2));
        links.leaveOut(4);
        links.leaveOut(-1);
        for (int node = 0; node < SIZE; node++) {
            assertThat(row(links, node)).containsExactly(row(ring(2), node));
        }
    }

    private static int[] row(Links links, int node) throws IOException {
        int[] row = new int[links.width()];
        return Arrays.copyOf(row, links.links(0, node, row));
    }

    /// Each node is linked to so many before it and so many after it.
    private static Links ring(int reach) {
        return links(IntStream.range(0, SIZE)
                .mapToObj(node -> IntStream.rangeClosed(-reach, reach)
                        .filter(step -> step != 0)
                        .map(step -> Math.floorMod(node + step, SIZE))
                        .toArray())
                .toArray(int[][]::new));
    }

    private static Links links(int[][] rows) {
        return new Links() {
            @Override
            public int links(int layer, int node, int[] into) {
                System.arraycopy(rows[node], 0, into, 0, rows[node].length);
                return rows[node].length;
            }

            @Override
            public int width() {
                return rows[0].length;
            }

            @Override
            public int layers() {
                return 1;
            }

            @Override
            public int size() {
                return rows.length;
            }

            @Override
            public int entry() {
                return 0;
            }

            @Override
            public int beam() {
                return 1;
            }
        };
    }
}
