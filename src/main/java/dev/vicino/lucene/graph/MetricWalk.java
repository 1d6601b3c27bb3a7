package dev.vicino.lucene.graph;

import java.io.IOException;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Walks by one metric, in the image where there is one, else among the vectors. For one thread at a time.
final class MetricWalk {
    private final GraphWalk walk;
    private final VectorScorer vectors;
    private final VectorImage.@Nullable Scorer image;

    /// How many nodes to keep in the image for one among the vectors, so that as many of the nearest are among them.
    private final double stretch;

    /// The nearest of what a walk found, by the vectors themselves.
    private final NodePool nearest = new NodePool();

    private final int[] batch = new int[64];
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
            complete = walk.run(exact, request.kept(1), request.acceptedOnTheWay(), request.mostCompared());
            compared = walk.scored();
            take(walk.found(), request.acceptedAtTheEnd());
        } else {
            image.query(request.query());
            complete = walk.run(image, request.kept(stretch), request.acceptedOnTheWay(), request.mostCompared());
            compared = walk.scored() + compare(exact, walk.found(), request.acceptedAtTheEnd());
        }
        int[] nodes = new int[nearest.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = nearest.node(i);
        }
        return new SegmentVectors.Found(nodes, compared, complete);
    }

    private void take(NodePool found, @Nullable Bits accepted) {
        for (int i = 0; i < found.size() && nearest.wants(found.key(i)); i++) {
            if (accepted == null || accepted.get(found.node(i))) {
                nearest.add(found.node(i), found.key(i));
            }
        }
    }

    /// By the vectors themselves.
    ///
    /// @return how many were compared
    private int compare(NodeScorer exact, NodePool found, @Nullable Bits accepted) throws IOException {
        int compared = 0;
        int count = 0;
        for (int i = 0; i < found.size(); i++) {
            if (accepted == null || accepted.get(found.node(i))) {
                batch[count++] = found.node(i);
            }
            if (count == batch.length || i + 1 == found.size()) {
                keepNearest(exact, count);
                compared += count;
                count = 0;
            }
        }
        return compared;
    }

    private void keepNearest(NodeScorer exact, int count) throws IOException {
        exact.score(batch, count, keys);
        for (int i = 0; i < count; i++) {
            if (nearest.wants(keys[i])) {
                nearest.add(batch[i], keys[i]);
            }
        }
    }
}
