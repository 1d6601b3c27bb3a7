package dev.vicino.opensearch;

import dev.vicino.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// All items of a frozen view in the order of their ids, fetched page by page.
final class ItemScan extends Spliterators.AbstractSpliterator<Item> {
    private static final int PAGE = 1000;

    private final SearchView view;
    private final Runnable requireOpen;
    private final int size;
    private final Deque<Item> page = new ArrayDeque<>();
    private @Nullable JsonNode after;
    private boolean over;

    private ItemScan(SearchView view, int dimension, Runnable requireOpen) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL);
        this.view = view;
        this.requireOpen = requireOpen;
        this.size = ExactRanking.pageSize(dimension, PAGE);
    }

    /// @param requireOpen throws if the collection was closed meanwhile
    static Stream<Item> of(SearchView view, int dimension, Runnable requireOpen) {
        return StreamSupport.stream(new ItemScan(view, dimension, requireOpen), false)
                .onClose(view::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super Item> action) {
        if (page.isEmpty() && !over) {
            requireOpen.run();
            read();
        }
        Item next = page.poll();
        if (next == null) {
            return false;
        }
        action.accept(next);
        return true;
    }

    private void read() {
        ObjectNode body = Json.object().put("size", size).put("track_total_hits", false);
        body.set("query", FilterQuery.all());
        body.set("sort", Json.array().add(Json.object().put(ItemDocument.KEY, "asc")));
        if (after != null) {
            body.set("search_after", after);
        }
        JsonNode hits = view.search(body).required("hits").required("hits");
        for (JsonNode hit : hits) {
            page.add(ItemDocument.read(hit.required("_source")));
            after = hit.required("sort");
        }
        if (hits.size() < size) {
            over = true;
            view.close();
        }
    }
}
