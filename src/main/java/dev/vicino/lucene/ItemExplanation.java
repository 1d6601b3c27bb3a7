package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Explanation;
import dev.vicino.Metric;
import dev.vicino.NoSuchItemException;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.engine.ItemStanding;
import dev.vicino.engine.SearchTarget;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;

/// Explains where an item stands in an answer, by comparing the query with every item.
final class ItemExplanation {
    private final SearchRequest request;
    private final SnapshotItems snapshot;
    private final SnapshotTarget target;
    private final String id;
    private final int doc;

    private ItemExplanation(CollectionSpec spec, SearchRequest request, String id, DirectoryReader reader)
            throws IOException {
        this.request = request;
        this.snapshot = new SnapshotItems(reader);
        this.target =
                SnapshotTarget.of(spec, SearchTarget.metric(spec, request), SearchTarget.vectorPart(request), snapshot);
        this.id = id;
        this.doc = snapshot.find(id);
        if (doc < 0) {
            throw new NoSuchItemException("collection '" + spec.name() + "' has no item '" + id + "' to explain");
        }
    }

    /// @param answer to the request, of the same snapshot
    static Explanation of(
            CollectionSpec spec, SearchRequest request, String id, DirectoryReader reader, SearchResult answer)
            throws IOException {
        ItemExplanation explanation = new ItemExplanation(spec, request, id, reader);
        ItemStanding standing = explanation.standing();
        return standing.explain(explanation.exactRank(standing.value()), answer);
    }

    private ItemStanding standing() throws IOException {
        return new ItemStanding(request, target.metric(), target.vector(), snapshot.item(doc), target.leavesOut(doc));
    }

    private long exactRank(double value) throws IOException {
        Metric metric = target.metric();
        long before = 0;
        for (SegmentItems segment : snapshot.segments()) {
            EligibleItems eligible = EligibleItems.of(segment, request.filter(), target.leftOut());
            for (int other = eligible.next(0); other != Integer.MAX_VALUE; other = eligible.next(other + 1)) {
                double theirs = metric.between(target.vector(), segment.vector(other));
                if (segment.docBase() + other != doc && request.range().contains(theirs)) {
                    int order = metric.compareNearestFirst(theirs, value);
                    before += order < 0 || (order == 0 && segment.id(other).compareTo(id) < 0) ? 1 : 0;
                }
            }
        }
        return before + 1;
    }
}
