package dev.vicino.lucene;

import dev.vicino.Arrangement;
import dev.vicino.CollectionSpec;
import dev.vicino.Hit;
import dev.vicino.HitGroup;
import dev.vicino.Metric;
import dev.vicino.Query;
import dev.vicino.SchemaCheck;
import dev.vicino.SearchPlan;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.engine.GroupedItems;
import dev.vicino.engine.RankFusion;
import dev.vicino.engine.RankedItems;
import dev.vicino.engine.SearchTarget;
import dev.vicino.exact.DiverseChoice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;

/// One search of one snapshot: ranks items by vector, by words or by both, arranges them as the request asks, and reads
/// the hits.
final class ItemSearch {
    private final CollectionSpec spec;
    private final SearchRequest request;
    private final DirectoryReader reader;
    private final SnapshotItems snapshot;
    private final Metric metric;
    private final Effort.Reaching reaching;
    private final HitReader hits;

    /// The first so many hits, or groups, of which those before the offset are left out.
    private final int page;

    private ItemSearch(CollectionSpec spec, SearchRequest request, DirectoryReader reader, Effort.Reaching reaching) {
        this.spec = spec;
        this.request = request;
        this.reader = reader;
        this.snapshot = new SnapshotItems(reader);
        this.metric = SearchTarget.metric(spec, request);
        this.reaching = reaching;
        this.hits = new HitReader(snapshot, request.projection());
        this.page = request.offset() + request.limit();
    }

    static SearchResult run(
            CollectionSpec spec, SearchRequest request, DirectoryReader reader, Effort.Reaching reaching)
            throws IOException {
        long start = System.nanoTime();
        if (request.filter() != null) {
            SchemaCheck.check(spec, request.filter());
        }
        Found found = new ItemSearch(spec, request, reader, reaching).found();
        return new SearchResult(
                request,
                found.metric,
                found.hits,
                found.groups,
                found.plan,
                Duration.ofNanos(System.nanoTime() - start));
    }

    /// The answer to a request whose nearest are found already.
    static SearchResult of(
            CollectionSpec spec, SearchRequest request, DirectoryReader reader, BatchedSearches.Answer answer)
            throws IOException {
        long start = System.nanoTime();
        ItemSearch search = new ItemSearch(spec, request, reader, (metric, target, hits) -> Effort.SCAN);
        Found found = search.plain(answer.ranked());
        return new SearchResult(
                request,
                found.metric,
                found.hits,
                found.groups,
                found.plan,
                answer.took().plusNanos(System.nanoTime() - start));
    }

    private record Found(Metric metric, List<Hit> hits, List<HitGroup> groups, SearchPlan plan) {}

    private Found found() throws IOException {
        return switch (request.query()) {
            case Query.ByVector byVector ->
                switch (request.arrangement()) {
                    case Arrangement.Plain plain ->
                        plain(nearest(byVector, page).find(page));
                    case Arrangement.Diverse diverse -> diverse(byVector, diverse);
                    case Arrangement.Grouped grouped -> grouped(byVector, grouped);
                };
            case Query.Words words ->
                plain(new WordMatches(spec, reader, snapshot, request.filter(), null, request.range())
                        .find(words.words(), page));
            case Query.Hybrid hybrid -> plain(fused(hybrid));
        };
    }

    private NearestItems nearest(Query.ByVector query, int count) throws IOException {
        return nearest(SnapshotTarget.of(spec, metric, query, snapshot), count);
    }

    private NearestItems nearest(SnapshotTarget target, int count) throws IOException {
        Effort effort = Effort.of(request.mode(), metric, count, reaching);
        return new NearestItems(snapshot, target, request.filter(), request.range(), effort);
    }

    private Found plain(RankedItems<RankedItem> ranked) throws IOException {
        List<RankedItem> items = ranked.items();
        int from = Math.min(request.offset(), items.size());
        List<RankedItem> shown = items.subList(from, Math.min(page, items.size()));
        return new Found(metric, hits.hits(shown, request.offset() + 1), List.of(), ranked.plan());
    }

    private RankedItems<RankedItem> fused(Query.Hybrid hybrid) throws IOException {
        SnapshotTarget target = SnapshotTarget.of(spec, metric, hybrid.vector(), snapshot);
        RankedItems<RankedItem> byWords = new WordMatches(
                        spec, reader, snapshot, request.filter(), target, request.range())
                .find(hybrid.words(), hybrid.depth());
        RankedItems<RankedItem> byVector = nearest(target, hybrid.depth()).find(hybrid.depth());
        return new RankedItems<>(
                RankFusion.fuse(byVector.items(), byWords.items()),
                byVector.plan().and(byWords.plan()));
    }

    private Found diverse(Query.ByVector query, Arrangement.Diverse diverse) throws IOException {
        RankedItems<RankedItem> candidates =
                nearest(query, diverse.candidates()).find(diverse.candidates());
        List<RankedItem> items = candidates.items();
        double[] values = items.stream().mapToDouble(RankedItem::value).toArray();
        float[][] vectors = new float[items.size()][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = snapshot.vector(items.get(i).doc()).clone();
        }
        int[] chosen = DiverseChoice.choose(metric, values, vectors, diverse.lambda(), page);
        List<RankedItem> ranked = Arrays.stream(chosen).mapToObj(items::get).toList();
        return plain(new RankedItems<>(ranked, candidates.plan()));
    }

    private Found grouped(Query.ByVector query, Arrangement.Grouped grouped) throws IOException {
        GroupedItems<RankedItem, IOException> search =
                new GroupedItems<>(nearest(query, page * grouped.perGroup()), metric, request.filter(), grouped);
        List<HitGroup> groups = new ArrayList<>();
        List<Hit> all = new ArrayList<>();
        int rank = 1;
        int number = 0;
        for (GroupedItems.Group<RankedItem> group : search.find(page)) {
            if (number++ >= request.offset()) {
                List<Hit> members = hits.hits(group.items(), rank);
                groups.add(new HitGroup(group.value(), members));
                all.addAll(members);
            }
            rank += group.items().size();
        }
        return new Found(metric, all, groups, search.plan());
    }
}
