package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import dev.vicino.exact.NearestScan;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Walks by one metric, in the image where there is one, else among the vectors. For one thread at a time.
final class MetricWalk {
    /// So many vectors are read side by side at first: somewhat more than most searches want.
    private static final int AT_FIRST = 16;

    /// And so many later, when each batch may be the last.
    private static final int AT_ONCE = 8;

    /// Comparisons in vain, beside the limit and a share of the effort, after which no more are made: where residuals
    /// scatter too much to rule anything out, or, by L1, say nothing.
    private static final int PATIENCE = 8;

    private static final int PATIENT_SHARE = 4;

    /// Standard deviations by which a residual may lie below the mean, for an effort of no more than what is wanted.
    /// For a tenfold effort, which asks for a recall as much nearer to 1, as many again.
    private static final double DEVIATIONS = 1.5;

    /// And twice as far by dot product, of which the image drops less alike.
    private static final double DEVIATIONS_OF_DOTS = 3;

    private final GraphWalk walk;
    private final VectorScorer vectors;
    private final VectorImage.@Nullable Scorer image;

    /// How many nodes to keep in the image for one among the vectors, so that as many of the nearest are among them.
    private final double stretch;

    /// Null if nobody watches.
    private @Nullable WalkTrace trace;

    /// Made for the first request, and used again.
    private @Nullable NearestScan ranking;

    private final Residuals residuals = new Residuals();
    private final int[] batch = new int[AT_FIRST];
    private final float[] imageKeys = new float[AT_FIRST];
    private final double[] keys = new double[AT_FIRST];

    MetricWalk(Links graph, VectorScorer vectors) {
        this.walk = new GraphWalk(graph);
        this.vectors = vectors;
        this.image = null;
        this.stretch = 1;
    }

    /// @param image made for the metric of the vectors
    MetricWalk(Links graph, VectorScorer vectors, VectorImage.Scorer image, double stretch) {
        this.walk = new GraphWalk(graph);
        this.vectors = vectors;
        this.image = image;
        this.stretch = stretch;
    }

    SegmentVectors.Found near(WalkRequest request) throws IOException {
        SegmentVectors.Found found = nearOnce(request);
        if (!foundTooFew(request, found.nearest().size())) {
            return found;
        }
        SegmentVectors.Found round = nearOnce(request.goingRound());
        return new SegmentVectors.Found(round.nearest(), found.compared() + round.compared(), round.complete());
    }

    /// Whether a walk among all passed over what it should have gone round: a filter that lets through what lies
    /// elsewhere.
    private static boolean foundTooFew(WalkRequest request, int found) {
        return found < request.limit() && request.acceptedAtTheEnd() != null;
    }

    private SegmentVectors.Found nearOnce(WalkRequest request) throws IOException {
        boolean complete = run(request);
        return image == null ? taken(request, complete) : compared(request, image, complete);
    }

    /// Compares all that is accepted by the image, in place of a walk.
    ///
    /// @param request whose [WalkRequest#accepted] is not null, where there is an image
    SegmentVectors.Found scan(WalkRequest request) throws IOException {
        VectorImage.Scorer scorer = Objects.requireNonNull(image, "no image to scan");
        WalkRequest of = request.goingRound();
        scorer.query(of.query());
        walk.lookAtAll(scorer, of.kept(stretch), Objects.requireNonNull(of.accepted(), "nothing to choose from"));
        return compared(of, scorer, true);
    }

    SegmentVectors.Kept kept(WalkRequest request) throws IOException {
        SegmentVectors.Kept kept = keptOnce(request);
        if (!foundTooFew(request, kept.nodes().length)) {
            return kept;
        }
        SegmentVectors.Kept round = keptOnce(request.goingRound());
        return new SegmentVectors.Kept(round.nodes(), kept.compared() + round.compared());
    }

    private SegmentVectors.Kept keptOnce(WalkRequest request) throws IOException {
        run(request);
        NodePool found = walk.found();
        Bits accepted = request.acceptedAtTheEnd();
        int[] nodes = new int[found.size()];
        int count = 0;
        for (int i = 0; i < nodes.length; i++) {
            if (accepted == null || accepted.get(found.node(i))) {
                nodes[count++] = found.node(i);
            }
        }
        return new SegmentVectors.Kept(Arrays.copyOf(nodes, count), walk.scored());
    }

    private boolean run(WalkRequest request) throws IOException {
        if (image == null) {
            return run(vectors.to(request.query()), request.kept(1), request);
        }
        image.query(request.query());
        return run(image, request.kept(stretch), request);
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

    private SegmentVectors.Found taken(WalkRequest request, boolean complete) {
        NearestScan scan = ranking(request);
        take(scan, request);
        return new SegmentVectors.Found(scan.nearest(vectors.rows()), walk.scored(), complete);
    }

    private SegmentVectors.Found compared(WalkRequest request, VectorImage.Scorer scorer, boolean complete) {
        NearestScan scan = ranking(request);
        residuals.reset(scorer.unit());
        compare(scan, request);
        return new SegmentVectors.Found(scan.nearest(vectors.rows()), walk.scored() + scan.compared(), complete);
    }

    private NearestScan ranking(WalkRequest request) {
        if (ranking == null) {
            ranking = new NearestScan(vectors.metric(), request.query(), request.limit());
        } else {
            ranking.again(request.query(), request.limit());
        }
        return ranking;
    }

    /// What was walked by is near enough to the metric's values, but for the last few, to know the nearest by.
    private void take(NearestScan nearest, WalkRequest request) {
        NodePool found = walk.found();
        Bits accepted = request.acceptedAtTheEnd();
        for (int i = 0; i < found.size() && nearest.compared() < request.returned(); i++) {
            int node = found.node(i);
            if (accepted == null || accepted.get(node)) {
                nearest.offerKnown(node, vectors.rows().value(vectors.metric(), request.query(), node));
            }
        }
    }

    /// By the vectors themselves, the nearest in the image first, until the rest will hardly be among the wanted.
    private void compare(NearestScan nearest, WalkRequest request) {
        NodePool found = walk.found();
        Bits accepted = request.acceptedAtTheEnd();
        int limit = request.limit();
        int patience = limit + PATIENCE + found.size() / PATIENT_SHARE;
        double deviations = (vectors.metric() == Metric.DOT_PRODUCT ? DEVIATIONS_OF_DOTS : DEVIATIONS)
                * (1 + Math.log10(Math.max(1, (double) found.size() / limit)));
        int most = AT_FIRST;
        int count = 0;
        int inVain = 0;
        for (int i = 0; i < found.size() && inVain < patience; i++) {
            if (count == 0 && residuals.ruleOut(found.key(i), nearest.threshold(), deviations)) {
                break;
            }
            if (accepted == null || accepted.get(found.node(i))) {
                batch[count] = found.node(i);
                imageKeys[count++] = found.key(i);
            }
            if (count == most || i + 1 == found.size()) {
                inVain = offer(nearest, count) ? 0 : inVain + count;
                count = 0;
                most = AT_ONCE;
            }
        }
    }

    /// Whether one of them came among the wanted.
    private boolean offer(NearestScan nearest, int count) {
        double last = nearest.threshold();
        nearest.offerLikely(vectors.rows(), batch, count, keys);
        boolean came = false;
        for (int i = 0; i < count; i++) {
            came |= keys[i] < last;
            residuals.add(imageKeys[i], keys[i]);
        }
        return came;
    }
}
