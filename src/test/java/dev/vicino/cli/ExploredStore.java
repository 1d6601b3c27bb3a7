package dev.vicino.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.VectorStore;
import dev.vicino.cli.Shell.Outcome;
import dev.vicino.explorer.Explorer;
import dev.vicino.explorer.ExplorerOptions;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;

/// The MNIST test set under both shipped models, with an explorer before it, as `vicino index` and `vicino explore`
/// make them. Without MNIST, the pictures are the decoder's.
record ExploredStore(VectorStore store, Explorer explorer) implements AutoCloseable {
    static ExploredStore in(Path folder) throws IOException {
        for (String embedding : new String[] {"vae2", "vae32"}) {
            Outcome outcome = Shell.run("index", "--offline", "--embedding", embedding, "--store", folder.toString());
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        }
        Terminal terminal = new Terminal(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                false,
                false);
        MnistOption mnist = CommandLine.populateCommand(new MnistOption(), "--offline");
        ExploredDigits digits = new ExploredDigits(terminal, mnist, folder);
        VectorStore store = LuceneVectorStore.openReadOnly(folder);
        return new ExploredStore(store, Explorer.start(store, ExplorerOptions.DEFAULT, digits::instruments));
    }

    @Override
    public void close() {
        explorer.close();
        store.close();
    }
}
