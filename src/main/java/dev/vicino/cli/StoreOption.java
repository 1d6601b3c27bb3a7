package dev.vicino.cli;

import dev.vicino.ProgressListener;
import dev.vicino.StoreOptions;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which store a command works on.
final class StoreOption {
    @Option(
            names = "--store",
            paramLabel = "DIR",
            defaultValue = "index",
            description = "The store's folder (default: ${DEFAULT-VALUE}).")
    private Path path = Path.of("index");

    Path path() {
        return path;
    }

    /// The folder of a store that is there.
    Path existing() {
        if (!Files.isDirectory(path)) {
            throw CommandFailure.onTheWay("there is no store at '" + path + "'; 'vicino index' makes one");
        }
        return path;
    }

    /// The store to read from, beside whoever writes to it.
    VectorStore openForReading() {
        return LuceneVectorStore.openReadOnly(existing());
    }

    /// The store to read from; calibrations are told of.
    VectorStore openForReading(ProgressListener calibration) {
        return LuceneVectorStore.openReadOnly(existing(), StoreOptions.DEFAULT.calibration(calibration));
    }

    /// The store to write to, made if it is not there.
    VectorStore open() {
        return LuceneVectorStore.open(path);
    }

    /// The same; calibrations are told of.
    VectorStore open(ProgressListener calibration) {
        return LuceneVectorStore.open(path, StoreOptions.DEFAULT.calibration(calibration));
    }
}
