package dev.vicino.lucene.graph;

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
        long bit = 1L << node;
        int word = node / Long.SIZE;
        if ((bits[word] & bit) != 0) {
            return false;
        }
        bits[word] |= bit;
        if (count == trail.length) {
            trail = java.util.Arrays.copyOf(trail, 2 * count);
        }
        trail[count++] = word;
        return true;
    }

    void forget() {
        for (int i = 0; i < count; i++) {
            bits[trail[i]] = 0;
        }
        count = 0;
    }
}
