package dev.vicino.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Item;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import in a process of its own, killed as `kill -9` does.
class KilledImportTest {
    private static final int ROWS = 20_000;
    private static final int DIMENSION = 16;

    @TempDir
    private Path folder;

    /// Imports a file into a store, a flush every 1,000 rows.
    static final class Importer {
        private Importer() {}

        public static void main(String[] arguments) throws Exception {
            try (VectorStore store = LuceneVectorStore.open(Path.of(arguments[0]))) {
                Transfers.run(store, "items", Path.of(arguments[1]), options());
            }
        }

        static ImportOptions options() {
            return ImportOptions.DEFAULT.idPrefix("row/").flushEvery(1000);
        }
    }

    @Test
    void an_import_that_was_killed_goes_on_and_every_row_is_in_bit_for_bit() throws Exception {
        Path file = vectors();
        Path index = folder.resolve("store");
        ImportJournal journal = Transfers.journal(file);
        long reached = -1;
        for (int kill = 1; kill <= 3; kill++) {
            Process process = start(index, file);
            awaitRow(journal, process, reached + 1000);
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            reached = journal.read().orElseThrow().lastRow();
            try (VectorStore store = LuceneVectorStore.openReadOnly(index)) {
                // All that the journal speaks of is there.
                assertThat(store.collection("items").count()).isGreaterThanOrEqualTo(reached + 1);
            }
        }
        try (VectorStore store = LuceneVectorStore.open(index)) {
            ImportReport report = Transfers.run(store, "items", file, Importer.options());
            assertThat(report.resumedAt()).isEqualTo(reached + 1);
            assertThat(report.added()).isEqualTo(ROWS);
            List<Item> items = Transfers.all(store.collection("items"));
            assertThat(items).hasSize(ROWS);
            for (Item item : items) {
                int row = Integer.parseInt(item.id().substring("row/".length()));
                assertThat(item.vector()[0]).isEqualTo(row);
                assertThat(item.vector()[DIMENSION - 1]).isEqualTo(row * 0.1f);
            }
        }
        assertThat(journal.path()).doesNotExist();
    }

    private Path vectors() throws Exception {
        ByteBuffer bytes =
                ByteBuffer.allocate(ROWS * (DIMENSION + 1) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < ROWS; row++) {
            bytes.putInt(DIMENSION);
            for (int i = 0; i < DIMENSION; i++) {
                bytes.putFloat(i == DIMENSION - 1 ? row * 0.1f : row + i);
            }
        }
        return Files.write(folder.resolve("a.fvecs"), bytes.array());
    }

    private static Process start(Path index, Path file) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home", ""), "bin", "java")
                                .toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        Importer.class.getName(),
                        index.toString(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitRow(ImportJournal journal, Process process, long row) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (journal.read().map(ImportJournal.Entry::lastRow).orElse(-1L) < row) {
            assertThat(process.isAlive()).as("the import goes on").isTrue();
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(5);
        }
    }
}
