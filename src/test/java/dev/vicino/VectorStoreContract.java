package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [VectorStore] promises.
public abstract class VectorStoreContract {
    private static final CollectionSpec SPEC = CollectionSpec.of("digits", 2);
    private static final Item ITEM = Item.of("a", new float[] {1, 2});

    @TempDir
    protected Path folder;

    protected abstract VectorStore open(Path place);

    @Test
    void a_collection_that_is_not_there_is_created_as_its_spec_says() {
        CollectionSpec spec = SPEC.metrics(Metric.COSINE, Metric.MANHATTAN)
                .graph(new GraphParameters(8, 40))
                .embedder("vae z=2")
                .field("label", PayloadType.LONG)
                .field("taken.at", PayloadType.INSTANT)
                .indexText();
        try (VectorStore store = open(folder)) {
            assertThat(store.collection(spec).spec()).isEqualTo(spec);
        }
        try (VectorStore store = open(folder)) {
            assertThat(store.collection("digits").spec()).isEqualTo(spec);
            assertThat(store.collection(spec).count()).isZero();
        }
    }

    @Test
    void a_collection_that_is_there_is_opened() {
        try (VectorStore store = open(folder)) {
            store.collection(SPEC).upsert(ITEM);
            assertThat(store.collection(SPEC).get("a")).contains(ITEM);
            assertThat(store.collection("digits").get("a")).contains(ITEM);
        }
    }

    @Test
    void what_is_created_must_not_be_there_yet() {
        try (VectorStore store = open(folder)) {
            store.create(SPEC).upsert(ITEM);
            assertThatThrownBy(() -> store.create(SPEC))
                    .isInstanceOf(CollectionExistsException.class)
                    .hasMessageContaining("'digits'");
            assertThat(store.collection("digits").get("a")).contains(ITEM);
        }
    }

    @Test
    void a_collection_is_described_without_being_opened() {
        CollectionSpec spec = SPEC.field("label", PayloadType.LONG);
        try (VectorStore store = open(folder)) {
            store.create(spec);
            assertThat(store.describe("digits")).isEqualTo(spec);
            assertThatThrownBy(() -> store.describe("letters"))
                    .isInstanceOf(NoSuchCollectionException.class)
                    .hasMessageContainingAll("'letters'", "digits");
        }
    }

    @Test
    void another_spec_is_refused_with_both_values() {
        try (VectorStore store = open(folder)) {
            store.collection(SPEC.embedder("first"));
            assertThatThrownBy(() -> store.collection(CollectionSpec.of("digits", 3)
                            .metrics(Metric.COSINE)
                            .graph(new GraphParameters(7, 33))
                            .embedder("second")
                            .field("label", PayloadType.LONG)
                            .indexText()))
                    .isInstanceOf(SpecMismatchException.class)
                    .hasMessageContainingAll("schema is []", "[label: long]", "words is false, asked for is true")
                    .hasMessageContainingAll("'digits'", "dimension is 2, asked for is 3")
                    .hasMessageContainingAll("[l2]", "[cosine]", "M is 16", "is 7", "100", "33", "first", "second");
        }
        try (VectorStore store = open(folder)) {
            assertThatThrownBy(() -> store.collection(SPEC))
                    .isInstanceOf(SpecMismatchException.class)
                    .hasMessageContaining("embedder is first, asked for is not named");
            assertThat(store.collection(SPEC.embedder("first")).count()).isZero();
        }
    }

    @Test
    void a_name_that_is_not_there_is_refused_and_those_that_are_are_named() {
        try (VectorStore store = open(folder)) {
            assertThatThrownBy(() -> store.collection("letters"))
                    .isInstanceOf(NoSuchCollectionException.class)
                    .hasMessageContainingAll("'letters'", "none");
            store.collection(SPEC);
            store.collection(CollectionSpec.of("faces", 2));
            assertThatThrownBy(() -> store.collection("letters"))
                    .isInstanceOf(NoSuchCollectionException.class)
                    .hasMessageContainingAll("'letters'", "digits, faces");
            assertThatThrownBy(() -> store.collection("../digits")).isInstanceOf(NoSuchCollectionException.class);
        }
    }

    @Test
    void collections_are_listed_by_name() {
        try (VectorStore store = open(folder)) {
            assertThat(store.collectionNames()).isEmpty();
            store.collection(CollectionSpec.of("b", 2));
            store.collection(CollectionSpec.of("c", 5));
            store.collection(CollectionSpec.of("a", 2));
            assertThat(store.collectionNames()).containsExactly("a", "b", "c");
        }
        try (VectorStore store = open(folder)) {
            assertThat(store.collectionNames()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void collections_do_not_mix() {
        try (VectorStore store = open(folder)) {
            store.collection(SPEC).upsert(ITEM);
            assertThat(store.collection(CollectionSpec.of("faces", 2)).count()).isZero();
        }
    }

    @Test
    void a_dropped_collection_is_gone_with_all_its_items() {
        try (VectorStore store = open(folder)) {
            VectorCollection digits = store.collection(SPEC);
            digits.upsert(ITEM);
            digits.flush();
            assertThat(store.drop("digits")).isTrue();
            assertThat(store.collectionNames()).isEmpty();
            assertThatIllegalStateException().isThrownBy(() -> digits.get("a")).withMessageContaining("digits");
            assertThat(store.collection(CollectionSpec.of("digits", 3)).count()).isZero();
        }
        try (VectorStore store = open(folder)) {
            assertThat(store.collection("digits").count()).isZero();
        }
    }

    @Test
    void dropping_what_is_not_there_does_nothing() {
        try (VectorStore store = open(folder)) {
            store.collection(SPEC).upsert(ITEM);
            assertThat(store.drop("letters")).isFalse();
            assertThat(store.drop("../" + folder.getFileName())).isFalse();
            assertThat(store.collection(SPEC).count()).isEqualTo(1);
        }
    }

    @Test
    void closing_flushes() {
        try (VectorStore store = open(folder)) {
            store.collection(SPEC).upsert(ITEM);
        }
        try (VectorStore store = open(folder)) {
            assertThat(store.collection(SPEC).get("a")).contains(ITEM);
        }
    }

    @Test
    void a_closed_store_says_so_and_closing_twice_is_fine() {
        VectorStore store = open(folder);
        VectorCollection digits = store.collection(SPEC);
        store.close();
        store.close();
        assertThatIllegalStateException().isThrownBy(store::collectionNames).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> digits.upsert(ITEM)).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(digits::count).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(digits::scan).withMessageContaining("closed");
    }
}
