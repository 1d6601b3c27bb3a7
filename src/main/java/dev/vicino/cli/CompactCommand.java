package dev.vicino.cli;

import dev.vicino.CollectionStats;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vicino compact`: collections in one segment each, without what was deleted.
@Command(
        name = "compact",
        description = "Merges each collection into one segment and drops what was deleted. It takes the writer's lock.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  vicino compact", "  vicino compact --collection mnist-vae32 --json"})
final class CompactCommand implements Runnable {
    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--collection", paramLabel = "NAME", description = "Only this one (default: all).")
    private @Nullable String collection;

    @Option(names = "--json", description = "Print one JSON object instead of sentences.")
    private boolean json;

    private final Terminal terminal;

    CompactCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// One collection, as `--json` prints it.
    ///
    /// @param reclaimableBytes that it was estimated to free
    record Compacted(
            String name,
            long deletedBefore,
            int segmentsBefore,
            long bytesBefore,
            long reclaimableBytes,
            int segments,
            long bytes) {}

    /// All of them, as `--json` prints them.
    record Outcome(String store, List<Compacted> collections) {}

    @Override
    public void run() {
        store.existing();
        List<Compacted> done = new ArrayList<>();
        try (VectorStore opened = store.open()) {
            List<String> names = collection == null ? opened.collectionNames() : List.of(collection);
            for (String name : names) {
                done.add(compact(opened.collection(name)));
            }
        }
        if (json) {
            terminal.json(new Outcome(store.path().toString(), done));
        } else if (done.isEmpty()) {
            terminal.say("The store '" + store.path() + "' holds no collection.");
        }
    }

    private Compacted compact(VectorCollection opened) {
        CollectionStats before = opened.stats();
        String name = opened.spec().name();
        if (!json) {
            terminal.say("'%s': %d segments, %,d deleted items, %.1f MB, about %.1f MB of them to be freed"
                    .formatted(
                            name,
                            before.segments(),
                            before.deletedItems(),
                            before.bytes() / 1e6,
                            before.reclaimableBytes() / 1e6));
        }
        try (Progress progress = terminal.progress("Compacting " + name, "vectors", before.items())) {
            opened.compact(progress.listener());
        }
        CollectionStats after = opened.stats();
        if (!json) {
            terminal.say("'%s': %d segments, %.1f MB".formatted(name, after.segments(), after.bytes() / 1e6));
        }
        return new Compacted(
                name,
                before.deletedItems(),
                before.segments(),
                before.bytes(),
                before.reclaimableBytes(),
                after.segments(),
                after.bytes());
    }
}
