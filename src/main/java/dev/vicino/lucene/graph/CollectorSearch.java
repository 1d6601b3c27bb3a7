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

    private int eligible(HnswGraph graph) {
        return Math.min(cost, graph.size());
    }

    /// Compares all that is accepted.
    void scan() throws IOException {
        for (int node = 0; node < scorer.maxOrd() && !collector.earlyTerminated(); node++) {
            if (accepted == null || accepted.get(node)) {
                collector.incVisitedCount(1);
                collector.collect(node, scorer.score(node));
            }
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
        float[] scores = new float[nodes.length];
        scorer.bulkScore(nodes, scores, nodes.length);
        for (int i = 0; i < nodes.length; i++) {
            collector.collect(nodes[i], scores[i]);
        }
        collector.incVisitedCount((int) Math.min(kept.compared(), mostCompared));
    }
}
