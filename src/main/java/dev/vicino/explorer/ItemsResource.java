package dev.vicino.explorer;

import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.NoSuchItemException;
import dev.vicino.Payload;
import dev.vicino.VectorCollection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// `/collections/{collection}/items`: the items themselves.
final class ItemsResource {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST_ITEMS = 1_000;

    private final Catalogue catalogue;

    ItemsResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    record Row(
            String id,
            SortedMap<String, Object> payload,
            @Nullable String text,
            @Nullable String source) {
        static Row of(Item item) {
            return new Row(item.id(), PayloadJson.of(item.payload()), item.text(), item.source());
        }
    }

    /// @param total items that pass, on all pages
    record Page(List<Row> items, long total) {}

    /// @param position on the map that was asked for; null if it has none
    record Whole(
            String id,
            float[] vector,
            SortedMap<String, Object> payload,
            @Nullable String text,
            @Nullable String source,
            float @Nullable [] position) {}

    List<Route> routes() {
        return List.of(
                Route.get("/collections/{collection}/items", this::page).taking("offset", "limit", "filter", "match"),
                Route.get("/collections/{collection}/items/{id}", this::item).taking("projection"));
    }

    private Reply item(Call call) throws InterruptedException {
        Catalogue.Explored explored = catalogue.of(call);
        Item item = of(explored, call.place("id"));
        return Reply.json(new Whole(
                item.id(),
                item.vector(),
                PayloadJson.of(item.payload()),
                item.text(),
                item.source(),
                MapPlace.of(explored, call.parameter("projection")).of(item.id(), item.vector())));
    }

    /// @throws NoSuchItemException if there is none of this id
    static Item of(Catalogue.Explored explored, String id) {
        return explored.collection()
                .get(id)
                .orElseThrow(() -> new NoSuchItemException(
                        "collection '" + explored.spec().name() + "' has no item '" + id + "'"));
    }

    private Reply page(Call call) throws InterruptedException {
        int offset = call.whole("offset", 0, 0, Integer.MAX_VALUE);
        int limit = call.whole("limit", USUAL_LIMIT, 1, MOST_ITEMS);
        Filter filter = FilterArgument.read(call.parameter("filter"));
        String match = call.parameter("match", "");
        Catalogue.Explored explored = catalogue.of(call);
        ItemOrder order = explored.view().survey().await().order();
        Page page = filter == null
                ? byId(explored.collection(), order, match, offset, limit)
                : filtered(explored.view(), order, filter, match, offset, limit);
        return Reply.json(page);
    }

    private static Page byId(VectorCollection collection, ItemOrder order, String match, int offset, int limit) {
        byte[] part = match.getBytes(StandardCharsets.UTF_8);
        List<Row> rows = new ArrayList<>();
        int total = 0;
        for (int position = 0; position < order.count(); position++) {
            if (order.contains(position, part)) {
                if (total >= offset && rows.size() < limit) {
                    collection.get(order.id(position)).map(Row::of).ifPresent(rows::add);
                }
                total++;
            }
        }
        return new Page(rows, total);
    }

    private static Page filtered(
            CollectionView view, ItemOrder order, Filter filter, String match, int offset, int limit) {
        // Counting refuses a filter that does not go with the schema, and knows when there is nothing to read.
        if (view.collection().count(filter) == 0) {
            return new Page(List.of(), 0);
        }
        byte[] part = match.getBytes(StandardCharsets.UTF_8);
        List<Row> rows = new ArrayList<>();
        int[] total = new int[1];
        view.forEachItem(order, Computation.Listener.NONE, (position, item) -> {
            Payload payload = item.payload();
            if (order.contains(position, part) && filter.matches(payload)) {
                if (total[0] >= offset && rows.size() < limit) {
                    rows.add(Row.of(item));
                }
                total[0]++;
            }
        });
        return new Page(rows, total[0]);
    }
}
