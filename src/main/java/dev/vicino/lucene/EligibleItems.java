package dev.vicino.lucene;

import dev.vicino.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// The items of one segment that may be hits of a search: alive, let through by its filter, and none of those that the
/// query was made of.
final class EligibleItems {
    /// No document to leave out.
    static final int[] NONE = {};

    private final SegmentItems segment;

    /// Living documents that pass the filter; null if there is no filter, so that all the living do.
    private final @Nullable FixedBitSet passing;

    /// Which of those to leave out, ascending.
    private final int[] leftOut;

    private final int count;

    private EligibleItems(SegmentItems segment, @Nullable FixedBitSet passing, int[] leftOut, int count) {
        this.segment = segment;
        this.passing = passing;
        this.leftOut = leftOut;
        this.count = count;
    }

    /// @param leftOut the numbers in the snapshot of living documents to leave out
    static EligibleItems of(SegmentItems segment, @Nullable Filter filter, int[] leftOut) throws IOException {
        int[] own = leftOut.length == 0 ? NONE : own(segment, leftOut);
        if (filter == null) {
            return new EligibleItems(segment, null, own, segment.reader().numDocs() - own.length);
        }
        HeldMatches.Matches matches = HeldMatches.OF_JVM.of(segment, filter);
        int[] matching = own.length == 0
                ? NONE
                : Arrays.stream(own).filter(matches.documents()::get).toArray();
        return new EligibleItems(segment, matches.documents(), matching, matches.count() - matching.length);
    }

    /// Of each segment of a snapshot.
    static List<EligibleItems> of(SnapshotItems snapshot, @Nullable Filter filter, int[] leftOut) throws IOException {
        List<EligibleItems> eligible = new ArrayList<>();
        for (SegmentItems segment : snapshot.segments()) {
            eligible.add(of(segment, filter, leftOut));
        }
        return eligible;
    }

    private static int[] own(SegmentItems segment, int[] leftOut) {
        return Arrays.stream(leftOut)
                .map(doc -> doc - segment.docBase())
                .filter(doc -> doc >= 0 && doc < segment.reader().maxDoc())
                .toArray();
    }

    SegmentItems segment() {
        return segment;
    }

    int count() {
        return count;
    }

    /// How many are eligible if further documents of the snapshot are left out.
    int countWithout(int[] further) {
        return further.length == 0
                ? count
                : count
                        - (int) Arrays.stream(own(segment, further))
                                .filter(this::contains)
                                .count();
    }

    /// The share of the segment's living items that are eligible, in [0, 1].
    double share() {
        return (double) count / Math.max(1, segment.reader().numDocs());
    }

    boolean filtered() {
        return passing != null;
    }

    /// How many documents a walk may come by that must be left out of its findings.
    int leftOut() {
        return leftOut.length;
    }

    /// The first of those, if there are any.
    int firstLeftOut() {
        return leftOut[0];
    }

    /// Whether this is one of those documents.
    boolean isLeftOut(int doc) {
        return leftOut.length > 0 && Arrays.binarySearch(leftOut, doc) >= 0;
    }

    /// What a walk may find, which may include what [#isLeftOut]; null for all.
    @Nullable
    Bits accepted() {
        return passing == null ? segment.reader().getLiveDocs() : passing;
    }

    boolean contains(int doc) {
        Bits accepted = accepted();
        return (accepted == null || accepted.get(doc)) && !isLeftOut(doc);
    }

    /// The first eligible document at or after this one, or `Integer.MAX_VALUE`.
    int next(int doc) {
        int next = nextAccepted(doc);
        while (next != Integer.MAX_VALUE && isLeftOut(next)) {
            next = nextAccepted(next + 1);
        }
        return next;
    }

    private int nextAccepted(int doc) {
        int maxDoc = segment.reader().maxDoc();
        if (passing != null) {
            return doc < maxDoc ? passing.nextSetBit(doc) : Integer.MAX_VALUE;
        }
        Bits live = segment.reader().getLiveDocs();
        int next = doc;
        while (live != null && next < maxDoc && !live.get(next)) {
            next++;
        }
        return next < maxDoc ? next : Integer.MAX_VALUE;
    }
}
