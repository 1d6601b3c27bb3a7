package dev.vicino.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/// `vicino`: the root of all commands.
@Command(
        name = "vicino",
        description = "Vectors, where they come from and how near they are: the lesson, and the store behind it.",
        version = "Vicino 0.1.0",
        mixinStandardHelpOptions = true,
        subcommands = {
            LessonCommand.class,
            TrainCommand.class,
            IndexCommand.class,
            QueryCommand.class,
            CompareCommand.class,
            SentencesCommand.class,
            InfoCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ExploreCommand.class,
            VerifyCommand.class,
            SnapshotCommand.class,
            RestoreCommand.class,
            RepairCommand.class,
            CompactCommand.class,
            MigrateCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  vicino lesson                                  the whole lesson, in a minute or two",
            "  vicino index                                   the MNIST test set into the store 'index'",
            "  vicino query --test 42 --metric cosine         the digits nearest to a test image",
            "  vicino compare                                 approximate answers held against exact ones",
            "  vicino sentences data/sentences.json           sentences by dot product and cosine distance",
            "  vicino import articles.jsonl --collection articles   vectors of your own",
            "  vicino explore                                 all of it to look at, in a browser",
            "",
            "Exit codes: 0 fine, 1 something failed on the way, 2 the call or what it was given is wrong.",
            "'vicino COMMAND --help' tells more about each."
        })
public final class Main {
    @Option(
            names = "--verbose",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show the stack trace of an error.")
    private boolean verbose;

    @Option(
            names = "--seed",
            scope = CommandLine.ScopeType.INHERIT,
            paramLabel = "N",
            description = "Seed of whatever is random: a training, a choice of queries.")
    private @Nullable Long seed;

    private final Terminal terminal;

    private Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Runs one command and ends the JVM with its exit code.
    public static void main(String[] arguments) throws IOException {
        // Figures read alike on every machine.
        Locale.setDefault(Locale.ROOT);
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        String stderr = System.getProperty("vicino.stderr");
        if (stderr != null) {
            System.setErr(new PrintStream(new FileOutputStream(stderr), true, StandardCharsets.UTF_8));
        }
        int exitCode = run(Terminal.ofProcess(), arguments);
        System.out.flush();
        System.exit(exitCode);
    }

    /// Runs one command and returns its exit code.
    static int run(Terminal terminal, String... arguments) {
        Main main = new Main(terminal);
        return new CommandLine(main, new CommandFactory(terminal))
                .setColorScheme(Help.defaultColorScheme(terminal.ansi()))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(110)
                .setParameterExceptionHandler((error, unused) -> main.reportUsage(error))
                .setExecutionExceptionHandler((error, unused, result) -> main.report(error))
                .execute(arguments);
    }

    /// The seed that was asked for; null if none was.
    @Nullable
    Long seed() {
        return seed;
    }

    private int reportUsage(CommandLine.ParameterException error) {
        CommandLine command = error.getCommandLine();
        terminal.notice("vicino: " + error.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(error, command.getErr())) {
            terminal.notice("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        trace(error);
        return CommandLine.ExitCode.USAGE;
    }

    private int report(Exception error) {
        if (error instanceof CommandLine.ParameterException usage) {
            return reportUsage(usage);
        }
        // Messages of our own exceptions are whole sentences; one without any is told by its type.
        terminal.notice("vicino: " + (error.getMessage() == null ? error.toString() : error.getMessage()));
        trace(error);
        if (error instanceof CommandFailure failure) {
            return failure.exitCode();
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private void trace(Exception error) {
        if (verbose) {
            error.printStackTrace(terminal.err());
        }
    }
}
