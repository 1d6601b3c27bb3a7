package dev.vicino.lucene;

import dev.vicino.Filter;
import dev.vicino.Payload;
import dev.vicino.SearchPlan;
import dev.vicino.SearchPlan.Way;
import dev.vicino.ValueRange;
import dev.vicino.engine.GroupedItems;
import dev.vicino.engine.RankedItems;
import dev.vicino.exact.NearestScan;
import dev.vicino.exact.Neighbour;
import dev.vicino.exact.VectorBlock;
import dev.vicino.exact.VectorColumns;
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
/// by what the walk did not come by. Of what a filter lets through, an image of the vectors may be scanned instead,
/// where that is cheaper: nothing is left to come by there, but the image may mislead.
///
/// An approximate search scans a segment all the same
/// - if that costs no more than the other ways (see [SearchCost]),
/// - if the walk found fewer than are wanted and there are more, which can happen in a graph that falls apart, or under
///   a filter that lets through only what lies far from the query.
///
/// And it scans all of them if fewer than are wanted have a value within the range. So as many are found as are wanted
/// or as match.
///
/// @param filter null for all items
/// @param walks how graphs are walked
record NearestItems(
        SnapshotItems snapshot,
        SnapshotTarget target,
        @Nullable Filter filter,
        ValueRange range,
        Effort effort,
        Walks walks)
        implements GroupedItems.Searched<RankedItem, IOException> {
    /// How graphs are walked.
    interface Walks {
        /// Looks for the nearest in one segment.
        SegmentVectors.Found near(EligibleItems eligible, SegmentVectors vectors, WalkRequest request)
                throws IOException;

        /// Whether walks never come by what is to be left out, as if the graphs did not have it.
        default boolean asIfAbsent() {
            return false;
        }

        /// Whether a segment's graph is to be walked at all.
        default boolean prefersWalk(boolean scanIsNoDearer) {
            return !scanIsNoDearer;
        }
    }

    /// With walks that nobody watches.
    NearestItems(
            SnapshotItems snapshot, SnapshotTarget target, @Nullable Filter filter, ValueRange range, Effort effort) {
        this(snapshot, target, filter, range, effort, (eligible, vectors, request) -> vectors.near(request));
    }

    /// The nearest, ties by id: so many, or all if fewer match.
    RankedItems<RankedItem> find(int count) throws IOException {
        List<EligibleItems> eligible = EligibleItems.of(snapshot, filter, target.leftOut());
        RankedItems<RankedItem> found = new Pass(count, effort).over(eligible);
        boolean perhapsMore = found.items().size() < count && !found.plan().exact();
        return perhapsMore ? new Pass(count, new Effort(0, Way.SCANNED_AFTER_WALK)).over(eligible) : found;
    }

    @Override
    public RankedItems<RankedItem> nearest(@Nullable Filter among, int count) throws IOException {
        return new NearestItems(snapshot, target, among, range, effort, walks).find(count);
    }

    @Override
    public Payload payload(RankedItem item) throws IOException {
        return snapshot.content(item.doc()).payload();
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

        RankedItems<RankedItem> over(List<EligibleItems> segments) throws IOException {
            for (EligibleItems eligible : segments) {
                visit(eligible);
            }
            return new RankedItems<>(
                    snapshot.ranked(target.metric(), snapshot.nearest(nearest), count),
                    new SearchPlan(effort.candidates(), done));
        }

        private void visit(EligibleItems eligible) throws IOException {
            if (effort.scan() != null) {
                scan(eligible, effort.scan(), 0);
                return;
            }
            SegmentVectors vectors = SegmentVectors.of(eligible.segment().reader(), VectorField.NAME, target.metric());
            Way cheapest = cheapest(eligible, vectors);
            if (vectors == null) {
                scan(eligible, cheapest, 0);
            } else if (walks.prefersWalk(cheapest != Way.WALKED)) {
                take(Way.WALKED, walks.near(eligible, vectors, request(eligible)), eligible);
            } else if (cheapest == Way.SCANNED_BY_IMAGE) {
                take(cheapest, vectors.scan(request(eligible)), eligible);
            } else {
                scan(eligible, cheapest, 0);
            }
        }

        private void take(Way way, SegmentVectors.Found found, EligibleItems eligible) throws IOException {
            if (foundEnough(found, eligible)) {
                done(eligible, way, false, found.compared());
            } else {
                scan(eligible, Way.SCANNED_AFTER_WALK, found.compared());
            }
        }

        private void done(EligibleItems eligible, Way way, boolean byColumns, long compared) {
            int items = eligible.segment().reader().numDocs();
            done.add(new SearchPlan.Segment(done.size(), items, eligible.count(), way, byColumns, compared));
        }

        private Way cheapest(EligibleItems eligible, @Nullable SegmentVectors vectors) {
            if (vectors == null) {
                return Way.SCANNED_AS_CHEAPER;
            }
            SearchCost cost = cost(eligible);
            double walk = cost.walk(effort.candidates(), vectors.byImage());
            double byImage = eligible.filtered() && vectors.byImage()
                    ? cost.scanByImage(effort.candidates())
                    : Double.POSITIVE_INFINITY;
            if (cost.scan() <= Math.min(walk, byImage)) {
                return Way.SCANNED_AS_CHEAPER;
            }
            return byImage < walk ? Way.SCANNED_BY_IMAGE : Way.WALKED;
        }

        private SearchCost cost(EligibleItems eligible) {
            return new SearchCost(
                    target.vector().length, eligible.segment().reader().maxDoc(), eligible.count(), mayUseColumns());
        }

        private boolean mayUseColumns() {
            return target.vector().length <= VectorColumns.MOST_DIMENSIONS && range.equals(ValueRange.ALL);
        }

        /// @param before how many were compared already
        private void scan(EligibleItems eligible, Way way, long before) throws IOException {
            SegmentItems segment = eligible.segment();
            VectorColumns columns = cost(eligible).columnsAreCheaper() ? HeldColumns.of(segment) : null;
            VectorBlock block = columns == null ? segment.block() : columns;
            long alreadyCompared = nearest.compared();
            try {
                nearest.offerAccepted(segment.docBase(), block, eligible::next);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            done(eligible, way, columns != null, before + nearest.compared() - alreadyCompared);
        }

        private WalkRequest request(EligibleItems eligible) {
            int accepted = eligible.count() + eligible.leftOut();
            return new WalkRequest(
                    target.vector(),
                    count + foundInVain(eligible),
                    effort.candidates() + foundInVain(eligible),
                    eligible.accepted(),
                    (double) accepted / eligible.segment().reader().maxDoc(),
                    // Under a filter a walk can lose its way; once it has compared as many as there are to scan, it is
                    // given up.
                    eligible.filtered() ? accepted : Long.MAX_VALUE);
        }

        /// How many of a walk's findings may have to be left out.
        private int foundInVain(EligibleItems eligible) {
            return walks.asIfAbsent() ? 0 : eligible.leftOut();
        }

        /// Takes what a walk has found, unless it is too little to answer from.
        private boolean foundEnough(SegmentVectors.Found walk, EligibleItems eligible) {
            int wanted = Math.min(count, eligible.count());
            if (!walk.complete() || walk.nearest().size() < wanted + foundInVain(eligible)) {
                return false;
            }
            int docBase = eligible.segment().docBase();
            for (Neighbour found : walk.nearest()) {
                if (!eligible.isLeftOut(found.ordinal())) {
                    nearest.offerKnown(docBase + found.ordinal(), found.value());
                }
            }
            return true;
        }
    }
}
