package dev.vicino.cli;

import dev.vicino.Filter;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.transfer.Export;
import dev.vicino.transfer.ExportReport;
import dev.vicino.transfer.TransferException;
import dev.vicino.transfer.TransferFormat;
import dev.vicino.transfer.TransferFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vicino export`: a collection's items into a file.
@Command(
        name = "export",
        description = {
            "Writes the items of a collection into a file, all of one moment, ordered by id.",
            "It works while an application writes, and takes what that has flushed."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino export mnist-vae32 digits.jsonl",
            "  vicino export mnist-vae32 fours.npy --where label=4     and fours.npy.jsonl beside it",
            "  vicino export articles - --format jsonl | gzip > articles.jsonl.gz"
        })
final class ExportCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @Parameters(index = "0", paramLabel = "NAME", description = "The collection.")
    private String collection = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The file; - for standard output.")
    private String file = STANDARD_OUTPUT;

    @Option(names = "--format", paramLabel = "NAME", description = "What to write, if the file's name does not tell.")
    private @Nullable String format;

    @Option(
            names = "--where",
            paramLabel = "FILTER",
            description = "Only items that this lets through, as in label=4 or \"label in (4, 9)\".")
    private List<String> where = new ArrayList<>();

    @Option(names = "--replace", description = "Take the place of a file that is there.")
    private boolean replace;

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--json", description = "Print one JSON object instead of a line.")
    private boolean json;

    private final Terminal terminal;

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What was exported, as `--json` prints it.
    record Exported(String collection, String format, List<String> files, long items, long bytes, double seconds) {}

    @Override
    public Integer call() throws IOException {
        boolean streamed = file.equals(STANDARD_OUTPUT);
        if (streamed && (format == null || json)) {
            throw CommandFailure.ofInput(
                    format == null
                            ? "standard output does not tell the format; expected --format, one of "
                                    + TransferFormats.names()
                            : "--json and the items cannot both go to standard output; expected a file");
        }
        try (VectorStore opened = store.openForReading()) {
            TransferFormat known = format == null ? TransferFormats.of(Path.of(file)) : TransferFormats.named(format);
            VectorCollection source = opened.collection(collection);
            Filter filter = WhereText.allOf(where);
            try (Progress progress = terminal.progress("Export " + collection, "items", -1)) {
                Export export = new Export(source, filter, known, progress.listener());
                if (streamed) {
                    notice(export.into(terminal.out()));
                    return 0;
                }
                print(known, export.into(target(export)));
            }
        } catch (TransferException refused) {
            throw CommandFailure.ofInput(refused);
        }
        return 0;
    }

    private Path target(Export export) {
        Path path = Path.of(file);
        for (Path each : export.files(path)) {
            if (!replace && Files.exists(each)) {
                throw CommandFailure.ofInput(each + " is there; --replace takes its place");
            }
        }
        return path;
    }

    private void notice(ExportReport report) {
        if (!report.lost().isEmpty()) {
            terminal.notice("vicino: " + String.join(", ", report.lost())
                    + " are lost, as the format holds vectors alone; a file would have them beside it");
        }
    }

    private void print(TransferFormat known, ExportReport report) {
        double seconds = report.took().toNanos() / 1e9;
        List<String> files = report.files().stream().map(Path::toString).toList();
        if (json) {
            terminal.json(new Exported(collection, known.name(), files, report.items(), report.bytes(), seconds));
        } else {
            terminal.say("%s: %,d items of '%s', %.1f MB, %.1f s (%,.0f items/s)"
                    .formatted(
                            String.join(" and ", files),
                            report.items(),
                            collection,
                            report.bytes() / 1e6,
                            seconds,
                            report.perSecond()));
        }
    }
}
