package dev.vicino.cli;

import dev.vicino.dataset.Mnist;
import dev.vicino.dataset.MnistDownload;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where MNIST is: in a folder that is named, or in `data/mnist`, or fetched there.
final class MnistOption {
    private static final String ENVIRONMENT = "VICINO_MNIST";

    @Option(
            names = "--mnist",
            paramLabel = "DIR",
            description = "The folder of the MNIST files (default: the environment's " + ENVIRONMENT
                    + ", else data/mnist, fetched there if need be).")
    private @Nullable Path folder;

    @Option(names = "--offline", description = "Do not fetch MNIST, even if it is not at hand.")
    private boolean offline;

    /// MNIST, or failure.
    Mnist require(Terminal terminal) {
        try {
            return open(terminal);
        } catch (IOException absent) {
            throw CommandFailure.onTheWay("MNIST is needed and not at hand: " + absent.getMessage());
        }
    }

    /// MNIST, or one line that says what is done without it.
    ///
    /// @param otherwise what is done without it
    Optional<Mnist> find(Terminal terminal, String otherwise) {
        try {
            return Optional.of(open(terminal));
        } catch (IOException absent) {
            terminal.notice("MNIST is not at hand (" + absent.getMessage() + "): " + otherwise);
            return Optional.empty();
        }
    }

    private Mnist open(Terminal terminal) throws IOException {
        if (folder != null) {
            return named("--mnist", folder);
        }
        String variable = System.getenv(ENVIRONMENT);
        if (variable != null && !variable.isBlank()) {
            return named(ENVIRONMENT, Path.of(variable));
        }
        Path own = Assets.mnist();
        List<String> missing = Mnist.missingFrom(own);
        if (!missing.isEmpty()) {
            if (offline) {
                throw new FileNotFoundException(own + " lacks " + String.join(", ", missing));
            }
            download(own, terminal);
        }
        return Mnist.in(own);
    }

    /// A folder that was named and does not hold the files is a mistake, not a reason to look elsewhere.
    private static Mnist named(String by, Path folder) {
        try {
            return Mnist.in(folder);
        } catch (FileNotFoundException incomplete) {
            throw CommandFailure.ofInput(by + ": " + incomplete.getMessage());
        }
    }

    private static void download(Path own, Terminal terminal) throws IOException {
        try (Downloads shown = new Downloads(terminal)) {
            new MnistDownload().into(own, shown);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("the download was interrupted", stopped);
        }
    }

    /// A progress bar for each file in turn.
    private static final class Downloads implements MnistDownload.Listener, AutoCloseable {
        private final Terminal terminal;
        private String file = "";
        private @Nullable Progress bar;

        Downloads(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void onBytes(String name, long done, long total) {
            if (bar == null || !name.equals(file)) {
                close();
                file = name;
                bar = terminal.progress("Fetching " + name, "bytes", total);
            }
            bar.at(done);
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
