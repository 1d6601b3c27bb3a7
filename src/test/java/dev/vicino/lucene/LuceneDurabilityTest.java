package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.SearchRequest;
import dev.vicino.StoreLockedException;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a store promises about the end of its process, shown with real processes that are killed.
class LuceneDurabilityTest {
    private static final int BATCH = 20;
    private static final CollectionSpec SPEC = CollectionSpec.of("digits", 8);

    @TempDir
    private Path folder;

    /// Writes batch after batch from a number on, and says after each flush that it is on disk.
    static final class Writer {
        public static void main(String[] arguments) {
            try (VectorStore store = LuceneVectorStore.open(Path.of(arguments[0]))) {
                VectorCollection digits = store.collection(SPEC);
                System.out.println("open");
                for (int batch = Integer.parseInt(arguments[1]); ; batch++) {
                    digits.upsert(batch(batch));
                    digits.flush();
                    System.out.println(batch);
                }
            }
        }
    }

    @Test
    void after_a_kill_everything_flushed_is_there_and_of_the_rest_no_half() throws Exception {
        Random random = new Random(42);
        int reported = -1;
        int written = -1;
        for (int kill = 0; kill < 6; kill++) {
            try (ChildJvm writer = ChildJvm.start(Writer.class, folder.toString(), String.valueOf(written + 1))) {
                writer.awaitLine("open");
                int wanted = 1 + random.nextInt(8);
                for (int i = 0; i < wanted; i++) {
                    reported = Integer.parseInt(writer.nextLine());
                }
                Thread.sleep(random.nextInt(30));
                writer.kill();
            }
            written = wholeBatches(reported);
        }
    }

    @Test
    void a_second_process_cannot_write_and_is_told_who_does() throws Exception {
        try (ChildJvm writer = ChildJvm.start(Writer.class, folder.toString(), "0")) {
            writer.awaitLine("open");
            assertThatThrownBy(() -> LuceneVectorStore.open(folder))
                    .isInstanceOf(StoreLockedException.class)
                    .hasMessageContaining("process " + writer.pid() + " since 20");
            try (VectorStore reader = LuceneVectorStore.openReadOnly(folder)) {
                assertThat(reader.collectionNames()).containsExactly("digits");
            }
        }
        // The lock went with its process.
        LuceneVectorStore.open(folder).close();
    }

    @Test
    void what_was_not_flushed_is_no_more() {
        VectorStore store = LuceneVectorStore.open(folder);
        VectorCollection digits = store.collection(SPEC);
        digits.upsert(batch(0));
        digits.flush();
        digits.upsert(batch(1));
        digits.delete("0/0");
        // A reader beside the writer sees the disk as a process after a crash would.
        try (VectorStore reader = LuceneVectorStore.openReadOnly(folder)) {
            VectorCollection flushed = reader.collection("digits");
            assertThat(flushed.count()).isEqualTo(BATCH);
            assertThat(flushed.get("0/0")).isPresent();
            assertThat(flushed.get("1/0")).isEmpty();
        }
        store.close();
    }

    @Test
    void an_interrupted_thread_does_the_store_no_harm() {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection digits = store.collection(SPEC);
            for (int i = 0; i < 5; i++) {
                Thread.currentThread().interrupt();
                digits.upsert(batch(i));
                digits.flush();
                assertThat(digits.search(SearchRequest.near(new float[8]).exact())
                                .hits())
                        .hasSize(10);
                assertThat(Thread.interrupted())
                        .as("the interrupt is kept for the caller")
                        .isTrue();
            }
        }
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            assertThat(store.collection("digits").count()).isEqualTo(5 * BATCH);
        }
    }

    /// Checks the store and returns the last batch that is in it.
    private int wholeBatches(int reported) {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection digits = store.collection("digits");
            // The last flush may have ended after the last report was read.
            int last = (int) (digits.count() / BATCH) - 1;
            assertThat(digits.count() % BATCH).as("no half of a batch").isZero();
            assertThat(last).isGreaterThanOrEqualTo(reported);
            for (int batch = 0; batch <= last; batch++) {
                for (Item item : batch(batch)) {
                    assertThat(digits.get(item.id())).contains(item);
                }
            }
            assertThat(digits.search(SearchRequest.near(new float[8])
                                    .where(Filter.eq("batch", last))
                                    .limit(100))
                            .hits())
                    .hasSize(BATCH);
            return last;
        }
    }

    private static List<Item> batch(int batch) {
        Random random = new Random(batch);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            float[] vector = new float[8];
            for (int j = 0; j < vector.length; j++) {
                vector[j] = random.nextFloat() - 0.5f;
            }
            items.add(Item.of(batch + "/" + i, vector).with("batch", batch));
        }
        return items;
    }
}
