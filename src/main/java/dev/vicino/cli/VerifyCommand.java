package dev.vicino.cli;

import dev.vicino.VerifyReport;
import dev.vicino.VerifyReport.CollectionReport;
import dev.vicino.VerifyReport.Finding;
import dev.vicino.VerifyReport.GraphReport;
import dev.vicino.lucene.LuceneVectorStore;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vicino verify`: whether all that was put into the store is in it.
@Command(
        name = "verify",
        description = {
            "Checks the store: every file's checksum, every item, every graph.",
            "It changes nothing, and works while an application writes. Exits with 1 if something is damaged."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  vicino verify", "  vicino verify --store /var/lib/app/vectors --json"})
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    private final Terminal terminal;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The check, as `--json` prints it.
    record Verified(boolean sound, List<FoundFault> findings, List<CollectionReport> collections, double seconds) {
        static Verified of(VerifyReport report) {
            return new Verified(
                    report.sound(),
                    report.findings().stream().map(FoundFault::of).toList(),
                    report.collections(),
                    report.took().toMillis() / 1e3);
        }
    }

    /// A finding, as `--json` prints it.
    record FoundFault(String severity, String collection, String file, String message) {
        static FoundFault of(Finding finding) {
            return new FoundFault(
                    finding.severity().name(),
                    finding.collection(),
                    finding.file().toString(),
                    finding.message());
        }
    }

    @Override
    public Integer call() {
        VerifyReport report;
        try (Progress progress = terminal.progress("Verifying", "steps", 1)) {
            report = LuceneVectorStore.verify(store.existing(), progress.listener());
        }
        if (json) {
            terminal.json(Verified.of(report));
        } else {
            print(report);
        }
        return report.sound() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void print(VerifyReport report) {
        terminal.say("Store '%s': %d collections checked in %.1f s"
                .formatted(
                        store.path(), report.collections().size(), report.took().toMillis() / 1e3));
        if (!report.collections().isEmpty()) {
            terminal.table(
                    List.of("collection", "files", "MB", "items", "reachable"),
                    report.collections().stream()
                            .map(each -> List.of(
                                    each.name(),
                                    String.valueOf(each.files()),
                                    "%.1f".formatted(each.bytes() / 1e6),
                                    String.valueOf(each.items()),
                                    reachable(each)))
                            .toList());
        }
        report.findings()
                .forEach(finding -> terminal.say(finding.severity() + " " + finding.file() + ": " + finding.message()));
        if (report.sound()) {
            terminal.say("Everything is as it was written.");
        } else {
            terminal.notice("'vicino repair --store " + store.path() + "' saves what can be read.");
        }
    }

    /// The worst of the graphs.
    private static String reachable(CollectionReport collection) {
        return collection.graphs().stream()
                .map(GraphReport::reachable)
                .filter(Objects::nonNull)
                .min(Double::compare)
                .map("%.4f"::formatted)
                .orElse("–");
    }
}
