package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import dev.vicino.exact.Kernels;
import dev.vicino.exact.Neighbour;
import dev.vicino.exact.StoredRows;
import dev.vicino.exact.VectorBlock;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.jspecify.annotations.Nullable;

/// The vectors of one segment, to be walked through under one metric. For any number of threads.
public final class SegmentVectors {
    private final Source source;
    private final StoredGraph graph;
    private final @Nullable LazyImage image;

    /// The memory of walks that are over, for the next ones.
    private final Queue<MetricWalk> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    private final Queue<WalkWithout> idleWithout =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    private final Queue<Bypasses> idleBypasses =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    /// @param image to walk by; null for none
    SegmentVectors(Source source, StoredGraph graph, @Nullable LazyImage image) {
        this.source = source;
        this.graph = graph;
        this.image = image;
    }

    /// Where the vectors are, and the metric they are compared by.
    ///
    /// @param steps the same vectors in steps; null if they are not
    record Source(String field, Metric metric, FlatVectorsReader vectors, StepShape.@Nullable Rows steps) {
        VectorScorer scorer() throws IOException {
            return new VectorScorer(metric, StoredRows.of(block()));
        }

        private VectorBlock block() throws IOException {
            return new FieldBlock(vectors.getFloatVectorValues(field));
        }

        NodePairs.From pairs(GraphKind kind) throws IOException {
            return new VectorPairs(kind, vectors.getFloatVectorValues(field), vectors.getFlatVectorScorer(field))
                    .from();
        }

        /// For the few that a walk by an image has found.
        VectorScorer scorerOfFew() throws IOException {
            StoredRows inSteps = steps == null ? null : steps.inPlace();
            return inSteps == null ? scorer() : new VectorScorer(metric, StoredRows.firstInPlainJava(inSteps, block()));
        }
    }

    /// What a walk found.
    ///
    /// @param nearest vectors, by their numbers in the segment: as many as were wanted if there are so many, and every
    ///     further one whose value equals the last one's
    /// @param compared how many vectors were compared with the query on the way
    /// @param complete false if the walk was given up, having compared as many as it was allowed
    public record Found(List<Neighbour> nearest, long compared, boolean complete) {
        /// By no walk at all.
        public static final Found NOTHING = new Found(List.of(), 0, false);

        /// The vectors' numbers alone.
        public int[] nodes() {
            return nearest.stream().mapToInt(Neighbour::ordinal).toArray();
        }
    }

    /// What a walk kept.
    ///
    /// @param nodes that are accepted, as many as the effort if there are so many, a few more where it went by an image
    /// @param compared how many vectors were compared with the query on the way
    record Kept(int[] nodes, long compared) {}

    /// The vectors of a segment's field in this package's format; null if the segment has none of them, or no graph
    /// for the metric.
    public static @Nullable SegmentVectors of(LeafReader segment, String field, Metric metric) {
        GraphVectorsReader reader = reader(segment, field);
        return reader == null ? null : reader.vectors(field, metric);
    }

    /// The graphs of a segment's field, each by the metrics that are walked by through it; none where the segment is
    /// too small for graphs.
    public static Map<Set<Metric>, HnswGraph> graphs(LeafReader segment, String field) throws IOException {
        GraphVectorsReader reader = reader(segment, field);
        return reader == null ? Map.of() : reader.graphs(field);
    }

    private static @Nullable GraphVectorsReader reader(LeafReader segment, String field) {
        if (!(segment instanceof CodecReader codec)) {
            return null;
        }
        return GraphVectorsReader.of(codec.getVectorReader(), field);
    }

    /// Looks for the vectors nearest to a query.
    public Found near(WalkRequest request) throws IOException {
        MetricWalk walk = idleWalk();
        try {
            return walk.near(request);
        } finally {
            idle.offer(walk);
        }
    }

    /// Looks for them among all that is accepted, by the image that there has to be ([#byImage]), without a walk.
    ///
    /// @param request that accepts not everything
    public Found scan(WalkRequest request) throws IOException {
        MetricWalk walk = idleWalk();
        try {
            return walk.scan(request);
        } finally {
            idle.offer(walk);
        }
    }

    /// Looks for them, and leaves it to the caller to compare what the walk kept.
    Kept kept(WalkRequest request) throws IOException {
        MetricWalk walk = idleWalk();
        try {
            return walk.kept(request);
        } finally {
            idle.offer(walk);
        }
    }

    private MetricWalk idleWalk() throws IOException {
        MetricWalk walk = idle.poll();
        return walk == null ? newWalk(graph.copy()) : walk;
    }

    /// Looks for them, and writes down how.
    public Found near(WalkRequest request, WalkTrace trace) throws IOException {
        MetricWalk walk = newWalk(trace.watched(graph.copy()));
        walk.watchedBy(trace);
        return walk.near(request);
    }

    /// How the graph would be linked if one of its vectors had never been there. Takes as long as several walks.
    public Bypass around(int node) throws IOException {
        Bypasses bypasses = idleBypasses.poll();
        if (bypasses == null) {
            bypasses = new Bypasses(graph.copy(), source.pairs(graph.linkedBy()), mostLinks());
        }
        try {
            return bypasses.around(node);
        } finally {
            idleBypasses.offer(bypasses);
        }
    }

    /// Looks for them as if the segment had been made without one of its vectors.
    ///
    /// @param bypass around the one that is neither found nor walked through
    public Found near(WalkRequest request, Bypass bypass) throws IOException {
        WalkWithout walk = idleWithout.poll();
        if (walk == null) {
            LinksWithout links = new LinksWithout(graph.copy(), mostLinks(), bypass);
            walk = new WalkWithout(links, newWalk(links));
        }
        try {
            walk.links.leaveOut(bypass);
            walk.walk.leaveOut(bypass.node());
            return walk.walk.near(request);
        } finally {
            idleWithout.offer(walk);
        }
    }

    private record WalkWithout(LinksWithout links, MetricWalk walk) {}

    private int mostLinks() {
        return 2 * graph.maxConn();
    }

    /// How many layers the graph has, at least 1.
    public int layers() {
        return graph.layers();
    }

    /// Whether walks go by an image of the vectors, where a comparison is cheap.
    public boolean byImage() {
        return image != null;
    }

    private MetricWalk newWalk(Links links) throws IOException {
        if (image == null) {
            return new MetricWalk(links, source.scorer());
        }
        VectorImage.Scorer scorer = image.get().scorer(source.metric, Kernels.fastest());
        return new MetricWalk(links, source.scorerOfFew(), scorer, image.stretch(source.metric));
    }
}
