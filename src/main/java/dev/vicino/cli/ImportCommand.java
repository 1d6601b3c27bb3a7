package dev.vicino.cli;

import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.transfer.CheckedImport;
import dev.vicino.transfer.Import;
import dev.vicino.transfer.ImportFile;
import dev.vicino.transfer.ImportJournal;
import dev.vicino.transfer.ImportOptions;
import dev.vicino.transfer.ImportReport;
import dev.vicino.transfer.ReadOptions;
import dev.vicino.transfer.TransferException;
import dev.vicino.transfer.TransferFormat;
import dev.vicino.transfer.TransferFormats;
import java.io.IOException;
import java.io.OutputStream;
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

/// `vicino import`: a file's items into a collection.
@Command(
        name = "import",
        description = {
            "Puts the items of a file into a collection, which is made if it is not there.",
            "",
            "Every row is checked before the first is stored: a file with a bad row changes nothing, unless --on-error"
                    + " skip. An item replaces the one of its id. What was interrupted goes on when the same command"
                    + " is run again.",
            "",
            "Files that hold vectors alone (npy, fvecs, bvecs, ivecs, hdf5) have ids, payloads and texts in JSON Lines"
                    + " beside them (a.npy.jsonl beside a.npy), or get ids by --id-prefix."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vicino import articles.jsonl --collection articles --metric cosine",
            "  vicino import sift_base.fvecs --collection sift --id-prefix sift/",
            "  vicino import glove-25-angular.hdf5 --collection glove --metric cosine --id-prefix glove/",
            "  vicino import points.csv --collection points --vector-columns dim_     id,dim_0,dim_1,label:long",
            "  vicino import - --format csv --collection articles --on-error skip < articles.csv"
        })
final class ImportCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private String file = STANDARD_INPUT;

    @Option(names = "--collection", paramLabel = "NAME", required = true, description = "The collection that takes it.")
    private String collection = "";

    @Option(names = "--format", paramLabel = "NAME", description = "What the file is, if its name does not tell.")
    private @Nullable String format;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            split = ",",
            converter = MetricConverter.class,
            description = "Metrics of a new collection: l2, l1, dot, cosine, with commas between (default: l2).")
    private List<Metric> metrics = new ArrayList<>();

    @Option(names = "--index-text", description = "A new collection indexes the words of its items' texts.")
    private boolean indexText;

    @Option(
            names = "--id-prefix",
            paramLabel = "TEXT",
            description = "Rows without an id get this and their number, from 0.")
    private @Nullable String idPrefix;

    @Option(names = "--sidecar", paramLabel = "FILE", description = "Ids, payloads and texts to a file of vectors.")
    private @Nullable Path sidecar;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            defaultValue = "train",
            description = "Which data set of an HDF5 file (default: ${DEFAULT-VALUE}).")
    private String dataset = "train";

    @Option(
            names = "--vector-columns",
            paramLabel = "PREFIX",
            description = "A CSV file has a column for each dimension, PREFIX and a number from 0 or 1 on: dim_0,dim_1"
                    + " (default: v0,v1, if it has no column 'vector').")
    private @Nullable String vectorColumns;

    @Option(
            names = "--on-error",
            paramLabel = "WHAT",
            defaultValue = "stop",
            description = "What a bad row does: stop imports nothing, skip leaves it out (default: ${DEFAULT-VALUE}).")
    private ImportOptions.OnBadRow onError = ImportOptions.OnBadRow.STOP;

    @Option(
            names = "--skipped",
            paramLabel = "FILE",
            description = "Takes the skipped rows, with reasons (default: the file's name and .skipped.jsonl).")
    private @Nullable Path skipped;

    @Option(names = "--restart", description = "Give up an import that was interrupted; what it has stored stays.")
    private boolean restart;

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--json", description = "Print one JSON object instead of a line.")
    private boolean json;

    private final Terminal terminal;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What was imported, as `--json` prints it.
    ///
    /// @param replaced rows that took an earlier item's place
    /// @param resumedAt the row at which this run began
    /// @param skippedRows the file that has them; null if none was skipped
    record Imported(
            String file,
            String format,
            String collection,
            int dimension,
            long rows,
            long imported,
            long added,
            long replaced,
            long skipped,
            @Nullable String skippedRows,
            long resumedAt,
            double seconds) {}

    @Override
    public Integer call() throws IOException {
        if (!file.equals(STANDARD_INPUT)) {
            return importing(Path.of(file));
        }
        if (format == null) {
            throw CommandFailure.ofInput(
                    "standard input does not tell its format; expected --format, one of " + TransferFormats.names());
        }
        // On disk, as it is read twice.
        Path spooled = Files.createTempFile("vicino-import", "");
        try {
            spool(spooled);
            return importing(spooled);
        } finally {
            Files.deleteIfExists(spooled);
        }
    }

    private void spool(Path into) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long read = 0;
        try (OutputStream out = Files.newOutputStream(into);
                Progress progress = terminal.progress("Reading standard input", "MB", -1)) {
            for (int count = System.in.read(buffer); count >= 0; count = System.in.read(buffer)) {
                out.write(buffer, 0, count);
                read += count;
                progress.at(read / 1_000_000);
            }
        }
    }

    private int importing(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw CommandFailure.ofInput("there is no file " + path);
        }
        long begun = System.nanoTime();
        try {
            ImportFile given = given(path);
            try (Progress progress = terminal.progress("Import", "rows", -1)) {
                importing(given, options().progress(progress.listener()), begun);
            }
        } catch (TransferException refused) {
            throw CommandFailure.ofInput(String.valueOf(refused.getMessage()).replace(path.toString(), shownName()));
        }
        return 0;
    }

    private String shownName() {
        return file.equals(STANDARD_INPUT) ? "standard input" : file;
    }

    private ImportFile given(Path path) {
        if (sidecar != null && !Files.isRegularFile(sidecar)) {
            throw CommandFailure.ofInput("there is no file " + sidecar);
        }
        TransferFormat known = format == null ? TransferFormats.of(path) : TransferFormats.named(format);
        ImportFile given = ImportFile.of(path, known).options(new ReadOptions(dataset, vectorColumns));
        return sidecar == null ? given : given.sidecar(sidecar);
    }

    private ImportOptions options() {
        ImportOptions options = ImportOptions.DEFAULT;
        if (idPrefix != null) {
            options = options.idPrefix(idPrefix);
        }
        return switch (onError) {
            case STOP -> options;
            case SKIP -> options.skipping(skippedRows());
        };
    }

    private Path skippedRows() {
        if (skipped != null) {
            return skipped;
        }
        return Path.of((file.equals(STANDARD_INPUT) ? "standard-input" : file) + ".skipped.jsonl");
    }

    private void importing(ImportFile given, ImportOptions options, long begun) throws IOException {
        Import source = new Import(given, options);
        if (!Files.exists(store.path())) {
            // Checked before there is a store: what is refused leaves none behind.
            CheckedImport checked = checked(source, newSpec(source));
            try (VectorStore opened = store.open()) {
                importing(checked, given, opened, begun);
            }
            return;
        }
        try (VectorStore opened = store.open()) {
            if (restart) {
                journal().delete();
            }
            importing(checked(source, spec(opened, source)), given, opened, begun);
        }
    }

    private ImportJournal journal() {
        return new ImportJournal(store.path().resolve(collection + ".import.json"));
    }

    private CheckedImport checked(Import source, CollectionSpec spec) throws IOException {
        CheckedImport checked = source.check(spec);
        checkUnfinished(checked);
        checked.nothingLeft().ifPresent(reason -> {
            throw CommandFailure.ofInput("every row of " + shownName() + " is refused; " + reason);
        });
        return checked;
    }

    private void importing(CheckedImport checked, ImportFile given, VectorStore opened, long begun) throws IOException {
        VectorCollection target = opened.collection(checked.spec());
        print(given, target, checked.into(target, journal()), begun);
    }

    private void checkUnfinished(CheckedImport checked) throws IOException {
        try {
            checked.checkUnfinished(journal());
        } catch (TransferException another) {
            throw CommandFailure.ofInput(another.getMessage() + " with --restart");
        }
    }

    private CollectionSpec spec(VectorStore opened, Import source) throws IOException {
        if (!opened.collectionNames().contains(collection)) {
            return newSpec(source);
        }
        CollectionSpec there = opened.describe(collection);
        if (!metrics.isEmpty() && !there.metrics().containsAll(metrics)) {
            throw CommandFailure.ofInput("collection '" + collection + "' is there with the metrics " + there.metrics()
                    + "; expected no other --metric than these");
        }
        return there;
    }

    private CollectionSpec newSpec(Import source) throws IOException {
        CollectionSpec spec = named(source.dimension());
        spec = metrics.isEmpty() ? spec : spec.metrics(metrics.toArray(Metric[]::new));
        return indexText ? spec.indexText() : spec;
    }

    private CollectionSpec named(int dimension) {
        try {
            return CollectionSpec.of(collection, dimension);
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.ofInput(wrong);
        }
    }

    private void print(ImportFile given, VectorCollection target, ImportReport report, long begun) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (json) {
            terminal.json(new Imported(
                    file,
                    given.format().name(),
                    collection,
                    target.spec().dimension(),
                    report.rows(),
                    report.imported(),
                    report.added(),
                    report.imported() - report.added(),
                    report.skipped(),
                    report.skipped() == 0 ? null : skippedRows().toString(),
                    report.resumedAt(),
                    seconds));
            return;
        }
        terminal.say(
                "Collection '%s' in '%s': %,d rows of %s imported, %,d new and %,d replaced, %.1f s (%,.0f rows/s)."
                        .formatted(
                                collection,
                                store.path(),
                                report.imported(),
                                shownName(),
                                report.added(),
                                report.imported() - report.added(),
                                seconds,
                                report.perSecond()));
        if (report.resumedAt() > 0) {
            terminal.say("It went on at row %,d, where it was interrupted.".formatted(report.resumedAt()));
        }
        if (report.skipped() > 0) {
            terminal.say(
                    "%,d rows were skipped; %s has them, with the reasons.".formatted(report.skipped(), skippedRows()));
        }
    }
}
