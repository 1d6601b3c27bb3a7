package dev.vicino.cli;

import dev.vicino.NoSuchCollectionException;
import dev.vicino.SpecMismatchException;
import dev.vicino.VectorStore;
import dev.vicino.opensearch.ClusterOptions;
import dev.vicino.transfer.Migration;
import dev.vicino.transfer.MigrationFailedException;
import dev.vicino.transfer.MigrationReport;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vicino migrate`: collections from one store to another.
@Command(
        name = "migrate",
        description = {
            "Copies collections from one store to another and compares the two: every item, bit for bit, and the",
            "exact answers to sampled queries. Run again, it goes on where it was cut short."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A store is a folder, or an OpenSearch cluster: opensearch://HOST:PORT,HOST:PORT/NAME, opensearchs://… over TLS.",
            "Credentials come from the environment: VICINO_OPENSEARCH_USER and VICINO_OPENSEARCH_PASSWORD, or",
            "VICINO_OPENSEARCH_TOKEN.",
            "",
            "Examples:",
            "  vicino migrate --to opensearch://localhost:9200/app            all collections of the store 'index'",
            "  vicino migrate articles --to opensearchs://node1,node2/app --shards 4 --replicas 1",
            "  vicino migrate --from opensearch://localhost:9200/app --to copy        and back"
        })
final class MigrateCommand implements Runnable {
    @Parameters(arity = "0..*", paramLabel = "COLLECTION", description = "What to migrate (default: all there is).")
    private List<String> collections = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "STORE",
            defaultValue = "index",
            description = "The store to read (default: ${DEFAULT-VALUE}).")
    private String from = "index";

    @Option(names = "--to", paramLabel = "STORE", required = true, description = "The store to write.")
    private String to = "";

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "1",
            description = "Parts of each new collection in a cluster (default: ${DEFAULT-VALUE}).")
    private int shards = 1;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "1",
            description = "Copies of each part beside the first (default: ${DEFAULT-VALUE}).")
    private int replicas = 1;

    @Option(
            names = "--queries",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Exact searches of which both answers are compared, by each metric (default: ${DEFAULT-VALUE}).")
    private int queries = Migration.DEFAULT_QUERIES;

    @Option(names = "--json", description = "Print one JSON object instead of lines.")
    private boolean json;

    private final Terminal terminal;

    MigrateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// One collection, as `--json` prints it.
    record Migrated(String name, long items, long copied, long alreadyThere, int queries, double seconds) {
        static Migrated of(MigrationReport report) {
            return new Migrated(
                    report.collection(),
                    report.items(),
                    report.copied(),
                    report.alreadyThere(),
                    report.queries(),
                    report.took().toMillis() / 1e3);
        }
    }

    /// All of them, as `--json` prints them.
    record Outcome(String from, String to, List<Migrated> collections) {}

    @Override
    public void run() {
        if (from.equals(to)) {
            throw CommandFailure.ofInput("'" + from + "' cannot be migrated to itself");
        }
        if (queries < 0) {
            throw CommandFailure.ofInput("--queries is " + queries + "; expected 0 or more");
        }
        ClusterOptions options = options();
        List<Migrated> done = new ArrayList<>();
        try (VectorStore source = new StoreAddress(from).openForReading(options);
                VectorStore target = new StoreAddress(to).open(options)) {
            for (String name : collections.isEmpty() ? source.collectionNames() : collections) {
                done.add(Migrated.of(migrated(source, target, name)));
            }
        } catch (NoSuchCollectionException | SpecMismatchException e) {
            throw CommandFailure.ofInput(e);
        } catch (MigrationFailedException e) {
            throw CommandFailure.onTheWay(String.valueOf(e.getMessage()));
        }
        if (json) {
            terminal.json(new Outcome(from, to, done));
        } else if (done.isEmpty()) {
            terminal.say("The store '" + from + "' holds no collection.");
        }
    }

    private ClusterOptions options() {
        try {
            return ClusterOptions.DEFAULT.shards(shards).replicas(replicas);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.ofInput(e);
        }
    }

    private MigrationReport migrated(VectorStore source, VectorStore target, String name) {
        MigrationReport report;
        try (Progress progress = terminal.progress("Migrating " + name, "items", 0)) {
            report = new Migration(source, target).run(name, queries, progress.listener());
        }
        if (!json) {
            terminal.say(
                    "'%s': %,d items, %,d copied, %,d there already; equal bit for bit, and in %d exact answers by each metric; %.1f s"
                            .formatted(
                                    name,
                                    report.items(),
                                    report.copied(),
                                    report.alreadyThere(),
                                    report.queries(),
                                    report.took().toMillis() / 1e3));
        }
        return report;
    }
}
