package dev.vicino.lucene.graph;

import java.util.Arrays;

/// The nodes that a walk has come by. Forgetting them takes as long as coming by them did, however large the graph.
final class VisitedNodes {
    private final long[] bits;
    private int[] trail = new int[1024];
    private int count;

    VisitedNodes(int nodes) {
        bits = new long[(nodes + Long.SIZE - 1) / Long.SIZE];
    }

    /// Whether it is the first visit.
    boolean visit(int node) {
        makeRoom(1);
        int before = count;
        mark(node);
        return count > before;
    }

    /// Visits some nodes, and lists those that it is the first visit of.
    ///
    /// @param nodes to visit
    /// @param visits how many of them
    /// @param first receives them
    /// @return how many there are
    int visit(int[] nodes, int visits, int[] first) {
        makeRoom(visits);
        int listed = 0;
        for (int i = 0; i < visits; i++) {
            int node = nodes[i];
            // Without a branch, which no processor could predict.
            first[listed] = node;
            listed += mark(node);
        }
        return listed;
    }

    /// @return 1 if it is the first visit, else 0
    private int mark(int node) {
        int word = node >>> 6;
        long before = bits[word];
        int isFirst = (int) (~before >>> node) & 1;
        bits[word] = before | 1L << node;
        trail[count] = word;
        count += isFirst;
        return isFirst;
    }

    private void makeRoom(int visits) {
        if (count + visits > trail.length) {
            trail = Arrays.copyOf(trail, 2 * (count + visits));
        }
    }

    void forget() {
        for (int i = 0; i < count; i++) {
            bits[trail[i]] = 0;
        }
        count = 0;
    }
}
