package dev.vicino.lucene.graph;

import java.io.IOException;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Walks by one metric, in the image where there is one, else among the vectors. For one thread at a time.
final class MetricWalk {
    /// As many vectors are read side by side.
    private static final int AT_ONCE = 4;

    /// Comparisons in vain, beside the limit, after which no more are made.
    private static final int PATIENCE = 8;

    private final GraphWalk walk;
    private final VectorScorer vectors;
    private final VectorImage.@Nullable Scorer image;

    /// How many nodes to keep in the image for one among the vectors, so that as many of the nearest are among them.
    private final double stretch;

    /// The nearest of what a walk found, by the vectors themselves.
    private final NodePool nearest = new NodePool();

    /// Null if nobody watches.
    private @Nullable WalkTrace trace;

    private final int[] batch = new int[AT_ONCE];
    private final float[] keys = new float[batch.length];

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

    /// By the vectors themselves, the nearest in the image first, until so many in a row were not among the wanted
    /// that the rest will not be either.
    ///
    /// @return how many were compared
    private int compare(NodeScorer exact, NodePool found, WalkRequest request) throws IOException {
        Bits accepted = request.acceptedAtTheEnd();
        int patience = request.limit() + patience(found.size());
        int compared = 0;
        int count = 0;
        int inVain = 0;
        for (int i = 0; i < found.size() && inVain < patience; i++) {
            if (accepted == null || accepted.get(found.node(i))) {
                batch[count++] = found.node(i);
            }
            if (count == batch.length || i + 1 == found.size()) {
                inVain = keepNearest(exact, count, request.limit()) ? 0 : inVain + count;
                compared += count;
                count = 0;
            }
        }
        return compared;
    }

    /// The image tells L2 best: by the others, the nearest may stand further down in it.
    private int patience(int found) {
        return switch (vectors.metric()) {
            case EUCLIDEAN -> PATIENCE;
            case MANHATTAN, DOT_PRODUCT, COSINE -> PATIENCE + found / 4;
        };
    }

    /// Whether one of them came among the wanted.
    private boolean keepNearest(NodeScorer exact, int count, int limit) throws IOException {
        exact.score(batch, count, keys);
        float last = nearest.size() < limit ? Float.POSITIVE_INFINITY : nearest.key(limit - 1);
        boolean came = false;
        for (int i = 0; i < count; i++) {
            came |= keys[i] < last;
        }
        nearest.offer(batch, keys, count);
        return came;
    }
}
