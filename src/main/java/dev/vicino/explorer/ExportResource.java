package dev.vicino.explorer;

import dev.vicino.Filter;
import dev.vicino.Item;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `/collections/{collection}/export`: items to take away, a line of JSON each.
final class ExportResource {
    private static final int MOST_IDS = 50_000;

    private final Catalogue catalogue;

    ExportResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    record Line(
            String id,
            float[] vector,
            SortedMap<String, Object> payload,
            @Nullable String text) {
        static Line of(Item item) {
            return new Line(item.id(), item.vector(), PayloadJson.of(item.payload()), item.text());
        }
    }

    List<Route> routes() {
        return List.of(Route.post("/collections/{collection}/export", this::export));
    }

    private Reply export(Call call) {
        JsonFields body = call.json("ids", "filter");
        List<String> ids = body.texts("ids", MOST_IDS);
        Filter filter = FilterArgument.read(body.text("filter"));
        if ((ids == null) == (filter == null)) {
            throw Refusal.badRequest("the body has " + (ids == null ? "neither" : "both")
                    + " of 'ids' and 'filter'; expected exactly one of them");
        }
        Catalogue.Explored explored = catalogue.of(call);
        if (filter != null) {
            // Refuses a filter that does not go with the schema, before anything is sent.
            explored.collection().count(filter);
        }
        return Reply.stream("application/x-ndjson", -1, out -> {
                    try (Stream<Item> items = ids == null
                            ? explored.collection().scan()
                            : ids.stream().flatMap(id -> explored.collection().get(id).stream())) {
                        for (Iterator<Item> each = items.iterator(); each.hasNext(); ) {
                            Item item = each.next();
                            if (filter == null || filter.matches(item.payload())) {
                                out.write(Json.write(Line.of(item)));
                                out.write('\n');
                            }
                        }
                    }
                })
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"" + explored.spec().name() + ".ndjson\"");
    }
}
