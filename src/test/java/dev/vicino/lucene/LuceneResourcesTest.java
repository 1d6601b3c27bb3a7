package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing stays open, and interrupts do no harm, whatever a store is made to do.
class LuceneResourcesTest {
    private static final CollectionSpec SPEC = CollectionSpec.of("digits", 2);

    @TempDir
    private Path folder;

    @Test
    void no_file_stays_open() throws IOException {
        assumeThat(Path.of("/proc/self/fd"))
                .as("counts open files as Linux shows them")
                .isDirectory();
        round(0);
        long before = openFiles();
        for (int n = 1; n <= 5; n++) {
            round(n);
        }
        assertThat(openFiles()).isLessThanOrEqualTo(before);
        assertThat(mapsOf(folder)).isEmpty();
    }

    private void round(int n) {
        Path store = folder.resolve("store");
        Path snapshot = folder.resolve("snapshot-" + n);
        try (VectorStore writing = LuceneVectorStore.open(store)) {
            VectorCollection digits = writing.collection(SPEC);
            digits.upsert(Item.of("i" + n, new float[] {n, 1}));
            digits.flush();
            try (VectorStore reading = LuceneVectorStore.openReadOnly(store)) {
                reading.collection("digits").search(SearchRequest.near(new float[] {1, 1}));
                digits.upsert(Item.of("j" + n, new float[] {n, 2}));
                digits.compact();
                reading.refresh();
                reading.collection("digits").stats();
            }
            writing.snapshot(snapshot);
            LuceneVectorStore.verify(store);
        }
        LuceneVectorStore.restore(snapshot, folder.resolve("restored-" + n));
        LuceneVectorStore.repair(store);
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    /// Files that are still mapped into memory.
    private static List<String> mapsOf(Path folder) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }

    @Test
    void an_interrupted_thread_flushes_refreshes_compacts_and_copies_all_the_same() {
        Path store = folder.resolve("store");
        try (VectorStore writing = LuceneVectorStore.open(store)) {
            VectorCollection digits = writing.collection(SPEC);
            digits.upsert(Item.of("a", new float[] {1, 1}));
            digits.flush();
            try (VectorStore reading = LuceneVectorStore.openReadOnly(store)) {
                VectorCollection seen = reading.collection("digits");
                for (int n = 0; n < 3; n++) {
                    Thread.currentThread().interrupt();
                    digits.upsert(Item.of("b" + n, new float[] {n, 1}));
                    digits.flush();
                    assertThat(seen.refresh()).isTrue();
                    assertThat(seen.get("b" + n)).isPresent();
                    digits.compact();
                    writing.snapshot(folder.resolve("snapshot-" + n));
                    assertThat(LuceneVectorStore.verify(store).findings()).isEmpty();
                    LuceneVectorStore.restore(folder.resolve("snapshot-" + n), folder.resolve("restored-" + n));
                    assertThat(Thread.interrupted())
                            .as("the interrupt is kept for the caller")
                            .isTrue();
                }
            }
        }
        try (VectorStore restored = LuceneVectorStore.open(folder.resolve("restored-2"))) {
            assertThat(restored.collection("digits").count()).isEqualTo(4);
        }
    }
}
