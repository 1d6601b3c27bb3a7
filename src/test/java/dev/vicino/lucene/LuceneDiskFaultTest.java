package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vicino.CollectionSpec;
import dev.vicino.FlushPolicy;
import dev.vicino.Item;
import dev.vicino.StoreOptions;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.VicinoException;
import dev.vicino.lucene.FaultyDirectory.Fault;
import dev.vicino.lucene.FaultyDirectory.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.lucene.store.FilterDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A disk that fails, at one of its operations after the other: whatever was flushed before is there afterwards, and
/// of what was under way all or nothing.
class LuceneDiskFaultTest {
    private static final CollectionSpec SPEC = CollectionSpec.of("digits", 4);
    private static final int BATCH = 20;

    /// Every operation with `mvn -Psoak verify`, and every so many of them otherwise.
    private static final int STRIDE = Boolean.getBoolean("vicino.soak") ? 1 : 47;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void a_failing_disk_costs_no_flushed_item_and_halves_no_batch(Fault fault) throws IOException {
        boolean struck = true;
        for (int operation = 0; struck; operation += STRIDE) {
            Path store = folder.resolve(fault + "-" + operation);
            try (VectorStore whole = LuceneVectorStore.open(store)) {
                whole.collection(SPEC).upsert(batch(0));
            }
            Plan plan = Plan.at(fault, operation);
            int flushed = writeUntilItFails(store, plan);
            struck = plan.hasStruck();
            assertWholeBatches(store, flushed, "operation " + operation);
            assertThat(operation).as("the disk has fewer operations").isLessThan(3000);
        }
    }

    /// Puts batches in, flushes and compacts; returns the last batch of which a flush was reported.
    private static int writeUntilItFails(Path store, Plan plan) {
        Disk disk = place -> new FaultyDirectory(Disk.REAL.open(place), plan);
        int flushed = 0;
        VectorStore opened = LuceneVectorStore.open(disk, store, StoreOptions.DEFAULT);
        try {
            VectorCollection digits = opened.collection(SPEC);
            for (int batch = 1; batch <= 3; batch++) {
                digits.upsert(batch(batch));
                if (batch == 3) {
                    digits.compact();
                } else {
                    digits.flush();
                }
                flushed = batch;
            }
        } catch (UncheckedIOException | VicinoException | IllegalStateException failure) {
            assertThat(failure).as("a clear error").hasMessageContaining(store.toString());
        }
        try {
            opened.close();
        } catch (UncheckedIOException failure) {
            assertThat(failure).as("a clear error").hasMessageContaining(store.toString());
        }
        return flushed;
    }

    private static void assertWholeBatches(Path store, int flushed, String what) {
        assertThat(LuceneVectorStore.verify(store).findings()).as(what).isEmpty();
        try (VectorStore opened = LuceneVectorStore.open(store)) {
            VectorCollection digits = opened.collection(SPEC);
            assertThat(digits.count() % BATCH).as(what + ": no half of a batch").isZero();
            int last = (int) (digits.count() / BATCH) - 1;
            assertThat(last).as(what).isBetween(flushed, 3);
            for (int batch = 0; batch <= last; batch++) {
                for (Item item : batch(batch)) {
                    assertThat(digits.get(item.id())).as(what).contains(item);
                }
            }
        }
    }

    @Test
    void a_failed_flush_in_the_background_is_told_to_the_next_caller() throws Exception {
        Path store = folder.resolve("store");
        try (VectorStore whole = LuceneVectorStore.open(store)) {
            whole.collection(SPEC).upsert(batch(0));
        }
        Disk disk = place -> new FilterDirectory(Disk.REAL.open(place)) {
            @Override
            public void sync(Collection<String> names) throws IOException {
                throw new IOException("fault of the disk: forcing " + names);
            }
        };
        VectorStore opened = LuceneVectorStore.open(
                disk, store, StoreOptions.DEFAULT.flushPolicy(FlushPolicy.interval(Duration.ofMillis(5))));
        VectorCollection digits = opened.collection(SPEC);
        digits.upsert(batch(1));
        assertThatThrownBy(() -> {
                    for (int n = 0; n < 2000; n++) {
                        digits.get("0/0");
                        TimeUnit.MILLISECONDS.sleep(5);
                    }
                })
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the flush in the background failed")
                .hasMessageContaining("fault of the disk");
        assertThatThrownBy(opened::close)
                .as("which cannot flush either")
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("fault of the disk");
        assertWholeBatches(store, 0, "after a failed flush");
    }

    @Test
    void a_full_disk_is_an_error_and_no_loss() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", small.toString())
                .redirectErrorStream(true)
                .start();
        assumeThat(mount.waitFor())
                .as("only root can mount a small file system")
                .isZero();
        try {
            fillUp(small.resolve("store"));
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
    }

    private static void fillUp(Path store) throws IOException {
        VectorStore opened = LuceneVectorStore.open(store);
        VectorCollection digits = opened.collection(SPEC);
        int flushed = -1;
        try {
            for (int batch = 0; batch < 2000; batch++) {
                digits.upsert(batch(batch));
                digits.flush();
                flushed = batch;
            }
        } catch (UncheckedIOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        assertThat(flushed).isBetween(1, 1998);
        try {
            opened.close();
        } catch (UncheckedIOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        try (VectorStore reader = LuceneVectorStore.openReadOnly(store);
                Stream<Item> items = reader.collection("digits").scan()) {
            assertThat(items.count() / BATCH).isGreaterThanOrEqualTo(flushed + 1);
        }
        assertThat(LuceneVectorStore.verify(store).sound()).isTrue();
    }

    private static List<Item> batch(int batch) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            items.add(Item.of(batch + "/" + i, new float[] {batch, i, 1, -i}).with("batch", batch));
        }
        return items;
    }
}
