package dev.vicino.lucene.graph;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.hnsw.HnswGraph;

/// A graph in the data file. For one thread.
///
/// A node's row holds its links in ascending order, and [#NONE] from where there are no more.
final class StoredGraph extends HnswGraph implements Links {
    static final int NONE = -1;

    private final GraphShape shape;
    private final IndexInput rows;

    /// The nodes of each upper layer, ascending: a node's place in it is the number of its row.
    private final int[][] upperNodes;

    private final int[] row;
    private int count;
    private int next;

    private StoredGraph(GraphShape shape, IndexInput rows, int[][] upperNodes) {
        this.shape = shape;
        this.rows = rows;
        this.upperNodes = upperNodes;
        this.row = new int[Arrays.stream(shape.widths()).max().orElse(0)];
    }

    /// @param data the data file
    static StoredGraph open(GraphShape shape, IndexInput data) throws IOException {
        IndexInput rows = data.slice("graph of " + shape.kinds(), shape.offset(), shape.bytes());
        int[][] upperNodes = new int[shape.layers()][];
        for (int layer = 1; layer < shape.layers(); layer++) {
            upperNodes[layer] = new int[shape.nodes()[layer]];
            rows.seek(shape.nodesAt(layer));
            rows.readInts(upperNodes[layer], 0, upperNodes[layer].length);
        }
        return new StoredGraph(shape, rows, upperNodes);
    }

    /// The same graph for another thread.
    StoredGraph copy() {
        return new StoredGraph(shape, rows.clone(), upperNodes);
    }

    @Override
    public int links(int layer, int node, int[] into) throws IOException {
        int width = shape.widths()[layer];
        int place = layer == 0 ? node : Arrays.binarySearch(upperNodes[layer], node);
        rows.seek(shape.rowsAt(layer) + (long) Integer.BYTES * width * place);
        rows.readInts(into, 0, width);
        int links = width;
        while (links > 0 && into[links - 1] == NONE) {
            links--;
        }
        return links;
    }

    @Override
    public int width() {
        return row.length;
    }

    @Override
    public void seek(int layer, int node) throws IOException {
        count = links(layer, node, row);
        next = 0;
    }

    @Override
    public int size() {
        return shape.size();
    }

    @Override
    public int nextNeighbor() {
        return next < count ? row[next++] : DocIdSetIterator.NO_MORE_DOCS;
    }

    @Override
    public int neighborCount() {
        return count;
    }

    @Override
    public int numLevels() {
        return shape.layers();
    }

    @Override
    public int maxConn() {
        return shape.m();
    }

    @Override
    public int entryNode() {
        return shape.entry();
    }

    @Override
    public int layers() {
        return shape.layers();
    }

    @Override
    public int entry() {
        return shape.entry();
    }

    @Override
    public NodesIterator getNodesOnLevel(int layer) {
        return layer == 0 ? new DenseNodesIterator(size()) : new ArrayNodesIterator(upperNodes[layer]);
    }

    /// Appends a graph to the data file.
    static GraphShape write(HnswGraph graph, Set<GraphKind> kinds, IndexOutput data) throws IOException {
        long offset = data.alignFilePointer(Long.SIZE);
        int layers = graph.numLevels();
        int[] nodes = new int[layers];
        int[] widths = new int[layers];
        for (int layer = 0; layer < layers; layer++) {
            int[] onLayer = sortedNodes(graph, layer);
            nodes[layer] = onLayer.length;
            widths[layer] = layer == 0 ? 2 * graph.maxConn() : graph.maxConn();
            for (int node : onLayer) {
                graph.seek(layer, node);
                widths[layer] = Math.max(widths[layer], graph.neighborCount());
            }
            if (layer > 0) {
                writeInts(onLayer, data);
            }
            int[] row = new int[widths[layer]];
            for (int node : onLayer) {
                fillRow(graph, layer, node, row);
                writeInts(row, data);
            }
        }
        return new GraphShape(kinds, graph.maxConn(), graph.entryNode(), offset, nodes, widths);
    }

    private static int[] sortedNodes(HnswGraph graph, int layer) throws IOException {
        NodesIterator sorted = graph.getSortedNodes(layer);
        int[] nodes = new int[sorted.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = sorted.nextInt();
        }
        return nodes;
    }

    private static void fillRow(HnswGraph graph, int layer, int node, int[] row) throws IOException {
        graph.seek(layer, node);
        int links = 0;
        for (int link = graph.nextNeighbor(); link != DocIdSetIterator.NO_MORE_DOCS; link = graph.nextNeighbor()) {
            row[links++] = link;
        }
        Arrays.sort(row, 0, links);
        // Merging can link a pair twice.
        int distinct = 0;
        for (int i = 0; i < links; i++) {
            if (i == 0 || row[i] != row[i - 1]) {
                row[distinct++] = row[i];
            }
        }
        Arrays.fill(row, distinct, row.length, NONE);
    }

    private static void writeInts(int[] values, IndexOutput data) throws IOException {
        for (int value : values) {
            data.writeInt(value);
        }
    }
}
