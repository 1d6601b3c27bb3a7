package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [VectorStore] promises about readers beside its writer, and about copies of itself.
public abstract class SafekeepingContract {
    private static final CollectionSpec SPEC = CollectionSpec.of("digits", 2).metrics(Metric.values());

    @TempDir
    private Path folder;

    protected abstract VectorStore open(Path place);

    protected abstract VectorStore openReadOnly(Path place);

    protected abstract RestoreReport restore(Path snapshot, Path store);

    private Path place() {
        return folder.resolve("store");
    }

    @Test
    void a_reader_sees_what_was_flushed_once_it_is_refreshed() {
        try (VectorStore writing = open(place())) {
            VectorCollection digits = writing.collection(SPEC);
            try (VectorStore reading = openReadOnly(place())) {
                VectorCollection seen = reading.collection("digits");
                digits.upsert(item("a"));
                assertThat(seen.refresh()).as("not flushed yet").isFalse();
                digits.flush();
                assertThat(seen.count()).isZero();
                assertThat(seen.refresh()).isTrue();
                assertThat(seen.get("a")).contains(item("a"));
                assertThat(seen.refresh()).as("nothing since").isFalse();

                digits.delete("a");
                digits.flush();
                assertThat(reading.refresh()).isTrue();
                assertThat(seen.get("a")).isEmpty();
                assertThat(reading.refresh()).isFalse();
            }
        }
    }

    @Test
    void a_reader_that_is_not_refreshed_goes_on_unharmed_while_files_are_merged_away() {
        try (VectorStore writing = open(place())) {
            VectorCollection digits = writing.collection(SPEC);
            digits.upsert(items(0, 100));
            digits.flush();
            try (VectorStore reading = openReadOnly(place())) {
                VectorCollection seen = reading.collection("digits");
                for (int round = 1; round <= 5; round++) {
                    digits.upsert(items(100 * round, 100));
                    digits.compact();
                    try (Stream<Item> all = seen.scan()) {
                        assertThat(all).containsExactlyElementsOf(items(0, 100));
                    }
                }
                assertThat(seen.refresh()).isTrue();
                assertThat(seen.count()).isEqualTo(600);
                assertThat(seen.stats().segments()).isOne();
            }
        }
    }

    @Test
    void a_writing_store_has_nothing_to_refresh() {
        try (VectorStore store = open(place())) {
            VectorCollection digits = store.collection(SPEC);
            digits.upsert(item("a"));
            assertThat(digits.refresh()).isFalse();
            assertThat(store.refresh()).isFalse();
            assertThat(digits.count()).isOne();
        }
    }

    @Test
    void a_collection_that_is_dropped_under_a_reader_is_named() {
        try (VectorStore writing = open(place())) {
            writing.collection(SPEC).upsert(item("a"));
            writing.collection(SPEC).flush();
            try (VectorStore reading = openReadOnly(place())) {
                VectorCollection seen = reading.collection("digits");
                writing.drop("digits");
                assertThatThrownBy(seen::refresh)
                        .isInstanceOf(NoSuchCollectionException.class)
                        .hasMessageContainingAll("'digits'", "was dropped");
                assertThat(seen.get("a")).as("what was seen can still be read").contains(item("a"));

                writing.collection(SPEC).upsert(item("b"));
                writing.collection(SPEC).flush();
                assertThatThrownBy(seen::refresh)
                        .as("one of the same name is not the same")
                        .isInstanceOf(NoSuchCollectionException.class);
                assertThat(reading.refresh()).isTrue();
                assertThat(reading.collection("digits").get("b")).contains(item("b"));
                assertThat(reading.collection("digits").get("a")).isEmpty();
            }
        }
    }

    @Test
    void a_collection_that_is_created_under_a_reader_is_there() {
        try (VectorStore writing = open(place());
                VectorStore reading = openReadOnly(place())) {
            assertThatThrownBy(() -> reading.collection("digits")).isInstanceOf(NoSuchCollectionException.class);
            writing.collection(SPEC).upsert(item("a"));
            writing.collection(SPEC).flush();
            assertThat(reading.collection("digits").get("a")).contains(item("a"));
        }
    }

    @Test
    void a_snapshot_holds_what_was_there_when_it_was_taken_and_comes_back() {
        Path snapshot = folder.resolve("snapshot");
        try (VectorStore store = open(place())) {
            VectorCollection digits = store.collection(SPEC);
            digits.upsert(items(0, 50));
            store.collection(CollectionSpec.of("empty", 3));
            SnapshotReport report = store.snapshot(snapshot);
            assertThat(report.collections()).containsExactly("digits", "empty");
            assertThat(report.files()).isGreaterThan(4);
            assertThat(report.bytes()).isPositive();
            digits.upsert(items(0, 10, 1));
            digits.delete("20");
            digits.compact();
        }
        RestoreReport restored = restore(snapshot, folder.resolve("restored"));
        assertThat(restored.collections()).containsExactly("digits", "empty");
        try (VectorStore store = open(folder.resolve("restored"))) {
            try (Stream<Item> all = store.collection(SPEC).scan()) {
                assertThat(all).containsExactlyElementsOf(items(0, 50));
            }
            assertThat(store.collection("empty").count()).isZero();
        }
    }

    @Test
    void nothing_that_is_done_to_a_restored_store_reaches_the_snapshot() {
        Path snapshot = folder.resolve("snapshot");
        try (VectorStore store = open(place())) {
            store.collection(SPEC).upsert(items(0, 50));
            store.snapshot(snapshot);
        }
        restore(snapshot, folder.resolve("first"));
        try (VectorStore store = open(folder.resolve("first"))) {
            store.collection(SPEC).upsert(items(0, 50, 1));
            store.collection(SPEC).compact();
            store.drop("digits");
        }
        restore(snapshot, folder.resolve("second"));
        try (VectorStore store = open(folder.resolve("second"))) {
            assertThat(store.collection(SPEC).count()).isEqualTo(50);
        }
    }

    @Test
    void a_reader_takes_a_snapshot_of_what_was_flushed() {
        Path snapshot = folder.resolve("snapshot");
        try (VectorStore writing = open(place());
                VectorStore reading = openReadOnly(place())) {
            writing.collection(SPEC).upsert(items(0, 50));
            writing.collection(SPEC).flush();
            writing.collection(SPEC).upsert(items(50, 50));
            reading.snapshot(snapshot);
        }
        try (VectorStore store = openReadOnly(snapshot)) {
            assertThat(store.collection("digits").count()).isEqualTo(50);
        }
    }

    @Test
    void a_snapshot_is_read_as_it_is_but_not_written() {
        Path snapshot = folder.resolve("snapshot");
        try (VectorStore store = open(place())) {
            store.collection(SPEC).upsert(items(0, 50));
            store.snapshot(snapshot);
        }
        try (VectorStore store = openReadOnly(snapshot)) {
            assertThat(store.collection(SPEC).count()).isEqualTo(50);
        }
        assertThatThrownBy(() -> open(snapshot))
                .isInstanceOf(ReadOnlyStoreException.class)
                .hasMessageContaining("is a snapshot");
    }

    @Test
    void a_place_that_is_taken_is_refused() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("mine.txt"), "mine");
        try (VectorStore store = open(place())) {
            store.collection(SPEC).upsert(items(0, 5));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.snapshot(taken))
                    .withMessageContaining("is not empty");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.snapshot(taken.resolve("mine.txt")))
                    .withMessageContaining("is a file");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.snapshot(place().resolve("inside")))
                    .withMessageContaining("cannot lie in the store itself");
            store.snapshot(folder.resolve("snapshot"));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> restore(folder.resolve("snapshot"), taken))
                .withMessageContaining("is not empty");
        assertThat(taken.resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void an_incomplete_snapshot_is_refused() throws IOException {
        Path snapshot = folder.resolve("snapshot");
        try (VectorStore store = open(place())) {
            store.collection(SPEC).upsert(items(0, 5));
            store.snapshot(snapshot);
        }
        Files.delete(snapshot.resolve("snapshot.json"));
        assertThatThrownBy(() -> restore(snapshot, folder.resolve("restored")))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("cut short");
        assertThat(folder.resolve("restored")).doesNotExist();
    }

    @Test
    void snapshots_are_whole_while_writers_and_readers_go_on() throws Exception {
        try (VectorStore store = open(place())) {
            VectorCollection digits = store.collection(SPEC);
            // Each batch replaces the same ten items by those of a newer version: a snapshot has ten of one version.
            digits.upsert(items(0, 10, 0));
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int version = 1; version <= 200; version++) {
                    digits.upsert(items(0, 10, version));
                    digits.search(SearchRequest.near(new float[] {1, 1}).limit(3));
                    if (version % 20 == 0) {
                        digits.compact();
                    }
                }
            });
            for (int n = 0; n < 8; n++) {
                Path snapshot = folder.resolve("snapshot-" + n);
                store.snapshot(snapshot);
                try (VectorStore copy = openReadOnly(snapshot);
                        Stream<Item> all = copy.collection("digits").scan()) {
                    List<Item> found = all.toList();
                    int version = (int) found.getFirst().vector()[1];
                    assertThat(found).containsExactlyElementsOf(items(0, 10, version));
                }
            }
            writer.join();
        }
    }

    private static Item item(String id) {
        return Item.of(id, new float[] {1, 2}).with("label", 4).text("the " + id);
    }

    private static List<Item> items(int first, int count) {
        return items(first, count, 0);
    }

    /// Sorted by id.
    private static List<Item> items(int first, int count, int version) {
        return IntStream.range(first, first + count)
                .mapToObj(n ->
                        Item.of(String.valueOf(n), new float[] {n + 1, version}).with("label", n % 10))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
    }
}
