package dev.vicino.cli;

import dev.vicino.RestoreReport;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vicino restore`: a store of a snapshot.
@Command(
        name = "restore",
        description = {
            "Makes a store of a snapshot, comparing every file with its checksum.",
            "The snapshot stays as it is: the store gets copies of its own."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino restore backup/monday --store restored          into a new folder",
            "  vicino restore backup/monday --store index --replace   the store that is there is kept beside it"
        })
final class RestoreCommand implements Runnable {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What 'vicino snapshot' made.")
    private Path snapshot = Path.of("snapshot");

    @Option(names = "--store", required = true, paramLabel = "DIR", description = "A new or an empty folder.")
    private Path store = Path.of("index");

    @Option(
            names = "--replace",
            description = "Set the store that is there aside, as DIR.before-<time>: nothing is deleted.")
    private boolean replace;

    @Option(names = "--json", description = "Print one JSON object instead of a line.")
    private boolean json;

    private final Terminal terminal;

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The store, as `--json` prints it.
    record Restored(
            String store,
            List<String> collections,
            int files,
            long bytes,
            @Nullable String before,
            double seconds) {}

    @Override
    public void run() {
        try {
            Path before = replace && Files.isDirectory(store) ? setAside() : null;
            print(LuceneVectorStore.restore(snapshot, store), before);
        } catch (IOException e) {
            throw CommandFailure.onTheWay("cannot set the store '" + store + "' aside: " + e);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.ofInput(e);
        }
    }

    /// As the store's writer, so that no other is in the middle of something.
    private Path setAside() throws IOException {
        Path before = store.toAbsolutePath()
                .resolveSibling(store.getFileName() + ".before-" + TIMESTAMP.format(Instant.now()));
        VectorStore held = LuceneVectorStore.open(store);
        try {
            return Files.move(store, before);
        } finally {
            held.close();
        }
    }

    private void print(RestoreReport report, @Nullable Path before) {
        double seconds = report.took().toMillis() / 1e3;
        if (json) {
            terminal.json(new Restored(
                    store.toString(),
                    report.collections(),
                    report.files(),
                    report.bytes(),
                    before == null ? null : before.toString(),
                    seconds));
            return;
        }
        terminal.say("Store '%s': %d collections, %d files, %.1f MB, %.1f s"
                .formatted(store, report.collections().size(), report.files(), report.bytes() / 1e6, seconds));
        if (before != null) {
            terminal.say("What was there is in '" + before + "'.");
        }
    }
}
