package dev.vicino.lucene;

import dev.vicino.Arrangement;
import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Metric;
import dev.vicino.Query;
import dev.vicino.SchemaCheck;
import dev.vicino.SearchPlan;
import dev.vicino.SearchRequest;
import dev.vicino.ValueRange;
import dev.vicino.VicinoException;
import dev.vicino.engine.RankedItems;
import dev.vicino.engine.SearchTarget;
import dev.vicino.exact.Neighbour;
import dev.vicino.exact.VectorColumns;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.jspecify.annotations.Nullable;

/// The requests of a batch that share one scan of the vectors with others: exact ones that want as many of the nearest
/// by the same metric among the items that pass the same filter.
final class BatchedSearches {
    /// Fewer are answered faster one by one.
    private static final int FEWEST = 4;

    private final CollectionSpec spec;
    private final DirectoryReader reader;
    private final SnapshotItems snapshot;
    private final List<SearchRequest> requests;
    private final Map<Integer, Answer> answers = new HashMap<>();

    private BatchedSearches(CollectionSpec spec, List<SearchRequest> requests, DirectoryReader reader) {
        this.spec = spec;
        this.requests = requests;
        this.reader = reader;
        this.snapshot = new SnapshotItems(reader);
    }

    /// What was found for a request.
    ///
    /// @param took its share of the time that the scan took
    record Answer(RankedItems<RankedItem> ranked, Duration took) {}

    /// The answers to those requests, by their places in the batch. A request that fails is not among them.
    static Map<Integer, Answer> answers(CollectionSpec spec, List<SearchRequest> requests, DirectoryReader reader)
            throws IOException {
        if (spec.dimension() <= VectorColumns.MOST_DIMENSIONS) {
            // Each alone is scanned by columns, which reading for many would not make cheaper.
            return Map.of();
        }
        BatchedSearches batched = new BatchedSearches(spec, requests, reader);
        for (Map.Entry<Shared, List<Member>> group : batched.groups().entrySet()) {
            if (group.getValue().size() >= FEWEST) {
                batched.answer(group.getKey(), group.getValue());
            }
        }
        return batched.answers;
    }

    /// What requests must have in common.
    private record Shared(Metric metric, @Nullable Filter filter, int count) {}

    private record Member(int place, SnapshotTarget target) {}

    private Map<Shared, List<Member>> groups() throws IOException {
        Map<Shared, List<Member>> groups = new LinkedHashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            SearchRequest request = requests.get(i);
            if (mayShare(request) && request.query() instanceof Query.ByVector query) {
                try {
                    Metric metric = SearchTarget.metric(spec, request);
                    Shared shared = new Shared(metric, request.filter(), request.offset() + request.limit());
                    SnapshotTarget target = SnapshotTarget.of(spec, metric, query, snapshot);
                    groups.computeIfAbsent(shared, unknown -> new ArrayList<>()).add(new Member(i, target));
                } catch (VicinoException e) {
                    // It will fail again when it is answered alone, after those before it were.
                }
            }
        }
        return groups;
    }

    private static boolean mayShare(SearchRequest request) {
        boolean exact = switch (request.mode()) {
            case SearchRequest.Mode.Exact scan -> true;
            case SearchRequest.Mode.Approximate walk -> false;
            case SearchRequest.Mode.TargetRecall target -> target.recall() == 1;
        };
        return exact
                && request.arrangement() instanceof Arrangement.Plain
                && request.range().equals(ValueRange.ALL);
    }

    private void answer(Shared shared, List<Member> members) throws IOException {
        long start = System.nanoTime();
        if (shared.filter() != null && !passesSchema(shared.filter())) {
            return;
        }
        List<EligibleItems> eligible = EligibleItems.of(snapshot, shared.filter(), EligibleItems.NONE);
        List<List<Neighbour>> nearest = new ExactBatch(eligible, shared.metric(), shared.count())
                .nearest(members.stream().map(Member::target).toList());
        List<RankedItems<RankedItem>> ranked = OnAllCores.map(members.size(), i -> {
            SnapshotItems own = new SnapshotItems(reader);
            return new RankedItems<>(
                    own.ranked(shared.metric(), nearest.get(i), shared.count()),
                    plan(eligible, members.get(i).target()));
        });
        Duration each = Duration.ofNanos((System.nanoTime() - start) / members.size());
        for (int i = 0; i < members.size(); i++) {
            answers.put(members.get(i).place(), new Answer(ranked.get(i), each));
        }
    }

    private boolean passesSchema(Filter filter) {
        try {
            SchemaCheck.check(spec, filter);
            return true;
        } catch (VicinoException e) {
            return false;
        }
    }

    private static SearchPlan plan(List<EligibleItems> segments, SnapshotTarget target) {
        List<SearchPlan.Segment> done = new ArrayList<>();
        for (EligibleItems eligible : segments) {
            int matches = eligible.countWithout(target.leftOut());
            int items = eligible.segment().reader().numDocs();
            done.add(new SearchPlan.Segment(
                    done.size(), items, matches, SearchPlan.Way.SCANNED_AS_ASKED, false, matches));
        }
        return new SearchPlan(0, done);
    }
}
