package dev.vicino.lucene.graph;

import dev.vicino.GraphParameters;
import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// The graph of one of the segments that are merged: the one from which the merged graph grows.
///
/// @param newNumbers of each of its nodes the number among the merged vectors; -1 if it was deleted
/// @param living how many were not
record KeptGraph(StoredGraph graph, int[] newNumbers, int living) {
    /// Where more was deleted, most nodes have lost links, and linking all anew takes no longer.
    private static final double LEAST_LIVING = 0.75;

    /// A graph over fewer of the merged vectors saves little, and has too few layers.
    private static final double LEAST_SHARE = 0.125;

    private static final int DELETED = -1;

    /// The one with most living nodes; null if none is worth keeping.
    ///
    /// @param vectors those merged
    static @Nullable KeptGraph largest(
            MergeState merge, FieldInfo field, GraphKind kind, KnnVectorValues vectors, GraphParameters parameters)
            throws IOException {
        KeptGraph largest = null;
        for (int segment = 0; segment < merge.knnVectorsReaders.length; segment++) {
            GraphVectorsReader reader = ownReader(merge, segment, field);
            if (reader != null) {
                KeptGraph kept = of(reader, field, kind, merge.docMaps[segment], vectors);
                if (kept != null
                        && kept.graph.maxConn() == parameters.m()
                        && kept.isWorthIt(vectors.size())
                        && (largest == null || kept.living > largest.living)) {
                    largest = kept;
                }
            }
        }
        return largest;
    }

    private static @Nullable GraphVectorsReader ownReader(MergeState merge, int segment, FieldInfo field) {
        if (!KnnVectorsWriter.MergedVectorValues.hasVectorValues(merge.fieldInfos[segment], field.name)) {
            return null;
        }
        return GraphVectorsReader.of(merge.knnVectorsReaders[segment], field.name);
    }

    private static @Nullable KeptGraph of(
            GraphVectorsReader reader,
            FieldInfo field,
            GraphKind kind,
            MergeState.DocMap newDocuments,
            KnnVectorValues merged)
            throws IOException {
        StoredGraph graph = reader.linkedBy(field.name, kind);
        if (graph == null) {
            return null;
        }
        KnnVectorValues vectors = reader.vectors(field);
        int[] newDocument = new int[graph.size()];
        int last = DELETED;
        for (int node = 0; node < newDocument.length; node++) {
            newDocument[node] = newDocuments.get(vectors.ordToDoc(node));
            last = Math.max(last, newDocument[node]);
        }
        int[] nodeOf = new int[last + 1];
        for (int node = 0; node < merged.size() && merged.ordToDoc(node) <= last; node++) {
            nodeOf[merged.ordToDoc(node)] = node;
        }
        int living = 0;
        for (int node = 0; node < newDocument.length; node++) {
            if (newDocument[node] != DELETED) {
                newDocument[node] = nodeOf[newDocument[node]];
                living++;
            }
        }
        return new KeptGraph(graph, newDocument, living);
    }

    private boolean isWorthIt(int merged) {
        return living >= LEAST_LIVING * newNumbers.length && living >= LEAST_SHARE * merged && living > 0;
    }

    /// The merged graph as it begins: with these nodes and the links that are left of them.
    ///
    /// @param size of the merged graph
    /// @param torn receives the nodes that have lost links
    GrowingGraph begun(int size, FixedBitSet torn) throws IOException {
        int top = graph.layers() - 1;
        int entry = newNumbers[graph.entry()];
        while (entry == DELETED) {
            entry = firstLiving(top);
            top -= entry == DELETED ? 1 : 0;
        }
        GrowingGraph begun = new GrowingGraph(graph.maxConn(), levels(size, top), entry);
        int[] row = new int[graph.width()];
        for (int layer = 0; layer <= top; layer++) {
            for (int place = 0; place < graph.nodesOn(layer); place++) {
                int old = graph.node(layer, place);
                int node = newNumbers[old];
                if (node != DELETED) {
                    int links = graph.links(layer, old, row);
                    int left = living(row, links, begun.most(layer));
                    begun.put(layer, node, row, 0, left);
                    if (left < links) {
                        torn.set(node);
                    }
                }
            }
        }
        return begun;
    }

    private int firstLiving(int layer) {
        for (int place = 0; place < graph.nodesOn(layer); place++) {
            int node = newNumbers[graph.node(layer, place)];
            if (node != DELETED) {
                return node;
            }
        }
        return DELETED;
    }

    /// New nodes are on no layer above those that there are: it would have nothing to be entered by.
    private byte[] levels(int size, int top) {
        byte[] levels = new byte[size];
        for (int node = 0; node < size; node++) {
            levels[node] = (byte) Math.min(top, NodeLevels.of(node, graph.maxConn()));
        }
        for (int layer = 0; layer <= top; layer++) {
            for (int place = 0; place < graph.nodesOn(layer); place++) {
                int node = newNumbers[graph.node(layer, place)];
                if (node != DELETED) {
                    levels[node] = (byte) layer;
                }
            }
        }
        return levels;
    }

    /// Renumbers a row's living links.
    private int living(int[] row, int count, int most) {
        int left = 0;
        for (int i = 0; i < count && left < most; i++) {
            int node = newNumbers[row[i]];
            if (node != DELETED) {
                row[left++] = node;
            }
        }
        return left;
    }

    /// The merged vectors that are not this graph's.
    int[] others(int size) {
        FixedBitSet kept = new FixedBitSet(size);
        for (int node : newNumbers) {
            if (node != DELETED) {
                kept.set(node);
            }
        }
        int[] others = new int[size - living];
        int count = 0;
        for (int node = 0; node < size; node++) {
            if (!kept.get(node)) {
                others[count++] = node;
            }
        }
        return others;
    }
}
