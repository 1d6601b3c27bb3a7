package dev.vicino.opensearch;

import dev.vicino.Arrangement;
import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One search of one view: ranks items by vector, by words or by both, and arranges them as the request asks.
final class ItemSearch {
    private final CollectionSpec spec;
    private final SearchRequest request;
    private final SearchView view;
    private final boolean small;
    private final Metric metric;

    /// The first so many hits, or groups, of which those before the offset are left out.
    private final int page;

    private ItemSearch(CollectionSpec spec, SearchRequest request, SearchView view, boolean small) {
        this.spec = spec;
        this.request = request;
        this.view = view;
        this.small = small;
        this.metric = SearchTarget.metric(spec, request);
        this.page = request.offset() + request.limit();
    }

    /// @param small whether the collection has so few items that a walk spares nothing
    static SearchResult run(CollectionSpec spec, SearchRequest request, SearchView view, boolean small) {
        long start = System.nanoTime();
        if (request.filter() != null) {
            SchemaCheck.check(spec, request.filter());
        }
        Found found = new ItemSearch(spec, request, view, small).found();
        return new SearchResult(
                request,
                SearchTarget.metric(spec, request),
                found.hits,
                found.groups,
                found.plan,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private record Found(List<Hit> hits, List<HitGroup> groups, SearchPlan plan) {}

    private Found found() {
        return switch (request.query()) {
            case Query.ByVector byVector ->
                switch (request.arrangement()) {
                    case Arrangement.Plain plain -> plain(nearest(byVector).find(page));
                    case Arrangement.Diverse diverse -> diverse(byVector, diverse);
                    case Arrangement.Grouped grouped -> grouped(byVector, grouped);
                };
            case Query.Words words ->
                plain(new WordMatches(view, spec, request.filter(), null, request.range()).find(words.words(), page));
            case Query.Hybrid hybrid -> plain(fused(hybrid));
        };
    }

    private NearestItems nearest(Query.ByVector query) {
        return nearest(SearchTarget.of(spec, metric, query, view::vectors));
    }

    private NearestItems nearest(SearchTarget target) {
        return new NearestItems(view, spec, target, request.filter(), request.range(), request.mode(), small);
    }

    private Found plain(RankedItems<RankedItem> ranked) {
        List<RankedItem> items = ranked.items();
        int from = Math.min(request.offset(), items.size());
        return new Found(
                hits(items.subList(from, Math.min(page, items.size())), request.offset() + 1),
                List.of(),
                ranked.plan());
    }

    private List<Hit> hits(List<RankedItem> items, int firstRank) {
        List<Hit> hits = new ArrayList<>();
        for (RankedItem item : items) {
            hits.add(item.hit(firstRank + hits.size(), request.projection()));
        }
        return hits;
    }

    private RankedItems<RankedItem> fused(Query.Hybrid hybrid) {
        WordMatches.requireIndex(spec);
        SearchTarget target = SearchTarget.of(spec, metric, hybrid.vector(), view::vectors);
        RankedItems<RankedItem> byWords = new WordMatches(view, spec, request.filter(), target, request.range())
                .find(hybrid.words(), hybrid.depth());
        RankedItems<RankedItem> byVector = nearest(target).find(hybrid.depth());
        return new RankedItems<>(
                RankFusion.fuse(byVector.items(), byWords.items()),
                byVector.plan().and(byWords.plan()));
    }

    private Found diverse(Query.ByVector query, Arrangement.Diverse diverse) {
        RankedItems<RankedItem> candidates = nearest(query).find(diverse.candidates());
        List<RankedItem> items = candidates.items();
        double[] values = items.stream().mapToDouble(RankedItem::value).toArray();
        float[][] vectors = items.stream().map(RankedItem::vector).toArray(float[][]::new);
        int[] chosen = DiverseChoice.choose(metric, values, vectors, diverse.lambda(), page);
        List<RankedItem> ranked = Arrays.stream(chosen).mapToObj(items::get).toList();
        return plain(new RankedItems<>(ranked, candidates.plan()));
    }

    private Found grouped(Query.ByVector query, Arrangement.Grouped grouped) {
        // An item without the field is in no group, and a cluster leaves it out for less than it sends it.
        Filter inOne = Filter.exists(grouped.field());
        Filter filter = request.filter() == null ? inOne : Filter.and(request.filter(), inOne);
        GroupedItems<RankedItem, RuntimeException> search = new GroupedItems<>(nearest(query), metric, filter, grouped);
        List<HitGroup> groups = new ArrayList<>();
        List<Hit> all = new ArrayList<>();
        int rank = 1;
        int number = 0;
        for (GroupedItems.Group<RankedItem> group : search.find(page)) {
            if (number++ >= request.offset()) {
                List<Hit> members = hits(group.items(), rank);
                groups.add(new HitGroup(group.value(), members));
                all.addAll(members);
            }
            rank += group.items().size();
        }
        return new Found(all, groups, search.plan());
    }
}
