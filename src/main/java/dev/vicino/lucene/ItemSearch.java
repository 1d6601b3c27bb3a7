package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Hit;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.exact.NearestScan;
import dev.vicino.exact.Neighbour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;

/// One search of one snapshot.
///
/// Each segment is either scanned or walked. What either finds is offered to the same [NearestScan], which computes
/// the metric's value from the stored vectors and orders by it: an approximate answer differs from the exact one only
/// by what the walk did not come by.
///
/// An approximate search scans a segment all the same
/// - if that costs no more than the walk ([#scanIsNoDearer]),
/// - if the walk found fewer than the limit and there are more, which can happen in a graph that falls apart, or under
///   a filter that lets through only what lies far from the query.
///
/// So there are always `min(limit, matches)` hits. If every segment was scanned, the answer says that it is exact.
final class ItemSearch {
    /// Measured on 60,000 vectors at M = 16: a walk visits some 13 items for each it keeps, and a visit costs two to
    /// three times what a step of the scan does. Half of that product, so that a walk is taken where it wins clearly
    /// and no scan is much dearer than the walk it stands for.
    private static final int SCANNED_PER_EFFORT = 16;

    private final SearchRequest request;
    private final SearchTarget target;
    private final SnapshotItems items;
    private final NearestScan nearest;
    private long compared;
    private boolean exact = true;

    private ItemSearch(SearchRequest request, SearchTarget target, SnapshotItems items) {
        this.request = request;
        this.target = target;
        this.items = items;
        this.nearest = new NearestScan(target.metric(), target.vector(), request.limit());
    }

    static SearchResult run(CollectionSpec spec, SearchRequest request, DirectoryReader snapshot) throws IOException {
        long start = System.nanoTime();
        SnapshotItems items = new SnapshotItems(snapshot, GraphField.anyOf(spec));
        ItemSearch search = new ItemSearch(request, SearchTarget.of(spec, request, items), items);
        for (SegmentItems segment : items.segments()) {
            search.visit(EligibleItems.of(segment, request.filter(), search.target.self()));
        }
        List<Hit> hits = search.hits();
        return new SearchResult(
                search.target.metric(),
                search.exact,
                hits,
                search.compared,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private void visit(EligibleItems eligible) throws IOException {
        boolean walked = switch (request.mode()) {
            case SearchRequest.Mode.Exact scan -> false;
            case SearchRequest.Mode.Approximate walk -> {
                int effort = Math.max(walk.effort(), request.limit());
                yield !scanIsNoDearer(eligible, effort) && walk(eligible, effort);
            }
        };
        if (walked) {
            exact = false;
        } else {
            scan(eligible);
        }
    }

    /// A filter that lets through the share s of the items makes a walk about 1/√s times as dear (measured for shares
    /// of one half and one tenth).
    private static boolean scanIsNoDearer(EligibleItems eligible, int effort) {
        return eligible.count() * Math.sqrt(eligible.share()) <= (double) SCANNED_PER_EFFORT * effort;
    }

    private void scan(EligibleItems eligible) throws IOException {
        SegmentItems segment = eligible.segment();
        for (int doc = eligible.next(0); doc != Integer.MAX_VALUE; doc = eligible.next(doc + 1)) {
            nearest.offer(segment.docBase() + doc, segment.vector(doc));
        }
        compared += eligible.count();
    }

    /// Walks the segment's graph; false if it found too little to answer from.
    private boolean walk(EligibleItems eligible, int effort) throws IOException {
        SegmentItems segment = eligible.segment();
        int kept = eligible.self() >= 0 ? effort + 1 : effort;
        // Under a filter a walk can lose its way; once it has visited as many as there are to scan, it is given up.
        int mostVisits = eligible.filtered() ? eligible.count() : Integer.MAX_VALUE;
        TopKnnCollector found = new TopKnnCollector(kept, mostVisits);
        segment.reader()
                .searchNearestVectors(
                        GraphField.of(target.metric()).fieldName(), target.vector(), found, eligible.acceptDocs());
        compared += found.visitedCount();
        ScoreDoc[] docs = found.topDocs().scoreDocs;
        int wanted = Math.min(request.limit(), eligible.count());
        if (found.earlyTerminated() || docs.length < wanted + (eligible.self() >= 0 ? 1 : 0)) {
            return false;
        }
        for (ScoreDoc candidate : docs) {
            if (candidate.doc != eligible.self()) {
                nearest.offer(segment.docBase() + candidate.doc, segment.vector(candidate.doc));
            }
        }
        return true;
    }

    private List<Hit> hits() throws IOException {
        List<Found> found = new ArrayList<>();
        for (Neighbour neighbour : neighbours()) {
            found.add(new Found(neighbour, items.id(neighbour.ordinal())));
        }
        Metric metric = target.metric();
        Comparator<Found> byValue = (a, b) -> metric.compareNearestFirst(a.neighbour.value(), b.neighbour.value());
        found.sort(byValue.thenComparing(Found::id));
        List<Hit> hits = new ArrayList<>();
        for (Found hit : found.subList(0, Math.min(request.limit(), found.size()))) {
            ItemJson content = items.content(hit.neighbour.ordinal());
            hits.add(new Hit(
                    hits.size() + 1,
                    hit.id,
                    hit.neighbour.value(),
                    content.payload(),
                    content.text(),
                    content.source()));
        }
        return hits;
    }

    private List<Neighbour> neighbours() throws IOException {
        try {
            return nearest.nearest(doc -> {
                try {
                    return items.vector(doc);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private record Found(Neighbour neighbour, String id) {}
}
