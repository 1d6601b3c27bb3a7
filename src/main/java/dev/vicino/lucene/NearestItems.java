package dev.vicino.lucene;

import dev.vicino.Filter;
import dev.vicino.SearchPlan;
import dev.vicino.SearchPlan.Way;
import dev.vicino.ValueRange;
import dev.vicino.exact.NearestScan;
import dev.vicino.lucene.graph.SegmentVectors;
import dev.vicino.lucene.graph.WalkRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the items of a snapshot that are nearest to a target.
///
/// Each segment is either scanned or walked. What either finds is offered to the same [NearestScan], which computes
/// the metric's value from the stored vectors and orders by it: an approximate answer differs from the exact one only
/// by what the walk did not come by.
///
/// An approximate search scans a segment all the same
/// - if that costs no more than the walk (`scanIsNoDearer`),
/// - if the walk found fewer than are wanted and there are more, which can happen in a graph that falls apart, or under
///   a filter that lets through only what lies far from the query.
///
/// And it scans all of them if fewer than are wanted have a value within the range. So as many are found as are wanted
/// or as match.
///
/// @param filter null for all items
record NearestItems(
        SnapshotItems snapshot,
        SearchTarget target,
        @Nullable Filter filter,
        ValueRange range,
        Effort effort) {
    /// Measured on 60,000 vectors at M = 16: a walk visits some 13 items for each it keeps, and a visit costs two to
    /// three times what a step of the scan does. Half of that product, so that a walk is taken where it wins clearly
    /// and no scan is much dearer than the walk it stands for.
    private static final int SCANNED_PER_EFFORT = 16;

    /// The nearest, ties by id: so many, or all if fewer match.
    RankedItems find(int count) throws IOException {
        List<EligibleItems> eligible = EligibleItems.of(snapshot, filter, target.leftOut());
        RankedItems found = new Pass(count, effort).over(eligible);
        boolean perhapsMore = found.items().size() < count && !found.plan().exact();
        return perhapsMore ? new Pass(count, new Effort(0, Way.SCANNED_AFTER_WALK)).over(eligible) : found;
    }

    /// One going over the segments.
    private final class Pass {
        private final int count;
        private final Effort effort;
        private final NearestScan nearest;
        private final List<SearchPlan.Segment> done = new ArrayList<>();

        Pass(int count, Effort effort) {
            this.count = count;
            this.effort =
                    new Effort(effort.candidates() == 0 ? 0 : Math.max(effort.candidates(), count), effort.scan());
            this.nearest = new NearestScan(target.metric(), target.vector(), count, range);
        }

        RankedItems over(List<EligibleItems> segments) throws IOException {
            for (EligibleItems eligible : segments) {
                visit(eligible);
            }
            return new RankedItems(
                    snapshot.ranked(target.metric(), snapshot.nearest(nearest), count),
                    new SearchPlan(effort.candidates(), done));
        }

        private void visit(EligibleItems eligible) throws IOException {
            if (effort.scan() != null) {
                done(eligible, effort.scan(), scan(eligible));
            } else if (scanIsNoDearer(eligible)) {
                done(eligible, Way.SCANNED_AS_CHEAPER, scan(eligible));
            } else {
                SegmentVectors.Found walk = walk(eligible);
                if (foundEnough(walk, eligible)) {
                    done(eligible, Way.WALKED, walk.compared());
                } else {
                    done(eligible, Way.SCANNED_AFTER_WALK, walk.compared() + scan(eligible));
                }
            }
        }

        private void done(EligibleItems eligible, Way way, long compared) {
            int items = eligible.segment().reader().numDocs();
            done.add(new SearchPlan.Segment(done.size(), items, eligible.count(), way, compared));
        }

        /// A filter that lets through the share s of the items makes a walk about 1/√s times as dear (measured for
        /// shares of one half and one tenth).
        private boolean scanIsNoDearer(EligibleItems eligible) {
            return eligible.count() * Math.sqrt(eligible.share()) <= (double) SCANNED_PER_EFFORT * effort.candidates();
        }

        private long scan(EligibleItems eligible) throws IOException {
            SegmentItems segment = eligible.segment();
            try {
                nearest.offerAccepted(segment.docBase(), segment.block(), eligible::next);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return eligible.count();
        }

        private SegmentVectors.Found walk(EligibleItems eligible) throws IOException {
            SegmentItems segment = eligible.segment();
            SegmentVectors vectors = SegmentVectors.of(segment.reader(), VectorField.NAME, target.metric());
            if (vectors == null) {
                return SegmentVectors.Found.NOTHING;
            }
            int accepted = eligible.count() + eligible.leftOut();
            return vectors.near(new WalkRequest(
                    target.vector(),
                    count + eligible.leftOut(),
                    effort.candidates() + eligible.leftOut(),
                    eligible.accepted(),
                    (double) accepted / segment.reader().maxDoc(),
                    // Under a filter a walk can lose its way; once it has compared as many as there are to scan, it is
                    // given up.
                    eligible.filtered() ? accepted : Long.MAX_VALUE));
        }

        /// Takes what a walk has found, unless it is too little to answer from.
        private boolean foundEnough(SegmentVectors.Found walk, EligibleItems eligible) throws IOException {
            int wanted = Math.min(count, eligible.count());
            if (!walk.complete() || walk.nodes().length < wanted + eligible.leftOut()) {
                return false;
            }
            SegmentItems segment = eligible.segment();
            for (int doc : walk.nodes()) {
                if (!eligible.isLeftOut(doc)) {
                    nearest.offer(segment.docBase() + doc, segment.vector(doc));
                }
            }
            return true;
        }
    }
}
