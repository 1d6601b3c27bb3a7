package dev.vicino.lucene.graph;

import java.util.Arrays;

/// A graph in memory while it is linked. Its layers and their nodes are settled from the start, the links come later.
///
/// Threads may read it together, and write rows that no other reads or writes.
final class GrowingGraph implements Links {
    /// While it is linked. Wide, for a node that is linked to the wrong neighbourhood is hardly found by any effort: of
    /// queries to a million vectors in a thousand clusters, at an effort of 320, one in twenty missed a neighbour where
    /// walks had kept the nearest node alone, and one in a hundred where they had kept eight.
    private static final int LINKING_BEAM = 8;

    private final int m;
    private final int entry;
    private final byte[] levels;

    /// The nodes of each upper layer, ascending; of the lowest, which has all, null.
    private final int[][] nodes;

    /// For each layer and node on it the number of its links, then the links.
    private final int[][] rows;

    private int beam = LINKING_BEAM;

    /// @param levels of each node its highest layer
    /// @param entry one of those on the highest layer
    GrowingGraph(int m, byte[] levels, int entry) {
        this.m = m;
        this.entry = entry;
        this.levels = levels;
        int layers = levels[entry] + 1;
        this.nodes = new int[layers][];
        this.rows = new int[layers][];
        int[] counts = new int[layers];
        for (byte level : levels) {
            for (int layer = 0; layer <= level; layer++) {
                counts[layer]++;
            }
        }
        for (int layer = 0; layer < layers; layer++) {
            nodes[layer] = layer == 0 ? new int[0] : nodesOn(layer, counts[layer]);
            rows[layer] = new int[Math.multiplyExact(counts[layer], 1 + most(layer))];
        }
    }

    private int[] nodesOn(int layer, int count) {
        int[] onLayer = new int[count];
        int found = 0;
        for (int node = 0; node < levels.length; node++) {
            if (levels[node] >= layer) {
                onLayer[found++] = node;
            }
        }
        return onLayer;
    }

    int m() {
        return m;
    }

    /// The most links of a node on a layer.
    int most(int layer) {
        return layer == 0 ? 2 * m : m;
    }

    /// The highest layer that a node is on.
    int level(int node) {
        return levels[node];
    }

    int nodesOn(int layer) {
        return layer == 0 ? levels.length : nodes[layer].length;
    }

    /// @param place of the node among those of the layer, ascending
    int node(int layer, int place) {
        return layer == 0 ? place : nodes[layer][place];
    }

    private int at(int layer, int node) {
        int place = layer == 0 ? node : Arrays.binarySearch(nodes[layer], node);
        return place * (1 + most(layer));
    }

    /// How many links a node has.
    int count(int layer, int node) {
        return rows[layer][at(layer, node)];
    }

    /// Gives a node other links.
    ///
    /// @param from where they begin
    /// @param count how many, at most [#most]
    void put(int layer, int node, int[] links, int from, int count) {
        int at = at(layer, node);
        rows[layer][at] = count;
        System.arraycopy(links, from, rows[layer], at + 1, count);
    }

    /// Gives a node one more link, which it has room for.
    void add(int layer, int node, int link) {
        int at = at(layer, node);
        rows[layer][at + ++rows[layer][at]] = link;
    }

    @Override
    public int links(int layer, int node, int[] into) {
        int at = at(layer, node);
        int count = rows[layer][at];
        System.arraycopy(rows[layer], at + 1, into, 0, count);
        return count;
    }

    @Override
    public int width() {
        return 2 * m;
    }

    @Override
    public int layers() {
        return rows.length;
    }

    @Override
    public int size() {
        return levels.length;
    }

    @Override
    public int entry() {
        return entry;
    }

    @Override
    public int beam() {
        return beam;
    }

    /// Has walks keep so many nodes on the upper layers, from now on.
    void setBeam(int nodes) {
        beam = nodes;
    }

    /// The graph without the layers below one: a walk through it looks around on that one.
    Links from(int lowest) {
        GrowingGraph whole = this;
        return new Links() {
            @Override
            public int links(int layer, int node, int[] into) {
                return whole.links(layer + lowest, node, into);
            }

            @Override
            public int width() {
                return whole.width();
            }

            @Override
            public int layers() {
                return whole.layers() - lowest;
            }

            @Override
            public int size() {
                return whole.size();
            }

            @Override
            public int entry() {
                return whole.entry();
            }

            @Override
            public int beam() {
                return whole.beam();
            }
        };
    }
}
