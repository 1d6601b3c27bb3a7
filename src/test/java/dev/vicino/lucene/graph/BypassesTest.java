package dev.vicino.lucene.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Points on a line, of which the first, in the middle, is left out.
final class BypassesTest {
    private static final int MOST = 3;

    @Test
    void neighbours_that_would_have_chosen_each_other_are_linked_both_ways() throws IOException {
        Bypass bypass = around(new float[] {0, -1, 1, -5, 5}, new int[][] {{1, 2}, {0, 3}, {0, 4}, {1}, {2}});
        assertThat(bypass.node()).isZero();
        assertThat(bypass.neighbours()).containsExactly(1, 2);
        assertThat(bypass.links()).isEqualTo(new int[][] {{2}, {1}});
    }

    @Test
    void one_choice_is_enough_for_both() throws IOException {
        // The first is linked to nothing so far away as the second, which is.
        Bypass bypass = around(new float[] {0, -1, 1, -1.5f, 5}, new int[][] {{1, 2}, {0, 3}, {0, 4}, {1}, {2}});
        assertThat(bypass.links()).isEqualTo(new int[][] {{2}, {1}});
    }

    @Test
    void neighbours_that_are_farther_away_than_all_they_are_linked_to_stay_unlinked() throws IOException {
        Bypass bypass = around(new float[] {0, -1, 1, -1.5f, 1.5f}, new int[][] {{1, 2}, {0, 3}, {0, 4}, {1}, {2}});
        assertThat(bypass.neighbours()).isEmpty();
    }

    @Test
    void neighbours_with_a_nearer_one_between_them_stay_unlinked() throws IOException {
        Bypass bypass = around(
                new float[] {0, -1, 1, -5, 5, 0.2f}, new int[][] {{1, 2}, {0, 3, 5}, {0, 4, 5}, {1}, {2}, {1, 2}});
        assertThat(bypass.neighbours()).isEmpty();
    }

    @Test
    void nobody_gets_more_links_than_there_is_room_for() throws IOException {
        // The third was chosen by the node that is left out, and has not chosen it.
        Bypass bypass = around(
                new float[] {0, -1, 1, -5, 5, 6, 7}, new int[][] {{1, 2}, {0, 3}, {4, 5, 6}, {1}, {2}, {2}, {2}});
        assertThat(bypass.neighbours()).containsExactly(1);
        assertThat(bypass.links()).isEqualTo(new int[][] {{2}});
    }

    private static Bypass around(float[] places, int[][] rows) throws IOException {
        return new Bypasses(new Rows(rows), new OnALine(places), MOST).around(0);
    }

    private static final class OnALine implements NodePairs.From {
        private final float[] places;
        private int from;

        private OnALine(float[] places) {
            this.places = places;
        }

        @Override
        public void node(int node) {
            from = node;
        }

        @Override
        public void score(int[] nodes, int count, float[] keys) {
            for (int i = 0; i < count; i++) {
                keys[i] = Math.abs(places[from] - places[nodes[i]]);
            }
        }
    }
}
