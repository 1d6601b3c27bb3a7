package dev.vicino.lucene.graph;

import java.io.IOException;

/// Finds out how many nodes walks through a graph are to keep on the layers above the lowest.
///
/// One is enough where a walk comes to the query's neighbourhood from everywhere, as on MNIST. Among many clusters it
/// ends in the wrong one too often, and no effort on the lowest layer leads from there to the right one: of a million
/// vectors in a thousand clusters, one query in sixteen found nothing at an effort of 40, and with a beam of 8 one in
/// three hundred. Where a wide beam finds more by a few sample queries, more of them tell how wide a beam pays best.
/// Costs are counted, not timed: equal vectors shall leave equal files.
final class BeamTrial {
    /// Smaller graphs are not worth the measuring: most are merged before long.
    private static final int SMALLEST_GRAPH = 5_000;

    private static final int[] BEAMS = {1, 2, 4, 8, 16};
    private static final int WIDE = 8;
    private static final int[] EFFORTS = {20, 40, 80, 160};

    /// What walks by each beam are compared at.
    private static final double[] RECALLS = {0.95, 0.99, 0.999};

    /// Where a wide beam finds no more than this at the smallest effort, none but the narrowest can pay.
    private static final double WORTH_A_LOOK = 0.004;

    /// A beam is taken for a wider one only if it saves more than this share of the comparisons.
    private static final double WORTHWHILE = 0.03;

    /// About half a neighbour of the sample: whether so little is missed, it cannot tell.
    private static final double LEAST_MISS = 0.0005;

    private final SampleQueries queries;

    BeamTrial(SampleQueries queries) {
        this.queries = queries;
    }

    /// Has walks through a graph keep as many nodes as pays for the metrics that it serves.
    void choose(LinkedField.Graph graph) throws IOException {
        GrowingGraph links = graph.links();
        boolean choice = links.size() >= SMALLEST_GRAPH && links.layers() > 1 && queries.count() > 0;
        boolean worthALook = choice && recall(graph, WIDE) > recall(graph, BEAMS[0]) + WORTH_A_LOOK;
        links.setBeam(worthALook ? cheapest(graph, queries.many()) : BEAMS[0]);
    }

    /// The mean over all metrics, at the smallest effort.
    private double recall(LinkedField.Graph graph, int beam) throws IOException {
        graph.links().setBeam(beam);
        double sum = 0;
        for (GraphKind kind : graph.kinds()) {
            sum += queries.walks(kind.metric(), graph.links(), EFFORTS[0]).recall();
        }
        return sum / graph.kinds().size();
    }

    private int cheapest(LinkedField.Graph graph, SampleQueries sample) throws IOException {
        int best = BEAMS[0];
        double least = Double.POSITIVE_INFINITY;
        for (int beam : BEAMS) {
            double cost = cost(graph, beam, sample);
            if (cost < least + Math.log(1 - WORTHWHILE)) {
                least = cost;
                best = beam;
            }
        }
        return best;
    }

    /// The logarithm of how many comparisons it takes to reach a recall: the mean over all of them and all metrics.
    private double cost(LinkedField.Graph graph, int beam, SampleQueries sample) throws IOException {
        graph.links().setBeam(beam);
        double sum = 0;
        for (GraphKind kind : graph.kinds()) {
            SampleQueries.Outcome[] outcomes = new SampleQueries.Outcome[EFFORTS.length];
            for (int e = 0; e < EFFORTS.length; e++) {
                outcomes[e] = sample.walks(kind.metric(), graph.links(), EFFORTS[e]);
            }
            for (double recall : RECALLS) {
                sum += cost(outcomes, 1 - recall);
            }
        }
        return sum / (graph.kinds().size() * RECALLS.length);
    }

    /// What is missed is taken to fall by the same share whenever the comparisons grow by the same share, and beyond
    /// the greatest effort, by as much as they grow.
    private static double cost(SampleQueries.Outcome[] outcomes, double wanted) {
        double miss = miss(outcomes[0]);
        double compared = Math.log(outcomes[0].compared());
        for (int e = 1; e < outcomes.length && miss > wanted; e++) {
            double lessMissed = miss(outcomes[e]);
            double more = Math.log(outcomes[e].compared());
            if (lessMissed <= wanted) {
                return compared + (more - compared) * Math.log(miss / wanted) / Math.log(miss / lessMissed);
            }
            miss = lessMissed;
            compared = more;
        }
        return compared + Math.log(Math.max(1, miss / wanted));
    }

    private static double miss(SampleQueries.Outcome outcome) {
        return Math.max(1 - outcome.recall(), LEAST_MISS);
    }
}
