package dev.vicino.lucene.graph;

import java.io.IOException;

/// How far the nodes of a graph are from each other: what the graph is linked by.
interface NodePairs {
    /// A scorer for one thread.
    From from() throws IOException;

    /// How far nodes are from one of them.
    interface From extends NodeScorer {
        /// From now on distances are measured from this node.
        void node(int node) throws IOException;
    }
}
