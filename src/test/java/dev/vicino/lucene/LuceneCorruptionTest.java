package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.CollectionSpec;
import dev.vicino.CorruptStoreException;
import dev.vicino.FormatVersionException;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneCorruptionTest {
    @TempDir
    private Path folder;

    private Path collection = Path.of("");

    @BeforeEach
    void fill() {
        collection = folder.resolve("store/digits");
        try (VectorStore store = LuceneVectorStore.open(folder.resolve("store"))) {
            VectorCollection digits =
                    store.collection(CollectionSpec.of("digits", 8).metrics(Metric.values()));
            List<Item> items = new ArrayList<>();
            for (int i = 1; i <= 300; i++) {
                float[] vector = new float[8];
                Arrays.fill(vector, i);
                vector[i % 8] = -i;
                items.add(Item.of("i" + i, vector).with("label", i % 10).text("item " + i));
            }
            digits.upsert(items);
        }
    }

    @Test
    void a_file_cut_in_half_is_corruption() throws IOException {
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            assertRefused(file);
            Files.write(file, whole);
        }
        use();
    }

    @Test
    void a_file_that_is_gone_is_corruption() throws IOException {
        for (Path file : files()) {
            if (file.endsWith("collection.json")) {
                // Without its manifest a folder is no collection: a crash in its creation leaves the same.
                continue;
            }
            byte[] whole = Files.readAllBytes(file);
            Files.delete(file);
            assertRefused(file);
            Files.write(file, whole);
        }
        use();
    }

    @Test
    void a_file_of_another_kind_is_corruption() throws IOException {
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            byte[] damaged = whole.clone();
            damaged[0] ^= 0x40;
            Files.write(file, damaged);
            assertRefused(file);
            Files.write(file, whole);
        }
        use();
    }

    @Test
    void a_manifest_changed_by_hand_is_refused_with_the_reason() throws IOException {
        Path manifest = collection.resolve("collection.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("\"dimension\" : 8", "\"dimension\" : 9"));
        assertThatThrownBy(this::use)
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("collection.json has the checksum");
        Files.writeString(manifest, text.replace("\"formatVersion\" : 3", "\"formatVersion\" : 1"));
        assertThatThrownBy(this::use)
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("collection.json has the checksum");
    }

    @Test
    void a_manifest_of_an_unknown_format_is_refused_with_both_versions() throws IOException {
        Path manifest = collection.resolve("collection.json");
        String text = Files.readString(manifest);
        for (int version : new int[] {-1, 0, 4, 99}) {
            Files.writeString(manifest, text.replace("\"formatVersion\" : 3", "\"formatVersion\" : " + version));
            assertThatThrownBy(this::use)
                    .isInstanceOf(FormatVersionException.class)
                    .hasMessageContaining("is of format version " + version
                            + "; this version of Vicino reads format versions 1 to 3 and writes format version 3");
        }
    }

    @Test
    void a_folder_without_a_manifest_and_a_file_are_no_collections() throws IOException {
        Files.createDirectory(folder.resolve("store/notes"));
        Files.writeString(folder.resolve("store/README.md"), "not a collection");
        try (VectorStore store = LuceneVectorStore.open(folder.resolve("store"))) {
            assertThat(store.collectionNames()).containsExactly("digits");
        }
    }

    private void assertRefused(Path file) {
        assertThatThrownBy(this::use)
                .as(file.getFileName().toString())
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining(collection.toString());
    }

    /// Opens the store and reads what there is in every way.
    private void use() {
        try (VectorStore store = LuceneVectorStore.openReadOnly(folder.resolve("store"))) {
            VectorCollection digits = store.collection("digits");
            float[] query = {1, 2, 3, 4, 5, 6, 7, 8};
            for (Metric metric : Metric.values()) {
                digits.search(SearchRequest.near(query).metric(metric).exact());
                digits.search(SearchRequest.near(query).metric(metric));
            }
            digits.get("i7");
            try (Stream<Item> items = digits.scan()) {
                assertThat(items).hasSize(300);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(collection)) {
            return all.filter(file -> !file.endsWith("write.lock")).sorted().toList();
        }
    }
}
