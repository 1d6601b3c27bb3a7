package dev.vicino.lucene.graph;

import java.io.IOException;
import org.apache.lucene.util.hnsw.NeighborArray;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;

/// What a walk asks of a graph. For one thread.
interface Links {
    /// Reads a node's links.
    ///
    /// @param layer on which the node is
    /// @param into at least [#width] long
    /// @return how many
    int links(int layer, int node, int[] into) throws IOException;

    /// The most links of a node on any layer.
    int width();

    int layers();

    int size();

    /// The node where a walk begins.
    int entry();

    /// A graph that was just linked.
    static Links of(OnHeapHnswGraph graph) {
        return new Links() {
            @Override
            public int links(int layer, int node, int[] into) {
                NeighborArray neighbours = graph.getNeighbors(layer, node);
                System.arraycopy(neighbours.nodes(), 0, into, 0, neighbours.size());
                return neighbours.size();
            }

            @Override
            public int width() {
                return 2 * graph.maxConn() + 1;
            }

            @Override
            public int layers() {
                return graph.numLevels();
            }

            @Override
            public int size() {
                return graph.size();
            }

            @Override
            public int entry() {
                return graph.entryNode();
            }
        };
    }
}
