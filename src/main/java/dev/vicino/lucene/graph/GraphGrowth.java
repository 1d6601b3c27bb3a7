package dev.vicino.lucene.graph;

import dev.vicino.GraphParameters;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;

/// Links the nodes of a graph, on all cores, and leaves the same graph however many there are.
///
/// It goes in batches, as ParlayANN does (Manohar, Shen, Blelloch, Dobson, Gu, Simhadri & Sun 2024, arXiv:2305.04359):
/// all nodes of a batch choose their links in the graph as it was before, side by side; then the links back are put in
/// order by the node they start from, and each node takes its own. No row is written that another thread reads, so
/// nothing has to be locked, and nothing depends on who is faster.
final class GraphGrowth {
    /// The most of a graph's nodes that are linked at the same time, as a share: they do not see each other.
    private static final double LARGEST_BATCH = 0.02;

    private static final int NODES_TO_A_PIECE = 4;
    private static final int LINKS_TO_A_PIECE = 256;

    private final GrowingGraph graph;
    private final Watch watch;
    private final LinkCrew<NodeLinker> crew;

    /// The batch's new rows: of each node, for each of its layers from the lowest on, the number of links and the
    /// links.
    private int[] rows = new int[0];

    private int[] rowsAt = new int[0];

    /// Who has chosen whom: in the high half who was chosen, in the low half by whom.
    private long[] chosen = new long[0];

    /// Is told of the linking between two batches, and may end it.
    interface Watch {
        /// Hears how far it is.
        ///
        /// @param linked nodes so far
        /// @param nodes in all
        /// @throws IOException if the linking is to end
        void linked(int linked, int nodes) throws IOException;
    }

    GraphGrowth(GrowingGraph graph, NodePairs pairs, int effort, Watch watch) throws IOException {
        this.graph = graph;
        this.watch = watch;
        this.crew = new LinkCrew<>(() -> new NodeLinker(graph, pairs.from(), effort));
    }

    /// A graph over all nodes.
    ///
    /// @param size how many, at least 1
    static GrowingGraph of(int size, NodePairs pairs, GraphParameters parameters, Watch watch) throws IOException {
        byte[] levels = new byte[size];
        int[] nodes = new int[size];
        for (int node = 0; node < size; node++) {
            levels[node] = (byte) NodeLevels.of(node, parameters.m());
            nodes[node] = node;
        }
        int[] order = NodeLevels.order(node -> levels[node], nodes);
        GrowingGraph graph = new GrowingGraph(parameters.m(), levels, order[0]);
        GraphGrowth growth = new GraphGrowth(graph, pairs, parameters.efConstruction(), watch);
        growth.link(Arrays.copyOfRange(order, 1, size), 1);
        growth.finish();
        return graph;
    }

    /// A graph over all nodes that grows from one over some of them.
    ///
    /// @param size how many nodes in all
    static GrowingGraph of(KeptGraph kept, int size, NodePairs pairs, GraphParameters parameters, Watch watch)
            throws IOException {
        FixedBitSet torn = new FixedBitSet(size);
        GrowingGraph graph = kept.begun(size, torn);
        GraphGrowth growth = new GraphGrowth(graph, pairs, parameters.efConstruction(), watch);
        int whole = kept.living() - torn.cardinality();
        growth.link(NodeLevels.order(graph::level, numbers(torn)), whole);
        growth.link(NodeLevels.order(graph::level, kept.others(size)), kept.living());
        growth.finish();
        return graph;
    }

    private static int[] numbers(FixedBitSet set) {
        int[] numbers = new int[set.cardinality()];
        int node = -1;
        for (int i = 0; i < numbers.length; i++) {
            node = set.nextSetBit(node + 1);
            numbers[i] = node;
        }
        return numbers;
    }

    /// Links nodes, in this order.
    ///
    /// @param linked how many are linked already
    void link(int[] order, int linked) throws IOException {
        int largest = Math.max(1, (int) (LARGEST_BATCH * graph.size()));
        int done = 0;
        while (done < order.length) {
            watch.linked(linked + done, graph.size());
            int size = Math.min(order.length - done, Math.clamp(linked + done, 1, largest));
            choose(order, done, size);
            putRows(order, done, size);
            for (int layer = 0; layer < graph.layers(); layer++) {
                linkBack(layer, collect(layer, order, done, size));
            }
            done += size;
        }
        watch.linked(linked + done, graph.size());
    }

    private void choose(int[] order, int from, int size) throws IOException {
        if (rowsAt.length < size + 1) {
            rowsAt = new int[size + 1];
        }
        int needed = 0;
        for (int i = 0; i < size; i++) {
            rowsAt[i] = needed;
            needed += (graph.level(order[from + i]) + 1) * (1 + graph.width());
        }
        if (rows.length < needed) {
            rows = new int[needed];
        }
        crew.share(size, NODES_TO_A_PIECE, (linker, first, end) -> {
            for (int i = first; i < end; i++) {
                int node = order[from + i];
                for (int layer = graph.level(node); layer >= 0; layer--) {
                    linker.choose(layer, node, rows, rowAt(layer, i));
                }
            }
        });
    }

    private int rowAt(int layer, int place) {
        return rowsAt[place] + layer * (1 + graph.width());
    }

    private void putRows(int[] order, int from, int size) {
        for (int i = 0; i < size; i++) {
            int node = order[from + i];
            for (int layer = 0; layer <= graph.level(node); layer++) {
                int at = rowAt(layer, i);
                graph.put(layer, node, rows, at + 1, rows[at]);
            }
        }
    }

    /// @return how many were chosen
    private int collect(int layer, int[] order, int from, int size) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            int node = order[from + i];
            if (graph.level(node) >= layer) {
                int at = rowAt(layer, i);
                if (chosen.length < count + rows[at]) {
                    chosen = Arrays.copyOf(chosen, Math.max(2 * chosen.length, size * graph.width()));
                }
                for (int link = at + 1; link <= at + rows[at]; link++) {
                    chosen[count++] = (long) rows[link] << Integer.SIZE | node;
                }
            }
        }
        Arrays.parallelSort(chosen, 0, count);
        return count;
    }

    /// A node's pairs are done in the piece in which the first of them lies.
    private void linkBack(int layer, int count) throws IOException {
        crew.share(count, LINKS_TO_A_PIECE, (linker, from, to) -> {
            int start = from;
            while (start > 0 && start < to && node(start) == node(start - 1)) {
                start++;
            }
            while (start < to) {
                int end = start + 1;
                while (end < count && node(end) == node(start)) {
                    end++;
                }
                linker.linkBack(layer, node(start), chosen, start, end);
                start = end;
            }
        });
    }

    private int node(int pair) {
        return (int) (chosen[pair] >> Integer.SIZE);
    }

    /// Sees to it that a walk can come by each node.
    void finish() {
        StrayNodes.join(graph);
    }
}
