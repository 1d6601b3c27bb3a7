package dev.vicino.lucene.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A graph without one of its nodes.
final class LinksWithoutTest {
    private static final int SIZE = 10;

    private static final Bypass AROUND_FOUR = new Bypass(4, new int[] {3, 6}, new int[][] {{6, 7}, {3}});

    @Test
    void the_node_is_in_no_row_and_its_neighbours_have_other_links() throws IOException {
        Links whole = ring(2);
        LinksWithout links = new LinksWithout(whole, 6, AROUND_FOUR);
        assertThat(links.width()).isEqualTo(6);
        for (int node = 0; node < SIZE; node++) {
            assertThat(row(links, node)).doesNotHaveDuplicates().doesNotContain(4, node);
        }
        assertThat(row(links, 3)).containsExactlyInAnyOrder(1, 2, 5, 6, 7);
        assertThat(row(links, 6)).containsExactlyInAnyOrder(5, 7, 8, 3);
        assertThat(row(links, 2)).containsExactlyInAnyOrder(0, 1, 3);
        assertThat(row(links, 9)).containsExactly(row(whole, 9));
    }

    @Test
    void another_node_may_be_left_out_next() throws IOException {
        LinksWithout links = new LinksWithout(ring(2), 6, AROUND_FOUR);
        links.leaveOut(new Bypass(8, new int[0], new int[0][]));
        assertThat(row(links, 3)).containsExactlyInAnyOrder(1, 2, 4, 5);
        assertThat(row(links, 7)).containsExactlyInAnyOrder(5, 6, 9);
    }

    private static int[] row(Links links, int node) throws IOException {
        int[] row = new int[links.width()];
        return Arrays.copyOf(row, links.links(0, node, row));
    }

    /// Each node is linked to so many before it and so many after it.
    private static Links ring(int reach) {
        return new Rows(IntStream.range(0, SIZE)
                .mapToObj(node -> IntStream.rangeClosed(-reach, reach)
                        .filter(step -> step != 0)
                        .map(step -> Math.floorMod(node + step, SIZE))
                        .toArray())
                .toArray(int[][]::new));
    }
}
