package dev.vicino.lucene;

import dev.vicino.Arrangement;
import dev.vicino.CollectionSpec;
import dev.vicino.Explanation;
import dev.vicino.Explanation.Standing;
import dev.vicino.Metric;
import dev.vicino.NoSuchItemException;
import dev.vicino.Query;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;

/// Explains where an item stands in an answer, by comparing the query with every item.
final class ItemExplanation {
    private final SearchRequest request;
    private final SnapshotItems snapshot;
    private final SearchTarget target;
    private final String id;
    private final int doc;
    private final double value;

    private ItemExplanation(CollectionSpec spec, SearchRequest request, String id, DirectoryReader reader)
            throws IOException {
        this.request = request;
        this.snapshot = new SnapshotItems(reader);
        this.target = SearchTarget.of(spec, SearchTarget.metric(spec, request), vectorPart(request), snapshot);
        this.id = id;
        this.doc = snapshot.find(id);
        if (doc < 0) {
            throw new NoSuchItemException("collection '" + spec.name() + "' has no item '" + id + "' to explain");
        }
        this.value = target.metric().between(target.vector(), snapshot.vector(doc));
    }

    /// @param answer to the request, of the same snapshot
    static Explanation of(
            CollectionSpec spec, SearchRequest request, String id, DirectoryReader reader, SearchResult answer)
            throws IOException {
        ItemExplanation explanation = new ItemExplanation(spec, request, id, reader);
        long rank = explanation.exactRank();
        return Explanation.of(
                id, explanation.value, explanation.contributions(), rank, explanation.standing(rank, answer), answer);
    }

    private static Query.ByVector vectorPart(SearchRequest request) {
        return switch (request.query()) {
            case Query.ByVector byVector -> byVector;
            case Query.Hybrid hybrid -> hybrid.vector();
            case Query.Words words ->
                throw new IllegalArgumentException(
                        "a search by words alone compares no vectors, so there is nothing to explain: " + words);
        };
    }

    private double[] contributions() throws IOException {
        return target.metric().contributions(target.vector(), snapshot.vector(doc));
    }

    private long exactRank() throws IOException {
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

    private Standing standing(long rank, SearchResult answer) throws IOException {
        if (answer.ids().contains(id)) {
            return Standing.HIT;
        }
        if (target.leavesOut(doc)) {
            return Standing.PART_OF_THE_QUERY;
        }
        if (request.filter() != null
                && !request.filter().matches(snapshot.content(doc).payload())) {
            return Standing.FILTERED_OUT;
        }
        if (!request.range().contains(value)) {
            return Standing.OUT_OF_RANGE;
        }
        if (!(request.query() instanceof Query.ByVector && request.arrangement() instanceof Arrangement.Plain)) {
            return Standing.NOT_CHOSEN;
        }
        if (rank <= request.offset()) {
            return Standing.ON_AN_EARLIER_PAGE;
        }
        return rank > request.offset() + request.limit() ? Standing.BEYOND_THE_LIMIT : Standing.MISSED;
    }
}
