package dev.vicino.lucene.graph;

import java.io.IOException;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Walks by one metric, in the image where there is one, else among the vectors. For one thread at a time.
final class MetricWalk {
    /// As many vectors are read side by side.
    private static final int AT_ONCE = 4;

    /// Comparisons in vain, beside the limit and a share of the effort, after which no more are made: where residuals
    /// scatter too much to rule anything out, or, by L1, say nothing.
    private static final int PATIENCE = 8;

    private static final int PATIENT_SHARE = 4;

    /// Standard deviations by which a residual may lie below the mean, for an effort of no more than what is wanted.
    /// For a tenfold effort, which asks for a recall as much nearer to 1, as many again.
    private static final double DEVIATIONS = 1.5;

    private final GraphWalk walk;
    private final VectorScorer vectors;
    private final VectorImage.@Nullable Scorer image;

    /// How many nodes to keep in the image for one among the vectors, so that as many of the nearest are among them.
    private final double stretch;

    /// The nearest of what a walk found, by the vectors themselves.
    private final NodePool nearest = new NodePool();

    /// Null if nobody watches.
    private @Nullable WalkTrace trace;

    private final Residuals residuals = new Residuals();
    private final int[] batch = new int[AT_ONCE];
    private final float[] imageKeys = new float[AT_ONCE];
    private final float[] keys = new float[AT_ONCE];

    MetricWalk(Links graph, VectorScorer vectors) {
        this.walk = new GraphWalk(graph);
        this.vectors = vectors;
        this.image = null;
        this.stretch = 1;
    }

    MetricWalk(Links graph, VectorScorer vectors, VectorImage image, double stretch) {
        this.walk = new GraphWalk(graph);
        this.vectors = vectors;
        this.image = image.scorer(vectors.metric());
        this.stretch = stretch;
    }

    SegmentVectors.Found near(WalkRequest request) throws IOException {
        NodeScorer exact = vectors.to(request.query());
        boolean complete;
        long compared;
        nearest.reset(request.returned());
        if (image == null) {
            complete = run(exact, request.kept(1), request);
            compared = walk.scored();
            take(walk.found(), request.acceptedAtTheEnd(), request.returned());
        } else {
            image.query(request.query());
            residuals.reset(image.unit());
            complete = run(image, request.kept(stretch), request);
            compared = walk.scored() + compare(exact, walk.found(), request);
        }
        int[] nodes = new int[nearest.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = nearest.node(i);
        }
        return new SegmentVectors.Found(nodes, compared, complete);
    }

    private boolean run(NodeScorer scorer, int kept, WalkRequest request) throws IOException {
        NodeScorer watched = trace == null ? scorer : trace.watched(scorer, kept);
        return walk.run(watched, kept, request.acceptedOnTheWay(), request.mostCompared());
    }

    /// Has the next walk watched, through the [WalkTrace#watched(Links)] links that this was made with.
    void watchedBy(WalkTrace watcher) {
        trace = watcher;
    }

    /// Leaves a node out of all walks, as if the graph did not have it; -1 for none.
    void leaveOut(int node) {
        walk.leaveOut(node);
    }

    private void take(NodePool found, @Nullable Bits accepted, int wanted) {
        for (int i = 0; i < found.size() && nearest.size() < wanted; i++) {
            if (accepted == null || accepted.get(found.node(i))) {
                batch[0] = found.node(i);
                keys[0] = found.key(i);
                nearest.offer(batch, keys, 1);
            }
        }
    }

    /// By the vectors themselves, the nearest in the image first, until the rest will hardly be among the wanted.
    ///
    /// @return how many were compared
    private int compare(NodeScorer exact, NodePool found, WalkRequest request) throws IOException {
        Bits accepted = request.acceptedAtTheEnd();
        int limit = request.limit();
        int patience = limit + PATIENCE + found.size() / PATIENT_SHARE;
        double deviations = DEVIATIONS * (1 + Math.log10(Math.max(1, (double) found.size() / limit)));
        int compared = 0;
        int count = 0;
        int inVain = 0;
        for (int i = 0; i < found.size() && inVain < patience; i++) {
            if (count == 0
                    && nearest.size() >= limit
                    && residuals.ruleOut(found.key(i), nearest.key(limit - 1), deviations)) {
                break;
            }
            if (accepted == null || accepted.get(found.node(i))) {
                batch[count] = found.node(i);
                imageKeys[count++] = found.key(i);
            }
            if (count == batch.length || i + 1 == found.size()) {
                inVain = keepNearest(exact, count, limit) ? 0 : inVain + count;
                compared += count;
                count = 0;
            }
        }
        return compared;
    }

    /// Whether one of them came among the wanted.
    private boolean keepNearest(NodeScorer exact, int count, int limit) throws IOException {
        exact.score(batch, count, keys);
        float last = nearest.size() < limit ? Float.POSITIVE_INFINITY : nearest.key(limit - 1);
        boolean came = false;
        for (int i = 0; i < count; i++) {
            came |= keys[i] < last;
            residuals.add(imageKeys[i], keys[i]);
        }
        nearest.offer(batch, keys, count);
        return came;
    }
}
