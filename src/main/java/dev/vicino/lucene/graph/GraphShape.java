package dev.vicino.lucene.graph;

import java.io.IOException;
import java.util.Set;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

/// What the meta file says of one graph.
///
/// @param kinds of nearness that are walked by through it
/// @param linkedBy the one its links were chosen by
/// @param m the most links of a node on an upper layer; twice as many on the lowest
/// @param entry the node where a walk begins
/// @param beam how many nodes a walk keeps on each layer above the lowest
/// @param offset where its first row stands in the data file
/// @param nodes how many there are on each layer, the lowest first
/// @param widths of a row on each layer, in links
record GraphShape(
        Set<GraphKind> kinds, GraphKind linkedBy, int m, int entry, int beam, long offset, int[] nodes, int[] widths) {
    /// Before it was said, a walk kept one.
    private static final int EARLIER_BEAM = 1;

    int layers() {
        return nodes.length;
    }

    int size() {
        return nodes[0];
    }

    /// Where the list of a layer's nodes stands, counted from the graph's start; the lowest layer has none, for all
    /// are on it.
    long nodesAt(int layer) {
        long at = 0;
        for (int below = 0; below < layer; below++) {
            at += layerBytes(below);
        }
        return at;
    }

    /// Where a layer's rows stand, counted from the graph's start.
    long rowsAt(int layer) {
        return nodesAt(layer) + (layer == 0 ? 0 : (long) Integer.BYTES * nodes[layer]);
    }

    long bytes() {
        return nodesAt(layers());
    }

    private long layerBytes(int layer) {
        return (long) Integer.BYTES * nodes[layer] * (widths[layer] + (layer == 0 ? 0 : 1));
    }

    void write(DataOutput meta) throws IOException {
        meta.writeByte((byte) GraphKind.toBits(kinds));
        meta.writeByte((byte) GraphKind.toBits(Set.of(linkedBy)));
        meta.writeVInt(m);
        meta.writeVInt(entry);
        meta.writeVInt(beam);
        meta.writeVLong(offset);
        meta.writeVInt(nodes.length);
        for (int layer = 0; layer < nodes.length; layer++) {
            meta.writeVInt(nodes[layer]);
            meta.writeVInt(widths[layer]);
        }
    }

    /// @param version of the meta file
    static GraphShape read(DataInput meta, int version) throws IOException {
        Set<GraphKind> kinds = GraphKind.fromBits(meta.readByte());
        // Earlier, a graph served what it was linked by, and what orders the vectors alike.
        Set<GraphKind> linkedBy =
                version < VicinoVectorsFormat.VERSION_OF_SHARING ? kinds : GraphKind.fromBits(meta.readByte());
        int m = meta.readVInt();
        int entry = meta.readVInt();
        int beam = version < VicinoVectorsFormat.VERSION_OF_BEAMS ? EARLIER_BEAM : meta.readVInt();
        long offset = meta.readVLong();
        int layers = meta.readVInt();
        if (kinds.isEmpty() || linkedBy.isEmpty() || layers < 1 || layers > 64 || beam < 1) {
            throw new CorruptIndexException(
                    "a graph of kinds " + kinds + " with " + layers + " layers, walked through with a beam of " + beam
                            + "; expected a kind, 1 to 64 layers, and a beam of 1 or more",
                    meta);
        }
        int[] nodes = new int[layers];
        int[] widths = new int[layers];
        for (int layer = 0; layer < layers; layer++) {
            nodes[layer] = meta.readVInt();
            widths[layer] = meta.readVInt();
        }
        return new GraphShape(kinds, linkedBy.iterator().next(), m, entry, beam, offset, nodes, widths);
    }
}
