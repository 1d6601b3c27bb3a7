package dev.vicino.lucene.graph;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// On which layers nodes are, and in which order they are linked: both drawn from a node's number, so that equal
/// numbers of vectors have equal layers.
///
/// The order has nothing to do with the vectors', which may come sorted: neighbours that are linked at the same time
/// do not see each other.
final class NodeLevels {
    private static final int HIGHEST = 30;
    private static final long SEED = 0x9E3779B97F4A7C15L;

    private NodeLevels() {}

    /// The highest layer that a node is on: one in M of each layer's nodes is on the next.
    static int of(int node, int m) {
        double uniform = ((random(node) >>> 11) + 1) * 0x1p-53;
        // The same on each machine, as Math.log need not be.
        return Math.min(HIGHEST, (int) (-StrictMath.log(uniform) / StrictMath.log(m)));
    }

    /// The nodes in the order in which they are linked: those of the highest layers first, so that a walk has its way
    /// down from the beginning.
    ///
    /// @param levels of each node its highest layer
    /// @param nodes to put in order
    static int[] order(IntUnaryOperator levels, int[] nodes) {
        long[] keys = new long[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            long shuffled = random(~nodes[i]) >>> 40;
            keys[i] = (long) (HIGHEST - levels.applyAsInt(nodes[i])) << 56 | shuffled << 32 | nodes[i];
        }
        Arrays.parallelSort(keys);
        int[] order = new int[nodes.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    /// SplitMix64 (Steele, Lea & Flood 2014).
    private static long random(int number) {
        long z = SEED * (number + 1L);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
