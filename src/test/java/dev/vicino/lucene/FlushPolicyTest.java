package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vicino.CollectionSpec;
import dev.vicino.FlushPolicy;
import dev.vicino.Item;
import dev.vicino.StoreOptions;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlushPolicyTest {
    private static final CollectionSpec SPEC = CollectionSpec.of("digits", 2);

    @TempDir
    private Path folder;

    private VectorStore open(FlushPolicy policy) {
        return LuceneVectorStore.open(folder, StoreOptions.DEFAULT.flushPolicy(policy));
    }

    /// What a process would find after a crash.
    private long flushed() {
        try (VectorStore reader = LuceneVectorStore.openReadOnly(folder)) {
            return reader.collection("digits").count();
        }
    }

    @Test
    void so_many_changes_are_flushed_before_the_call_returns() {
        try (VectorStore store = open(FlushPolicy.everyChanges(3))) {
            VectorCollection digits = store.collection(SPEC);
            digits.upsert(item("a"));
            digits.upsert(item("b"));
            assertThat(flushed()).isZero();
            digits.upsert(item("c"));
            assertThat(flushed()).isEqualTo(3);
            digits.upsert(List.of(item("d"), item("e"), item("f"), item("g")));
            assertThat(flushed()).as("a batch is not cut").isEqualTo(7);
            digits.delete("a");
            digits.delete("a");
            digits.delete("b");
            assertThat(flushed()).as("an item that is not there is no change").isEqualTo(7);
            digits.delete("c");
            assertThat(flushed()).isEqualTo(4);
        }
    }

    @Test
    void after_a_while_changes_are_flushed_in_the_background() throws InterruptedException {
        try (VectorStore store = open(FlushPolicy.interval(Duration.ofMillis(5)))) {
            store.collection(SPEC).upsert(item("a"));
            for (int n = 0; n < 2000 && flushed() == 0; n++) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(flushed()).isOne();
            assertThat(flushingThreads()).hasSize(1);
        }
        // An executor that has terminated has its thread still to end.
        for (Thread thread : flushingThreads()) {
            thread.join(Duration.ofSeconds(10));
        }
        assertThat(flushingThreads()).as("the thread ends with the store").isEmpty();
    }

    @Test
    void by_itself_nothing_is_flushed_before_closing() {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            store.collection(SPEC).upsert(item("a"));
            assertThat(flushed()).isZero();
            assertThat(flushingThreads()).isEmpty();
        }
        assertThat(flushed()).isOne();
    }

    @Test
    void a_policy_that_cannot_be_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlushPolicy.everyChanges(0))
                .withMessageContaining("0 changes; expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlushPolicy.interval(Duration.ZERO))
                .withMessageContaining("PT0S; expected at least a millisecond");
    }

    private static List<Thread> flushingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("vicino-flush"))
                .toList();
    }

    private static Item item(String id) {
        return Item.of(id, new float[] {1, 2});
    }
}
