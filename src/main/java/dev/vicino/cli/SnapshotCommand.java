package dev.vicino.cli;

import dev.vicino.SnapshotReport;
import dev.vicino.VectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vicino snapshot`: a copy of the store in a folder.
@Command(
        name = "snapshot",
        description = {
            "Copies the store into a folder, by hard links where the file system has them.",
            "It works while an application writes, and takes what that has flushed."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino snapshot backup/monday                       of the store 'index'",
            "  vicino snapshot backup/latest --replace             over an earlier one, once the new one is whole",
            "  vicino snapshot backup --store /var/lib/app/vectors --json"
        })
final class SnapshotCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "DIR", description = "A new or an empty folder.")
    private Path target = Path.of("snapshot");

    @Option(names = "--replace", description = "Take the place of the snapshot that is there.")
    private boolean replace;

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--json", description = "Print one JSON object instead of a line.")
    private boolean json;

    private final Terminal terminal;

    SnapshotCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The snapshot, as `--json` prints it.
    record Snapshot(
            String snapshot, List<String> collections, int files, long bytes, int linkedFiles, double seconds) {}

    @Override
    public void run() {
        try (VectorStore opened = store.openForReading()) {
            SnapshotReport report = replace && Files.exists(target.resolve("snapshot.json"))
                    ? replaced(opened)
                    : opened.snapshot(target);
            print(report);
        } catch (IOException e) {
            throw CommandFailure.onTheWay("cannot replace the snapshot '" + target + "': " + e);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.ofInput(e);
        }
    }

    /// The earlier snapshot goes when the new one is whole.
    private SnapshotReport replaced(VectorStore opened) throws IOException {
        Path beside = target.toAbsolutePath()
                .resolveSibling(
                        target.getFileName() + ".new-" + ProcessHandle.current().pid());
        Path before = beside.resolveSibling(
                target.getFileName() + ".old-" + ProcessHandle.current().pid());
        SnapshotReport report = opened.snapshot(beside);
        Files.move(target, before);
        Files.move(beside, target);
        try (Stream<Path> entries = Files.walk(before)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
        return report;
    }

    private void print(SnapshotReport report) {
        double seconds = report.took().toMillis() / 1e3;
        if (json) {
            terminal.json(new Snapshot(
                    target.toString(),
                    report.collections(),
                    report.files(),
                    report.bytes(),
                    report.linkedFiles(),
                    seconds));
        } else {
            terminal.say("Snapshot '%s': %d collections, %d files (%d linked, %d copied), %.1f MB, %.1f s"
                    .formatted(
                            target,
                            report.collections().size(),
                            report.files(),
                            report.linkedFiles(),
                            report.files() - report.linkedFiles(),
                            report.bytes() / 1e6,
                            seconds));
        }
    }
}
