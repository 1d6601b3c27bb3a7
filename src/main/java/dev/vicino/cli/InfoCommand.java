package dev.vicino.cli;

import dev.vicino.CollectionSpec;
import dev.vicino.CollectionStats;
import dev.vicino.Filter;
import dev.vicino.Metric;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vicino info`: what is in the store.
@Command(
        name = "info",
        description = "Shows what is in the store: collections, counts, dimensions, metrics, bytes, format version.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino info",
            "  vicino info --store /var/lib/app/vectors --json",
            "  vicino info --where \"label = 7\""
        })
final class InfoCommand implements Runnable {
    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Option(
            names = "--where",
            paramLabel = "FILTER",
            description = "Also count the items whose payload passes, as in \"label = 7\"; several must all hold.")
    private List<String> conditions = List.of();

    private final Terminal terminal;

    InfoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// One collection, as `--json` prints it.
    ///
    /// @param passing items that pass the filter; null if there is none
    record CollectionInfo(
            String name,
            long count,
            int dimension,
            List<String> metrics,
            @Nullable String embedder,
            long deleted,
            int segments,
            long bytes,
            int formatVersion,
            @Nullable Long passing) {
        static CollectionInfo of(VectorCollection collection, @Nullable Filter filter) {
            CollectionSpec spec = collection.spec();
            CollectionStats stats = collection.stats();
            return new CollectionInfo(
                    spec.name(),
                    stats.items(),
                    spec.dimension(),
                    spec.metrics().stream().map(Metric::symbol).toList(),
                    spec.embedder(),
                    stats.deletedItems(),
                    stats.segments(),
                    stats.bytes(),
                    stats.formatVersion(),
                    filter == null ? null : collection.count(filter));
        }
    }

    /// The store, as `--json` prints it.
    record StoreInfo(String store, List<CollectionInfo> collections) {}

    @Override
    public void run() {
        Filter filter = WhereText.allOf(conditions);
        List<CollectionInfo> collections = new ArrayList<>();
        try (VectorStore opened = store.openForReading()) {
            for (String name : opened.collectionNames()) {
                collections.add(CollectionInfo.of(opened.collection(name), filter));
            }
        }
        if (json) {
            terminal.json(new StoreInfo(store.path().toString(), collections));
        } else if (collections.isEmpty()) {
            terminal.say("The store '" + store.path() + "' holds no collection yet; 'vicino index' makes the first.");
        } else {
            print(collections);
        }
    }

    private void print(List<CollectionInfo> collections) {
        terminal.say("Store '" + store.path() + "'");
        terminal.table(
                List.of(
                        "collection",
                        conditions.isEmpty() ? "items" : "items (passing)",
                        "deleted",
                        "dimension",
                        "metrics",
                        "segments",
                        "MB",
                        "format",
                        "embedder"),
                collections.stream()
                        .map(each -> List.of(
                                each.name(),
                                each.count() + (each.passing() == null ? "" : " (" + each.passing() + ")"),
                                String.valueOf(each.deleted()),
                                String.valueOf(each.dimension()),
                                each.metrics().stream().collect(Collectors.joining(" ")),
                                String.valueOf(each.segments()),
                                "%.1f".formatted(each.bytes() / 1e6),
                                String.valueOf(each.formatVersion()),
                                each.embedder() == null ? "–" : each.embedder()))
                        .toList());
    }
}
