package dev.vicino.cli;

import dev.vicino.RepairReport;
import dev.vicino.RepairReport.Failed;
import dev.vicino.RepairReport.Repaired;
import dev.vicino.lucene.LuceneVectorStore;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vicino repair`: a damaged store, with what can be read of it.
@Command(
        name = "repair",
        description = {
            "Checks the store, and writes each damaged collection anew from the items that are still whole.",
            "The damaged files are kept beside it, as <collection>.damaged-<time>. Exits with 1 if items are lost."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  vicino repair", "  vicino repair --store /var/lib/app/vectors --json"})
final class RepairCommand implements Callable<Integer> {
    private static final int MOST_IDS = 20;

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--json", description = "Print one JSON object instead of sentences.")
    private boolean json;

    private final Terminal terminal;

    RepairCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The repair, as `--json` prints it.
    record Outcome(List<String> untouched, List<Anew> repaired, List<Failed> failed, double seconds) {}

    /// A collection that was written anew, as `--json` prints it.
    record Anew(
            String name,
            long saved,
            List<String> lostIds,
            long lostWithoutId,
            List<String> assumptions,
            String setAside) {
        static Anew of(Repaired repaired) {
            return new Anew(
                    repaired.name(),
                    repaired.saved(),
                    repaired.lostIds(),
                    repaired.lostWithoutId(),
                    repaired.assumptions(),
                    repaired.setAside().toString());
        }
    }

    @Override
    public Integer call() {
        RepairReport report;
        try (Progress progress = terminal.progress("Repairing", "steps", 1)) {
            report = LuceneVectorStore.repair(store.existing(), progress.listener());
        }
        if (json) {
            terminal.json(new Outcome(
                    report.untouched(),
                    report.repaired().stream().map(Anew::of).toList(),
                    report.failed(),
                    report.took().toMillis() / 1e3));
        } else {
            print(report);
        }
        boolean allSaved =
                report.failed().isEmpty() && report.repaired().stream().allMatch(repaired -> repaired.lost() == 0);
        return allSaved ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void print(RepairReport report) {
        report.untouched().forEach(name -> terminal.say("'" + name + "' is sound."));
        report.repaired().forEach(this::print);
        report.failed()
                .forEach(failed -> terminal.say(
                        "'" + failed.name() + "' could not be repaired and was left as it is: " + failed.reason()));
        if (report.untouched().isEmpty()
                && report.repaired().isEmpty()
                && report.failed().isEmpty()) {
            terminal.say("The store '" + store.path() + "' holds no collection.");
        }
    }

    private void print(Repaired repaired) {
        terminal.say("'%s': %,d items saved, %,d lost; the damaged files are in '%s'."
                .formatted(repaired.name(), repaired.saved(), repaired.lost(), repaired.setAside()));
        repaired.assumptions().forEach(assumption -> terminal.say("  " + assumption));
        if (!repaired.lostIds().isEmpty()) {
            int more = repaired.lostIds().size() - MOST_IDS;
            terminal.say("  lost: "
                    + String.join(
                            ", ", repaired.lostIds().stream().limit(MOST_IDS).toList())
                    + (more > 0 ? " and " + more + " more (--json names all)" : ""));
        }
        if (repaired.lostWithoutId() > 0) {
            terminal.say("  lost with their ids: " + repaired.lostWithoutId());
        }
    }
}
