package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.NoGraphException;
import dev.vicino.Query;
import dev.vicino.SchemaCheck;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.Walk;
import dev.vicino.engine.RankedItems;
import dev.vicino.engine.SearchTarget;
import dev.vicino.lucene.graph.SegmentVectors;
import dev.vicino.lucene.graph.WalkRequest;
import dev.vicino.lucene.graph.WalkTrace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.jspecify.annotations.Nullable;

/// Walks as a search does, through every graph that there is, and writes down how.
final class WalkRecording implements NearestItems.Walks {
    private static final int DEFAULT_EFFORT = SearchRequest.Mode.Approximate.DEFAULT.effort();

    private final SnapshotItems snapshot;
    private final SnapshotTarget target;
    private final List<Walk.Step> steps = new ArrayList<>();
    private int layers;
    private long unrecorded;
    private boolean scanPreferred;

    /// @param scanPreferred whether a search would not walk at all
    private WalkRecording(SnapshotItems snapshot, SnapshotTarget target, boolean scanPreferred) {
        this.snapshot = snapshot;
        this.target = target;
        this.scanPreferred = scanPreferred;
    }

    /// Walks towards what the request is near to, and answers it.
    static Walk of(CollectionSpec spec, SearchRequest request, DirectoryReader reader, Effort.Reaching reaching)
            throws IOException {
        if (!request.orderedByValue() || !(request.query() instanceof Query.ByVector query)) {
            throw new IllegalArgumentException("a walk leads to what is nearest to one vector; the request is for "
                    + request.query() + ", " + request.arrangement());
        }
        long start = System.nanoTime();
        SearchRequest walkable = request.mode() instanceof SearchRequest.Mode.Exact
                ? request.mode(SearchRequest.Mode.Approximate.DEFAULT)
                : request;
        if (request.filter() != null) {
            SchemaCheck.check(spec, request.filter());
        }
        Metric metric = SearchTarget.metric(spec, request);
        SnapshotItems snapshot = new SnapshotItems(reader);
        SnapshotTarget target = SnapshotTarget.of(spec, metric, query, snapshot);
        requireGraph(spec, metric, snapshot);
        int page = request.offset() + request.limit();
        Effort effort = Effort.of(walkable.mode(), metric, page, reaching);
        WalkRecording recording = new WalkRecording(snapshot, target, effort.scan() != null);
        Effort walked = effort.scan() == null ? effort : new Effort(DEFAULT_EFFORT, null);
        RankedItems<RankedItem> found =
                new NearestItems(snapshot, target, request.filter(), request.range(), walked, recording).find(page);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        SearchResult answer = ItemSearch.of(spec, walkable, reader, new BatchedSearches.Answer(found, took));
        return recording.walk(answer);
    }

    private static void requireGraph(CollectionSpec spec, Metric metric, SnapshotItems snapshot) {
        List<SegmentItems> segments = snapshot.segments();
        if (segments.stream().noneMatch(segment -> vectors(segment, metric) != null)) {
            throw new NoGraphException("collection '" + spec.name() + "' has no graph to walk by "
                    + metric.title() + ": a part needs some hundred items for one, and its parts have "
                    + segments.stream()
                            .map(segment -> String.valueOf(segment.reader().numDocs()))
                            .collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private static @Nullable SegmentVectors vectors(SegmentItems segment, Metric metric) {
        return SegmentVectors.of(segment.reader(), VectorField.NAME, metric);
    }

    private Walk walk(SearchResult answer) {
        return new Walk(steps, layers, unrecorded, scanPreferred, answer);
    }

    @Override
    public boolean prefersWalk(boolean scanIsNoDearer) {
        scanPreferred |= scanIsNoDearer;
        return true;
    }

    @Override
    public SegmentVectors.Found near(EligibleItems eligible, SegmentVectors vectors, WalkRequest request)
            throws IOException {
        WalkTrace trace = new WalkTrace(Walk.MAX_STEPS - steps.size());
        SegmentVectors.Found found = vectors.near(request, trace);
        layers = Math.max(layers, vectors.layers());
        unrecorded += trace.unrecorded();
        for (WalkTrace.Visit visit : trace.visits()) {
            steps.add(step(eligible, visit));
        }
        return found;
    }

    private Walk.Step step(EligibleItems eligible, WalkTrace.Visit visit) throws IOException {
        SegmentItems segment = eligible.segment();
        return new Walk.Step(
                snapshot.segments().indexOf(segment),
                visit.layer(),
                segment.id(visit.node()),
                target.metric().between(target.vector(), segment.vector(visit.node())),
                visit.from() == WalkTrace.NONE ? null : segment.id(visit.from()),
                visit.kept(),
                eligible.contains(visit.node()));
    }
}
