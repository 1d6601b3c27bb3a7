package dev.vicino.lucene.graph;

import java.io.IOException;

/// What a walk asks of a graph. For one thread.
interface Links {
    /// Reads a node's links.
    ///
    /// @param layer on which the node is
    /// @param into at least [#width] long
    /// @return how many
    int links(int layer, int node, int[] into) throws IOException;

    /// Has the memory of a node's links on the lowest layer on its way, because they may be asked for soon.
    default void expect(int node) throws IOException {}

    /// The most links of a node on any layer.
    int width();

    int layers();

    int size();

    /// The node where a walk begins.
    int entry();

    /// How many nodes a walk keeps on each layer above the lowest, to go down from, at least 1.
    int beam();
}
