package dev.vicino.lucene.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The nodes that links on the lowest layer lead to, from a graph's entry.
final class ReachedNodes {
    private ReachedNodes() {}

    static BitSet of(Links graph) throws IOException {
        BitSet reached = new BitSet();
        List<Integer> left = new ArrayList<>(List.of(graph.entry()));
        reached.set(graph.entry());
        int[] links = new int[graph.width()];
        while (!left.isEmpty()) {
            int count = graph.links(0, left.removeLast(), links);
            for (int i = 0; i < count; i++) {
                if (!reached.get(links[i])) {
                    reached.set(links[i]);
                    left.add(links[i]);
                }
            }
        }
        return reached;
    }
}
