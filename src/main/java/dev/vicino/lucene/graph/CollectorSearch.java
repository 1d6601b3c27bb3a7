package dev.vicino.lucene.graph;

import java.io.IOException;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.OrdinalTranslatedKnnCollector;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/// A search through Lucene's own interface: a collector takes what is found, and says when to stop.
///
/// The scores are always those of Lucene's scorer, whichever way they were come by.
final class CollectorSearch {
    private static final int SCANNED_AT_ONCE = 64;

    /// Of a node's links of links.
    private static final int LEAST_ACCEPTED_LINKS = 16;

    private final RandomVectorScorer scorer;
    private final KnnCollector collector;
    private final boolean wantsTheNearest;
    private final @Nullable Bits accepted;
    private final int cost;

    /// @param collector of documents
    CollectorSearch(RandomVectorScorer scorer, KnnCollector collector, AcceptDocs documents) throws IOException {
        this.scorer = scorer;
        this.collector = new OrdinalTranslatedKnnCollector(collector, scorer::ordToDoc);
        this.wantsTheNearest = collector instanceof TopKnnCollector;
        this.accepted = scorer.getAcceptOrds(documents.bits());
        this.cost = documents.cost();
    }

    /// Whether the collector asks for the nearest and nothing else, as `KnnFloatVectorQuery` does. Others, of those
    /// within a similarity or of the nearest of different parents, have to see all that a walk comes by.
    boolean wantsTheNearest() {
        return wantsTheNearest;
    }

    /// False where it is expected to be cheaper to compare all that is accepted.
    boolean worthWalking(HnswGraph graph) {
        int eligible = eligible(graph);
        return eligible > 0 && HnswGraphSearcher.expectedVisitedNodes(collector.k(), graph.size()) < eligible;
    }

    /// False where what is accepted falls apart for a walk, which goes by links and links of links: of a hundredth
    /// of the digits it found 0.58 of the nearest ten.
    boolean hangsTogether(HnswGraph graph) {
        double linksOfLinks = Math.pow(2.0 * graph.maxConn(), 2);
        return accepted == null || linksOfLinks * eligible(graph) >= (double) LEAST_ACCEPTED_LINKS * graph.size();
    }

    private int eligible(HnswGraph graph) {
        return Math.min(cost, graph.size());
    }

    /// Compares all that is accepted.
    void scan() throws IOException {
        int size = scorer.maxOrd();
        int[] nodes = new int[SCANNED_AT_ONCE];
        int node = AcceptedNodes.next(accepted, 0, size);
        while (node < size && !collector.earlyTerminated()) {
            long most = Math.min(nodes.length, collector.visitLimit() - collector.visitedCount());
            int count = 0;
            for (; node < size && count < most; node = AcceptedNodes.next(accepted, node + 1, size)) {
                nodes[count++] = node;
            }
            collector.incVisitedCount(count);
            collect(nodes, count);
        }
    }

    private void collect(int[] nodes, int count) throws IOException {
        float[] scores = new float[count];
        scorer.bulkScore(nodes, scores, count);
        for (int i = 0; i < count; i++) {
            collector.collect(nodes[i], scores[i]);
        }
    }

    /// Walks as Lucene does.
    void walk(HnswGraph graph) throws IOException {
        HnswGraphSearcher.search(scorer, collector, graph, accepted, eligible(graph));
    }

    /// Walks with an effort of as many as the collector wants. Where a filter leaves the walk no way to so many, all
    /// that is accepted is compared.
    void walk(SegmentVectors vectors, float[] query) throws IOException {
        long mostCompared = collector.visitLimit() - collector.visitedCount();
        double share = accepted == null ? 1 : Math.min(1, (double) cost / Math.max(1, scorer.maxOrd()));
        SegmentVectors.Kept kept =
                vectors.kept(new WalkRequest(query, collector.k(), collector.k(), accepted, share, mostCompared));
        int[] nodes = kept.nodes();
        if (nodes.length < Math.min(collector.k(), cost) && kept.compared() < mostCompared) {
            scan();
            return;
        }
        collect(nodes, nodes.length);
        collector.incVisitedCount((int) Math.min(kept.compared(), mostCompared));
    }
}
