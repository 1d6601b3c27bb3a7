package dev.vicino.cli;

import dev.vicino.CollectionSpec;
import dev.vicino.VectorStore;
import dev.vicino.explorer.Explorer;
import dev.vicino.explorer.ExplorerOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vicino explore`: the store to look at, in a browser.
@Command(
        name = "explore",
        description = {
            "Shows the store in a browser: a map of its items, their neighbours under each metric, digits to draw.",
            "Serves a page, and an HTTP API beneath it, until Ctrl-C; on this machine alone, unless --host says"
                    + " otherwise. Writers may go on meanwhile."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino explore                                      prints the address, and opens it on a desktop",
            "  vicino explore --store /var/lib/app/vectors --collection articles",
            "  vicino explore --port 8080 --no-open",
            "  vicino explore --host 0.0.0.0 --port 8080           for other machines too, by the token it prints",
            "  curl -s http://localhost:8080/api/v1/collections    the API, described at /api/v1/openapi.json"
        })
final class ExploreCommand implements Callable<Integer> {
    @Mixin
    private StoreOption store = new StoreOption();

    @Option(
            names = "--host",
            paramLabel = "NAME",
            defaultValue = "127.0.0.1",
            description = "Name or address to listen on, 0.0.0.0 for all (default: ${DEFAULT-VALUE}). Any but the"
                    + " loopback address demands a token.")
    private String host = ExplorerOptions.DEFAULT.host();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port to listen on (default: any free one).")
    private int port;

    @Option(
            names = "--token",
            paramLabel = "TEXT",
            description = "Demand this token, of 16 or more letters, digits, '-' and '_' (default: a random one, where"
                    + " one is needed).")
    private @Nullable String token;

    @Option(names = "--no-open", description = "Open no browser.")
    private boolean unopened;

    @Option(names = "--collection", paramLabel = "NAME", description = "Show this collection first.")
    private @Nullable String collection;

    @Mixin
    private MnistOption mnist = new MnistOption();

    private final Terminal terminal;

    ExploreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ExplorerOptions options = options();
        try (VectorStore opened = store.openForReading()) {
            requireCollection(opened);
            ExploredDigits digits = new ExploredDigits(terminal, mnist, store.path());
            try (Explorer explorer = start(opened, options, digits)) {
                serve(explorer);
            }
        }
        return 0;
    }

    private ExplorerOptions options() {
        try {
            return new ExplorerOptions(host, port, token);
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.ofInput(wrong);
        }
    }

    private void requireCollection(VectorStore opened) {
        List<String> names = opened.collectionNames();
        if (names.isEmpty()) {
            throw CommandFailure.onTheWay(
                    "the store '" + store.path() + "' holds no collection yet; 'vicino index' makes the first");
        }
        if (collection != null && !names.contains(collection)) {
            throw CommandFailure.ofInput("--collection '" + collection + "': the store '" + store.path() + "' has "
                    + String.join(", ", names));
        }
    }

    private static Explorer start(VectorStore opened, ExplorerOptions options, ExploredDigits digits)
            throws IOException {
        try {
            return Explorer.start(opened, options, (CollectionSpec spec) -> digits.instruments(spec));
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.ofInput(wrong);
        }
    }

    /// Until the process is told to end: by Ctrl-C, or otherwise.
    private void serve(Explorer explorer) throws InterruptedException {
        String url = explorer.url() + (collection == null ? "" : "#/" + collection);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    explorer.close();
                    terminal.notice("Stopped.");
                    ended.countDown();
                },
                "explore-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        terminal.say("Vicino's explorer is at " + url);
        if (host.equals("0.0.0.0") || host.equals("::")) {
            terminal.notice("From other machines: by an address of this one, with the same port and token.");
        }
        terminal.notice("Ctrl-C stops it.");
        if (!unopened) {
            Browser.open(url);
        }
        ended.await();
    }
}
