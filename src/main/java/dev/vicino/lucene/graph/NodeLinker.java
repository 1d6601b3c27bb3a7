package dev.vicino.lucene.graph;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Chooses the links of one node after the other, and the memory it needs for that. For one thread at a time.
final class NodeLinker {
    /// Links that a node chooses on a layer at least, as far as there are candidates and room. Where one link is
    /// diverse and no other, as among equal vectors and here and there in a cluster, hardly a way leads to the node.
    private static final int FEWEST_LINKS = 6;

    private final GrowingGraph graph;
    private final NodePairs.From pairs;
    private final int effort;

    /// One for each layer, which it looks around on.
    private final @Nullable GraphWalk[] walks;

    private final DiverseLinks links = new DiverseLinks();
    private final int[] chosen;
    private int[] others;
    private float[] keys;

    NodeLinker(GrowingGraph graph, NodePairs.From pairs, int effort) {
        this.graph = graph;
        this.pairs = pairs;
        this.effort = effort;
        this.walks = new GraphWalk[graph.layers()];
        this.chosen = new int[graph.width()];
        this.others = new int[4 * graph.width()];
        this.keys = new float[others.length];
    }

    /// Chooses a node's links on a layer: among the nearest that a walk finds, and those it has.
    ///
    /// @param rows receives their number, then the links
    /// @param at where
    void choose(int layer, int node, int[] rows, int at) throws IOException {
        GraphWalk walk = walk(layer);
        walk.leaveOut(node);
        pairs.node(node);
        walk.run(pairs, effort, null, Long.MAX_VALUE);
        links.clear();
        NodePool found = walk.found();
        for (int i = 0; i < found.size(); i++) {
            if (found.node(i) != node) {
                links.add(found.node(i), found.key(i));
            }
        }
        weigh(graph.links(layer, node, others));
        int most = graph.most(layer);
        int count = links.choose(Math.min(FEWEST_LINKS, most), most, pairs, chosen);
        rows[at] = count;
        System.arraycopy(chosen, 0, rows, at + 1, count);
    }

    /// Links a node back to those that have chosen it. Of too many, the best by the same rule are kept.
    ///
    /// @param chosenBy pairs of which the low half is the number of a node that has chosen it
    void linkBack(int layer, int node, long[] chosenBy, int from, int to) throws IOException {
        if (others.length < graph.width() + to - from) {
            others = new int[2 * (graph.width() + to - from)];
            keys = new float[others.length];
        }
        int before = graph.links(layer, node, others);
        int count = before;
        for (int i = from; i < to; i++) {
            int other = (int) chosenBy[i];
            if (!DiverseLinks.contains(others, before, other)) {
                others[count++] = other;
            }
        }
        if (count <= graph.most(layer)) {
            graph.put(layer, node, others, 0, count);
        } else {
            pairs.node(node);
            links.clear();
            weigh(count);
            // Of more links than a row can hold, no more are dropped than must be.
            int most = graph.most(layer);
            graph.put(layer, node, chosen, 0, links.choose(most, most, pairs, chosen));
        }
    }

    private void weigh(int count) throws IOException {
        pairs.score(others, count, keys);
        for (int i = 0; i < count; i++) {
            links.add(others[i], keys[i]);
        }
    }

    private GraphWalk walk(int layer) {
        GraphWalk walk = walks[layer];
        if (walk == null) {
            walk = new GraphWalk(layer == 0 ? graph : graph.from(layer));
            walks[layer] = walk;
        }
        return walk;
    }
}
