package dev.vicino.lucene.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.util.FixedBitSet;

/// Finds the nodes that no links lead to from the entry, and links them from near nodes that have room.
///
/// A few are lost where rows were cut down to the best, and most of many equal ones: of those, only one is diverse.
final class StrayNodes {
    /// Rows to look for room in: more are not needed but in a graph whose rows are all full.
    private static final int MOST_LOOKED_AT = 10_000;

    private final GrowingGraph graph;
    private final FixedBitSet reached;
    private final int[] row;
    private final VisitedNodes seen;
    private int[] toFollow = new int[1024];

    /// Where the last room was found for a stray next to a node: the next stray next to it looks from there on.
    private final Map<Integer, Integer> rooms = new HashMap<>();

    private StrayNodes(GrowingGraph graph) {
        this.graph = graph;
        this.reached = new FixedBitSet(graph.size());
        this.seen = new VisitedNodes(graph.size());
        this.row = new int[graph.width()];
    }

    /// Links them.
    static void join(GrowingGraph graph) {
        new StrayNodes(graph).join();
    }

    private void join() {
        follow(graph.entry());
        for (int node = 0; node < graph.size(); node++) {
            if (!reached.get(node)) {
                int host = room(nextTo(node));
                if (host >= 0) {
                    graph.add(0, host, node);
                    follow(node);
                }
            }
        }
    }

    /// Marks what can be reached from a node.
    private void follow(int from) {
        int left = 0;
        reached.set(from);
        toFollow[left++] = from;
        while (left > 0) {
            int count = graph.links(0, toFollow[--left], row);
            if (toFollow.length < left + count) {
                toFollow = Arrays.copyOf(toFollow, 2 * (left + count));
            }
            for (int i = 0; i < count; i++) {
                if (!reached.getAndSet(row[i])) {
                    toFollow[left++] = row[i];
                }
            }
        }
    }

    /// The nearest of its links that is no stray.
    private int nextTo(int stray) {
        int count = graph.links(0, stray, row);
        for (int i = 0; i < count; i++) {
            if (reached.get(row[i])) {
                return row[i];
            }
        }
        return graph.entry();
    }

    /// The first node from one on, link by link, that has room; -1 if none is found.
    private int room(int start) {
        int first = rooms.getOrDefault(start, start);
        int looked = 0;
        int queued = 0;
        toFollow[queued++] = first;
        seen.visit(first);
        while (looked < Math.min(queued, MOST_LOOKED_AT)) {
            int node = toFollow[looked++];
            int count = graph.links(0, node, row);
            if (count < graph.most(0)) {
                rooms.put(start, node);
                seen.forget();
                return node;
            }
            if (toFollow.length < queued + count) {
                toFollow = Arrays.copyOf(toFollow, 2 * (queued + count));
            }
            for (int i = 0; i < count; i++) {
                if (seen.visit(row[i])) {
                    toFollow[queued++] = row[i];
                }
            }
        }
        seen.forget();
        return -1;
    }
}
