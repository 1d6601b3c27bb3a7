package dev.vicino.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.ProgressListener;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files larger than the heap, in a process of its own. Few and large items make them so, as it is the number of items
/// that takes the store its time: long vectors for the formats of vectors, long texts for those of text.
class BoundedMemoryTest {
    private static final int HEAP_MB = 40;
    private static final int VECTORS = 2700;
    private static final int DIMENSION = 4096;
    private static final int TEXTS = 2700;
    private static final int CHARACTERS = 1 << 14;

    @TempDir
    private Path folder;

    /// Imports a file into a store; out of that, writes a file of each format, and looks at each of its rows.
    static final class Traveller {
        private final Path folder;

        private Traveller(Path folder) {
            this.folder = folder;
        }

        public static void main(String[] arguments) throws Exception {
            Traveller traveller = new Traveller(Path.of(arguments[0]));
            try (VectorStore store = LuceneVectorStore.open(traveller.folder.resolve("store"))) {
                // A batch of 1,000 such vectors would be 16 MB.
                ImportOptions options = ImportOptions.DEFAULT.idPrefix("row/").batchSize(50);
                Transfers.run(store, "vectors", traveller.folder.resolve("vectors.fvecs"), options);
                traveller.export(store.collection("vectors"), "fvecs");
                traveller.passOn(store.collection("vectors"), "npy", "hdf5");
                Transfers.run(store, "texts", traveller.folder.resolve("texts.jsonl"), options);
                traveller.export(store.collection("texts"), "jsonl");
                traveller.passOn(store.collection("texts"), "csv", "arrow");
                // It is read a row group at a time, which takes more than this heap.
                traveller.export(store.collection("texts"), "parquet");
            }
        }

        private void passOn(VectorCollection collection, String... formats) throws IOException {
            for (String format : formats) {
                Path file = export(collection, format);
                CheckedImport back = Transfers.of(file, ImportOptions.DEFAULT)
                        .check(CollectionSpec.of("back", collection.spec().dimension()));
                assertThat(back.rows()).as(format).isEqualTo(collection.count());
            }
        }

        private Path export(VectorCollection collection, String format) throws IOException {
            Path file = folder.resolve("out." + format);
            ExportReport report =
                    new Export(collection, null, TransferFormats.of(file), ProgressListener.NONE).into(file);
            assertThat(report.bytes()).as(format).isGreaterThan(HEAP_MB * 1024L * 1024);
            return file;
        }
    }

    @Test
    void files_larger_than_the_heap_are_imported_and_exported() throws Exception {
        writeVectors();
        writeTexts();
        Path said = folder.resolve("said.txt");
        Process process = start(said);
        try {
            assertThat(process.waitFor(300, TimeUnit.SECONDS))
                    .as(Files.readString(said))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private void writeVectors() throws IOException {
        ByteBuffer row =
                ByteBuffer.allocate(Integer.BYTES + DIMENSION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("vectors.fvecs")))) {
            for (int n = 0; n < VECTORS; n++) {
                row.clear().putInt(DIMENSION);
                for (int i = 0; i < DIMENSION; i++) {
                    row.putFloat(n * 31 + i);
                }
                out.write(row.array());
            }
        }
    }

    private void writeTexts() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("texts.jsonl"));
                ItemWriter lines = new JsonLinesFormat().write(Output.of(out), 1)) {
            for (int n = 0; n < TEXTS; n++) {
                lines.write(Item.of("row/" + n, new float[] {n}).text(("x" + n).repeat(CHARACTERS / 4)));
            }
            lines.finish();
        }
    }

    private Process start(Path said) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home", ""), "bin", "java")
                                .toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-opens",
                        "java.base/java.nio=ALL-UNNAMED",
                        "-Xmx" + HEAP_MB + "m",
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        Traveller.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }
}
