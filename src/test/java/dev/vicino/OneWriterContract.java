package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a [VectorStore] in a folder promises to the one process that writes and to those that read.
public abstract class OneWriterContract {
    private static final CollectionSpec SPEC = CollectionSpec.of("digits", 2);
    private static final Item ITEM = Item.of("a", new float[] {1, 2});

    @TempDir
    protected Path folder;

    protected abstract VectorStore open(Path place);

    protected abstract VectorStore openReadOnly(Path place);

    @Test
    void a_reader_describes_collections_and_creates_none() {
        try (VectorStore store = open(folder)) {
            store.create(SPEC);
        }
        try (VectorStore store = openReadOnly(folder)) {
            assertThat(store.describe("digits")).isEqualTo(SPEC);
            assertThatThrownBy(() -> store.create(CollectionSpec.of("faces", 2)))
                    .isInstanceOf(ReadOnlyStoreException.class)
                    .hasMessageContaining("'faces'");
        }
    }

    @Test
    void a_second_writer_is_refused_and_the_holder_named() {
        VectorStore first = open(folder);
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(StoreLockedException.class)
                .hasMessageContainingAll(
                        folder.toString(), "process " + ProcessHandle.current().pid(), "since 20");
        first.collection(SPEC).upsert(ITEM);
        first.close();
        try (VectorStore second = open(folder)) {
            assertThat(second.collection(SPEC).count()).isEqualTo(1);
        }
    }

    @Test
    void a_reader_sees_what_was_flushed_when_it_opened() {
        try (VectorStore writing = open(folder)) {
            VectorCollection written = writing.collection(SPEC);
            written.upsert(ITEM);
            written.flush();
            written.upsert(Item.of("b", new float[] {3, 4}));
            try (VectorStore reading = openReadOnly(folder)) {
                VectorCollection read = reading.collection(SPEC);
                assertThat(reading.collectionNames()).containsExactly("digits");
                assertThat(read.scan()).containsExactly(ITEM);
                written.flush();
                written.compact();
                assertThat(read.count()).isEqualTo(1);
                assertThat(read.search(SearchRequest.near(new float[] {3, 4})).ids())
                        .containsExactly("a");
            }
            try (VectorStore reading = openReadOnly(folder)) {
                assertThat(reading.collection("digits").count()).isEqualTo(2);
            }
        }
    }

    @Test
    void a_reader_refuses_every_change() {
        try (VectorStore writing = open(folder)) {
            writing.collection(SPEC).upsert(ITEM);
        }
        try (VectorStore reading = openReadOnly(folder)) {
            VectorCollection digits = reading.collection("digits");
            assertThatThrownBy(() -> digits.upsert(ITEM))
                    .isInstanceOf(ReadOnlyStoreException.class)
                    .hasMessageContainingAll("'digits'", folder.toString(), "read-only");
            assertThatThrownBy(() -> digits.delete("a")).isInstanceOf(ReadOnlyStoreException.class);
            assertThatThrownBy(digits::compact).isInstanceOf(ReadOnlyStoreException.class);
            assertThatThrownBy(() -> reading.drop("digits")).isInstanceOf(ReadOnlyStoreException.class);
            assertThatThrownBy(() -> reading.collection(CollectionSpec.of("new", 2)))
                    .isInstanceOf(ReadOnlyStoreException.class)
                    .hasMessageContaining("'new'");
            digits.flush();
            assertThat(digits.get("a")).contains(ITEM);
            assertThat(digits.stats().items()).isEqualTo(1);
        }
    }

    @Test
    void a_reader_cannot_open_a_store_that_is_not_there() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> openReadOnly(missing)).hasMessageContaining(missing.toString());
        assertThat(missing).doesNotExist();
    }

    @Test
    void many_readers_may_open_at_once() {
        try (VectorStore writing = open(folder)) {
            writing.collection(SPEC).upsert(ITEM);
        }
        try (VectorStore first = openReadOnly(folder);
                VectorStore second = openReadOnly(folder)) {
            assertThat(first.collection(SPEC).count())
                    .isEqualTo(second.collection(SPEC).count());
        }
    }
}
