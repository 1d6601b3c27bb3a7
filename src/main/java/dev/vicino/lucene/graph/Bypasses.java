package dev.vicino.lucene.graph;

import java.io.IOException;
import java.util.Arrays;

/// Finds out what nodes would be linked to if one of them had never been there. For one thread at a time.
///
/// What a node x stands between is known by its links. Of those that are linked both with it and not with each other,
/// a pair would be linked if one would have chosen the other: if it is no farther away than what that one is linked
/// to, and no nearer to any of these than to it (see [DiverseLinks]). Both have room then, for x is not there, unless
/// the other was chosen by x only and is full.
///
/// That both ways are put in matters: what is near x loses the link that leads to it from x, and in a graph that was
/// made without x it would have another one.
final class Bypasses {
    private final Links graph;
    private final NodePairs.From pairs;
    private final int most;

    /// The node's links, ascending, and for each of them the distances to all.
    private final int[] near;

    private final float[][] apart;
    private int count;

    /// The rows of these, without the node, then what is added; and how many links each had and has.
    private final int[][] rows;

    private final int[] had;
    private final int[] has;
    private final boolean[] linkedBack;
    private final float[] keys;
    private final float[] fromCandidate;

    /// @param pairs by which the graph is linked
    /// @param most links that a node may have on the lowest layer
    Bypasses(Links graph, NodePairs.From pairs, int most) {
        int width = Math.max(graph.width(), most);
        this.graph = graph;
        this.pairs = pairs;
        this.most = most;
        this.near = new int[width];
        this.apart = new float[width][width];
        this.rows = new int[width][width];
        this.had = new int[width];
        this.has = new int[width];
        this.linkedBack = new boolean[width];
        this.keys = new float[width];
        this.fromCandidate = new float[width];
    }

    /// How the graph would be linked around a node.
    Bypass around(int node) throws IOException {
        read(node);
        for (int i = 0; i < count; i++) {
            if (linkedBack[i]) {
                link(i);
            }
        }
        return added(node);
    }

    private void read(int node) throws IOException {
        Bypass removal = new Bypass(node, new int[0], new int[0][]);
        count = graph.links(0, node, near);
        for (int i = 0; i < count; i++) {
            pairs.node(near[i]);
            pairs.score(near, count, apart[i]);
            int links = graph.links(0, near[i], rows[i]);
            had[i] = removal.without(rows[i], links);
            has[i] = had[i];
            linkedBack[i] = had[i] < links;
        }
    }

    /// Links one of them with those of the others that it would have chosen.
    private void link(int i) throws IOException {
        pairs.node(near[i]);
        pairs.score(rows[i], had[i], keys);
        float farthest = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < had[i]; k++) {
            farthest = Math.max(farthest, keys[k]);
        }
        for (int candidate : byDistance(i)) {
            if (has[i] == most || apart[i][candidate] > farthest) {
                return;
            }
            if (candidate != i && !isLinked(i, candidate) && isDiverse(i, candidate)) {
                rows[i][has[i]++] = near[candidate];
                if (has[candidate] < most && !isLinked(candidate, i)) {
                    rows[candidate][has[candidate]++] = near[i];
                }
            }
        }
    }

    private int[] byDistance(int i) {
        int[] order = new int[count];
        for (int k = 0; k < count; k++) {
            int at = k;
            for (; at > 0 && apart[i][order[at - 1]] > apart[i][k]; at--) {
                order[at] = order[at - 1];
            }
            order[at] = k;
        }
        return order;
    }

    private boolean isLinked(int i, int other) {
        return DiverseLinks.contains(rows[i], has[i], near[other]);
    }

    /// Whether none of what one is linked to, and is nearer, is nearer to a candidate than that one.
    private boolean isDiverse(int i, int candidate) throws IOException {
        float distance = apart[i][candidate];
        pairs.node(near[candidate]);
        pairs.score(rows[i], had[i], fromCandidate);
        for (int k = 0; k < had[i]; k++) {
            if (keys[k] < distance && fromCandidate[k] <= distance) {
                return false;
            }
        }
        return true;
    }

    private Bypass added(int node) {
        int[] changed = new int[count];
        int[][] links = new int[count][];
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (has[i] > had[i]) {
                changed[found] = near[i];
                links[found++] = Arrays.copyOfRange(rows[i], had[i], has[i]);
            }
        }
        return new Bypass(node, Arrays.copyOf(changed, found), Arrays.copyOf(links, found));
    }
}
