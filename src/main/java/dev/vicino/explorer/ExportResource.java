package dev.vicino.explorer;

import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.transfer.ItemWriter;
import dev.vicino.transfer.Output;
import dev.vicino.transfer.TransferFormat;
import dev.vicino.transfer.TransferFormats;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// `/collections/{collection}/export`: items to take away, as `vicino import` takes them.
final class ExportResource {
    private static final int MOST_IDS = 50_000;
    private static final TransferFormat JSON_LINES = TransferFormats.named("jsonl");

    private final Catalogue catalogue;

    ExportResource(Catalogue catalogue) {
        this.catalogue = catalogue;
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
                    try (ItemWriter lines = JSON_LINES.write(
                                    Output.of(out), explored.spec().dimension());
                            Stream<Item> items = ids == null
                                    ? explored.collection().scan()
                                    : ids.stream().flatMap(id -> explored.collection().get(id).stream())) {
                        for (Iterator<Item> each = items.iterator(); each.hasNext(); ) {
                            Item item = each.next();
                            if (filter == null || filter.matches(item.payload())) {
                                lines.write(item);
                            }
                        }
                        lines.finish();
                    }
                })
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"" + explored.spec().name() + ".ndjson\"");
    }
}
