package dev.vicino.lucene.graph;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.RandomAccessInput;
import org.apache.lucene.util.hnsw.HnswGraph;

/// A graph in the data file. For one thread.
///
/// A node's row holds its links in ascending order, and [#NONE] from where there are no more.
final class StoredGraph extends HnswGraph implements Links {
    static final int NONE = -1;

    private final GraphShape shape;
    private final IndexInput rows;
    private final RandomAccessInput bytes;

    /// The nodes of each upper layer, ascending: a node's place in it is the number of its row.
    private final int[][] upperNodes;

    private final int[] row;

    /// Nobody's but the processor's: what is not kept is not read.
    @SuppressWarnings("UnusedVariable")
    private int touched;

    private int count;
    private int next;

    private StoredGraph(GraphShape shape, IndexInput rows, int[][] upperNodes) throws IOException {
        this.shape = shape;
        this.rows = rows;
        this.bytes = rows.randomAccessSlice(0, rows.length());
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
    StoredGraph copy() throws IOException {
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
    public void expect(int node) throws IOException {
        int rowBytes = Integer.BYTES * shape.widths()[0];
        long at = shape.rowsAt(0) + (long) rowBytes * node;
        touched += bytes.readByte(at) + bytes.readByte(at + rowBytes - 1);
    }

    /// What its links were chosen by.
    GraphKind linkedBy() {
        return shape.linkedBy();
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
    public int beam() {
        return shape.beam();
    }

    @Override
    public NodesIterator getNodesOnLevel(int layer) {
        return layer == 0 ? new DenseNodesIterator(size()) : new ArrayNodesIterator(upperNodes[layer]);
    }

    /// How many nodes are on a layer.
    int nodesOn(int layer) {
        return shape.nodes()[layer];
    }

    /// A node by its place on a layer.
    int node(int layer, int place) {
        return layer == 0 ? place : upperNodes[layer][place];
    }

    /// Appends a graph to the data file.
    static GraphShape write(LinkedField.Graph linked, IndexOutput data) throws IOException {
        GrowingGraph graph = linked.links();
        long offset = data.alignFilePointer(Long.SIZE);
        int layers = graph.layers();
        int[] nodes = new int[layers];
        int[] widths = new int[layers];
        for (int layer = 0; layer < layers; layer++) {
            nodes[layer] = graph.nodesOn(layer);
            widths[layer] = graph.most(layer);
            for (int place = 0; layer > 0 && place < nodes[layer]; place++) {
                data.writeInt(graph.node(layer, place));
            }
            int[] row = new int[widths[layer]];
            for (int place = 0; place < nodes[layer]; place++) {
                int links = graph.links(layer, graph.node(layer, place), row);
                Arrays.sort(row, 0, links);
                Arrays.fill(row, links, row.length, NONE);
                writeInts(row, data);
            }
        }
        return new GraphShape(
                linked.kinds(), linked.linkedBy(), graph.m(), graph.entry(), graph.beam(), offset, nodes, widths);
    }

    private static void writeInts(int[] values, IndexOutput data) throws IOException {
        for (int value : values) {
            data.writeInt(value);
        }
    }
}
