package dev.vicino.lucene;

import dev.vicino.Filter;
import java.io.IOException;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// The items of one segment that may be hits of a search: alive, let through by its filter, and not the item itself
/// that the search looks like.
final class EligibleItems {
    private final SegmentItems segment;

    /// Living documents that pass the filter; null if there is no filter, so that all the living do.
    private final @Nullable FixedBitSet passing;

    /// The document to leave out, or -1.
    private final int self;

    private final int count;

    private EligibleItems(SegmentItems segment, @Nullable FixedBitSet passing, int self, int count) {
        this.segment = segment;
        this.passing = passing;
        this.self = self;
        this.count = count;
    }

    /// @param self the number in the snapshot of the document to leave out, or -1
    static EligibleItems of(SegmentItems segment, @Nullable Filter filter, int self) throws IOException {
        int own = self - segment.docBase();
        boolean selfHere = self >= 0 && own >= 0 && own < segment.reader().maxDoc();
        if (filter == null) {
            int living = segment.reader().numDocs();
            return new EligibleItems(segment, null, selfHere ? own : -1, selfHere ? living - 1 : living);
        }
        FixedBitSet passing = FilteredDocuments.living(segment, filter);
        if (selfHere) {
            passing.clear(own);
        }
        return new EligibleItems(segment, passing, -1, passing.cardinality());
    }

    SegmentItems segment() {
        return segment;
    }

    int count() {
        return count;
    }

    /// The share of the segment's living items that are eligible, in [0, 1].
    double share() {
        return (double) count / Math.max(1, segment.reader().numDocs());
    }

    boolean filtered() {
        return passing != null;
    }

    /// The document that a walk may come by and that must be left out of its findings, or -1.
    int self() {
        return self;
    }

    /// What Lucene is told to accept; it may include [#self].
    AcceptDocs acceptDocs() {
        Bits live = segment.reader().getLiveDocs();
        int maxDoc = segment.reader().maxDoc();
        FixedBitSet bits = passing;
        return bits == null
                ? AcceptDocs.fromLiveDocs(live, maxDoc)
                : AcceptDocs.fromIteratorSupplier(() -> new BitSetIterator(bits, count), live, maxDoc);
    }

    /// The first eligible document at or after this one, or `Integer.MAX_VALUE`.
    int next(int doc) {
        if (passing != null) {
            return doc < passing.length() ? passing.nextSetBit(doc) : Integer.MAX_VALUE;
        }
        Bits live = segment.reader().getLiveDocs();
        int maxDoc = segment.reader().maxDoc();
        int at = doc;
        while (at < maxDoc && (at == self || (live != null && !live.get(at)))) {
            at++;
        }
        return at < maxDoc ? at : Integer.MAX_VALUE;
    }
}
