package dev.vicino.explorer.plane;

import java.util.Arrays;

/// Which items are to be near each other, and how much: of two items, either's belonging to the other or both's,
/// `a + b − a·b` (the union of fuzzy sets: McInnes, Healy & Melville 2018, §3.1). Symmetric.
///
/// @param starts where each item's row begins, and in the end where the last one's ends
/// @param others the items of each row
/// @param weights of them, in (0, 1]
record NearnessGraph(int[] starts, int[] others, float[] weights) {
    static NearnessGraph of(Neighbours neighbours) {
        int items = neighbours.numbers().length / neighbours.each();
        int[] ends = new int[items + 1];
        for (int item = 0; item < items; item++) {
            int from = item;
            eachPair(neighbours, item, (other, weight) -> {
                ends[from + 1]++;
                if (neighbours.membership(from, other) == 0) {
                    ends[other + 1]++;
                }
            });
        }
        Arrays.parallelPrefix(ends, Integer::sum);
        NearnessGraph graph = new NearnessGraph(ends, new int[ends[items]], new float[ends[items]]);
        int[] next = ends.clone();
        for (int item = 0; item < items; item++) {
            int from = item;
            eachPair(neighbours, item, (other, weight) -> {
                float back = neighbours.membership(from, other);
                float union = weight + back - weight * back;
                graph.put(next[from]++, other, union);
                if (back == 0) {
                    graph.put(next[other]++, from, union);
                }
            });
        }
        return graph;
    }

    private interface Pair {
        void of(int other, float weight);
    }

    private static void eachPair(Neighbours neighbours, int item, Pair pair) {
        int from = item * neighbours.each();
        for (int place = from; place < from + neighbours.each(); place++) {
            int other = neighbours.numbers()[place];
            if (other != Neighbours.NONE) {
                pair.of(other, neighbours.memberships()[place]);
            }
        }
    }

    private void put(int place, int other, float weight) {
        others[place] = other;
        weights[place] = weight;
    }

    int size() {
        return starts.length - 1;
    }
}
