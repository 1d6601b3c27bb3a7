package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reader beside a writer in another process, which flushes and merges all the time.
class LuceneRefreshTest {
    private static final CollectionSpec SPEC = CollectionSpec.of("digits", 2);
    private static final int ITEMS = 10;

    @TempDir
    private Path folder;

    /// Writes version after version of the same items.
    static final class Writer {
        public static void main(String[] arguments) {
            try (VectorStore store = LuceneVectorStore.open(Path.of(arguments[0]))) {
                VectorCollection digits = store.collection(SPEC);
                for (int version = 1; ; version++) {
                    digits.upsert(version(version));
                    if (version % 5 == 0) {
                        digits.compact();
                    } else {
                        digits.flush();
                    }
                    System.out.println(version);
                }
            }
        }
    }

    @Test
    void a_reader_follows_a_writer_in_another_process() throws Exception {
        try (ChildJvm writer = ChildJvm.start(Writer.class, folder.toString())) {
            writer.awaitLine("1");
            try (VectorStore store = LuceneVectorStore.openReadOnly(folder)) {
                VectorCollection digits = store.collection("digits");
                int seen = 1;
                while (seen < 25) {
                    int reported = Integer.parseInt(writer.nextLine());
                    store.refresh();
                    try (Stream<Item> items = digits.scan()) {
                        List<Item> found = items.toList();
                        seen = (int) found.getFirst().vector()[1];
                        assertThat(seen).isGreaterThanOrEqualTo(reported);
                        assertThat(found).as("one version, and whole").containsExactlyElementsOf(version(seen));
                    }
                    assertThat(digits.stats().items()).isEqualTo(ITEMS);
                }
            }
            assertThat(LuceneVectorStore.verify(folder).findings()).isEmpty();
        }
    }

    private static List<Item> version(int version) {
        return IntStream.range(0, ITEMS)
                .mapToObj(n -> Item.of("i" + n, new float[] {n, version}))
                .toList();
    }
}
