package dev.vicino.lucene.graph;

import java.io.IOException;

/// A graph as it would probably be without one of its nodes. For one thread at a time.
///
/// Walked through like this, towards the node itself, graphs miss about as much as they miss of what they have never
/// seen: see `RecallMeasurement`, which relies on it.
final class LinksWithout implements Links {
    private final Links graph;
    private final int width;
    private Bypass bypass;

    /// @param most links that a node may have on the lowest layer
    LinksWithout(Links graph, int most, Bypass bypass) {
        this.graph = graph;
        this.width = Math.max(graph.width(), most);
        this.bypass = bypass;
    }

    /// @param other instead of what was left out so far
    void leaveOut(Bypass other) {
        bypass = other;
    }

    @Override
    public int links(int layer, int node, int[] into) throws IOException {
        int count = graph.links(layer, node, into);
        return layer == 0 ? bypass.apply(node, into, count) : bypass.without(into, count);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int layers() {
        return graph.layers();
    }

    @Override
    public int size() {
        return graph.size();
    }

    @Override
    public int entry() {
        return graph.entry();
    }

    @Override
    public int beam() {
        return graph.beam();
    }
}
