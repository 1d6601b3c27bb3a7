package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.CollectionSpec;
import dev.vicino.CorruptStoreException;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.RepairReport;
import dev.vicino.RepairReport.Repaired;
import dev.vicino.SearchRequest;
import dev.vicino.StoreLockedException;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damages a store in every way, and holds what `verify` finds and what `repair` saves against what was there.
class LuceneRepairTest {
    private static final CollectionSpec SPEC =
            CollectionSpec.of("digits", 8).metrics(Metric.values()).embedder("vae z=8");

    @TempDir
    private Path folder;

    private Path store = Path.of("");
    private Path whole = Path.of("");
    private final TreeMap<String, Item> expected = new TreeMap<>();

    /// Three segments, with deletions and replaced items in the first two.
    @BeforeEach
    void fill() throws IOException {
        whole = folder.resolve("whole");
        try (VectorStore opened = LuceneVectorStore.open(whole)) {
            VectorCollection digits = opened.collection(SPEC);
            for (int batch = 0; batch < 3; batch++) {
                List<Item> items = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    items.add(item(batch * 50 + i, batch));
                }
                items.forEach(item -> expected.put(item.id(), item));
                digits.upsert(items);
                digits.delete("i" + batch * 50);
                expected.remove("i" + batch * 50);
                digits.flush();
            }
            assertThat(digits.stats().segments()).isEqualTo(3);
        }
    }

    private static Item item(int n, int version) {
        float[] vector = new float[8];
        Random random = new Random(n * 31L + version);
        for (int j = 0; j < vector.length; j++) {
            vector[j] = random.nextFloat() - 0.5f;
        }
        return Item.of("i" + n, vector).with("label", n % 10).text("item " + n).source("test:" + n);
    }

    private void freshCopy(String name) throws IOException {
        store = folder.resolve(name);
        copy(whole, store);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void a_sound_store_is_found_sound_and_left_alone() throws IOException {
        freshCopy("sound");
        VerifyReport report = LuceneVectorStore.verify(store);
        assertThat(report.findings()).isEmpty();
        assertThat(report.sound()).isTrue();
        assertThat(report.collections()).singleElement().satisfies(digits -> {
            assertThat(digits.items()).isEqualTo(expected.size());
            assertThat(digits.graphs())
                    .hasSize(3)
                    .allSatisfy(graph -> assertThat(graph.nodes()).isEqualTo(60));
        });
        RepairReport repair = LuceneVectorStore.repair(store);
        assertThat(repair.untouched()).containsExactly("digits");
        assertThat(repair.repaired()).isEmpty();
        assertThat(repair.failed()).isEmpty();
    }

    @Test
    void verify_names_the_file_and_changes_nothing() throws IOException {
        for (String file : kinds()) {
            freshCopy("named-" + file);
            Path damaged = store.resolve("digits").resolve(file);
            damage(damaged, LuceneRepairTest::flipped);
            byte[] before = Files.readAllBytes(damaged);
            VerifyReport report = LuceneVectorStore.verify(store);
            assertThat(report.sound()).as(file).isFalse();
            assertThat(report.findings())
                    .as(file)
                    .anySatisfy(finding -> assertThat(finding.file() + " " + finding.message())
                            .contains(file.replaceAll("_[0-9]+$", "")));
            assertThat(Files.readAllBytes(damaged)).isEqualTo(before);
            assertThatThrownBy(this::openAndRead).as(file).isInstanceOf(CorruptStoreException.class);
        }
    }

    @Test
    void a_flipped_byte_costs_the_items_that_it_hit_and_no_others() throws IOException {
        for (String file : kinds()) {
            freshCopy("flipped-" + file);
            damage(store.resolve("digits").resolve(file), LuceneRepairTest::flipped);
            Repaired repaired = repair(file);
            if (file.endsWith(".dvd") || file.endsWith(".vec")) {
                assertThat(repaired.lost()).as(file).isBetween(0L, 2L);
            } else if (!file.endsWith(".dvm") && !file.endsWith(".liv")) {
                // Where each value lies, and what was deleted: what is asserted of every repair is all there is to say.
                assertThat(repaired.lost()).as(file).isZero();
                assertAllThere(file);
            }
        }
    }

    @Test
    void half_a_file_or_none_or_zeros_cost_what_was_in_it_alone() throws IOException {
        List<UnaryOperator<byte[]>> damages = List.of(
                bytes -> Arrays.copyOf(bytes, bytes.length / 2), bytes -> new byte[bytes.length], bytes -> new byte[0]);
        for (String file : kinds()) {
            for (int kind = 0; kind < damages.size(); kind++) {
                freshCopy("damage-" + kind + "-" + file);
                damage(store.resolve("digits").resolve(file), damages.get(kind));
                assertLossIsOfThis(file, repair(file + " " + kind));
            }
            freshCopy("missing-" + file);
            Files.delete(store.resolve("digits").resolve(file));
            assertLossIsOfThis(file, repair(file + " missing"));
        }
    }

    private void assertLossIsOfThis(String file, Repaired repaired) {
        if (file.matches(".*\\.(dvd|dvm)")) {
            // The contents of 60 items, 59 of them not deleted, are nowhere else; their ids are terms too.
            assertThat(repaired.lost()).as(file).isBetween(1L, 60L);
        } else if (file.endsWith(".vec")) {
            // The vectors are nowhere else.
            assertThat(repaired.lost()).as(file).isBetween(0L, 60L);
        } else if (!file.endsWith(".liv") && !file.startsWith("segments")) {
            assertThat(repaired.lost()).as(file + " " + repaired).isZero();
            assertAllThere(file);
        }
    }

    @Test
    void lost_items_are_named_where_their_ids_are_left() throws IOException {
        freshCopy("ids");
        Path vectors = store.resolve("digits").resolve(file(".vec"));
        Files.write(vectors, new byte[(int) Files.size(vectors)]);
        Repaired repaired = repair("ids");
        TreeSet<String> lost = new TreeSet<>(expected.keySet());
        lost.removeAll(readAll().keySet());
        assertThat(repaired.lostIds()).containsExactlyElementsOf(lost);
        assertThat(repaired.lostWithoutId()).isZero();
        assertThat(repaired.saved()).isEqualTo(expected.size() - lost.size());
    }

    @Test
    void lost_items_are_named_by_the_file_of_ids_if_the_terms_are_lost_too() throws IOException {
        freshCopy("both");
        for (String part : List.of(".vec", ".tim")) {
            Path lost = store.resolve("digits").resolve(file(part));
            Files.write(lost, new byte[(int) Files.size(lost)]);
        }
        Repaired repaired = repair("both");
        assertThat(repaired.lostIds()).isNotEmpty();
        assertThat(repaired.lostWithoutId()).isZero();
    }

    @Test
    void a_lost_manifest_is_taken_from_the_index() throws IOException {
        freshCopy("manifest");
        Files.delete(store.resolve("digits/collection.json"));
        Repaired repaired = repair("manifest");
        assertThat(repaired.assumptions()).singleElement().asString().contains("the copy in the index");
        assertAllThere("manifest");
        try (VectorStore opened = LuceneVectorStore.openReadOnly(store)) {
            assertThat(opened.describe("digits")).isEqualTo(SPEC);
        }
    }

    @Test
    void a_manifest_that_is_lost_with_its_copy_is_made_of_the_fields() throws IOException {
        freshCopy("fields");
        Files.delete(store.resolve("digits/collection.json"));
        Files.delete(store.resolve("digits").resolve(file("segments_")));
        Repaired repaired = repair("fields");
        assertThat(repaired.assumptions()).anySatisfy(guess -> assertThat(guess).contains("[l2, l1, dot, cosine]"));
        try (VectorStore opened = LuceneVectorStore.openReadOnly(store)) {
            assertThat(opened.describe("digits").dimension()).isEqualTo(8);
            assertThat(opened.describe("digits").metrics()).isEqualTo(SPEC.metrics());
        }
        assertAllThere("fields");
    }

    @Test
    void the_damaged_files_are_kept_under_another_name() throws IOException {
        freshCopy("aside");
        Path damaged = store.resolve("digits").resolve(file(".vec"));
        damage(damaged, LuceneRepairTest::flipped);
        byte[] before = Files.readAllBytes(damaged);
        Path aside = repair("aside").setAside();
        assertThat(aside.getFileName().toString()).matches("digits\\.damaged-[0-9T]+Z");
        assertThat(Files.readAllBytes(aside.resolve(damaged.getFileName()))).isEqualTo(before);
        try (VectorStore opened = LuceneVectorStore.open(store)) {
            assertThat(opened.collectionNames()).containsExactly("digits");
        }
        assertThat(LuceneVectorStore.repair(store).untouched()).containsExactly("digits");
    }

    @Test
    void a_store_that_is_being_written_is_not_repaired() throws IOException {
        freshCopy("locked");
        VectorStore writing = LuceneVectorStore.open(store);
        assertThatThrownBy(() -> LuceneVectorStore.repair(store)).isInstanceOf(StoreLockedException.class);
        assertThat(LuceneVectorStore.verify(store).sound()).isTrue();
        writing.close();
    }

    @Test
    void a_store_of_a_later_format_is_left_alone() throws IOException {
        freshCopy("later");
        Path manifest = store.resolve("digits/collection.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"formatVersion\" : 3", "\"formatVersion\" : 4"));
        assertThat(LuceneVectorStore.verify(store).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("format version 4"));
        assertThat(LuceneVectorStore.repair(store).repaired()).isEmpty();
        assertThat(manifest).exists();
    }

    /// Repairs, and asserts what every repair promises.
    private Repaired repair(String what) {
        RepairReport report = LuceneVectorStore.repair(store);
        assertThat(report.failed()).as(what).isEmpty();
        assertThat(report.repaired()).as(what).hasSize(1);
        Repaired repaired = report.repaired().getFirst();
        assertThat(LuceneVectorStore.verify(store).findings()).as(what).isEmpty();
        Set<String> everPut = new TreeSet<>(expected.keySet());
        everPut.addAll(List.of("i0", "i50", "i100"));
        Map<String, Item> found = readAll();
        assertThat(everPut).as(what).containsAll(found.keySet());
        assertThat(found).as(what).hasSize((int) repaired.saved());
        assertThat(repaired.saved() + repaired.lost())
                .as(what + ": " + repaired)
                .isGreaterThanOrEqualTo(expected.size());
        found.forEach((id, item) -> {
            if (expected.containsKey(id)
                    && !repaired.assumptions().toString().contains("may have come back")
                    && !repaired.assumptions().toString().contains("another was saved")) {
                assertThat(item).as(what).isEqualTo(expected.get(id));
            }
        });
        return repaired;
    }

    private void assertAllThere(String what) {
        assertThat(readAll()).as(what).isEqualTo(expected);
    }

    private Map<String, Item> readAll() {
        TreeMap<String, Item> found = new TreeMap<>();
        try (VectorStore opened = LuceneVectorStore.openReadOnly(store);
                Stream<Item> items = opened.collection("digits").scan()) {
            items.forEach(item -> found.put(item.id(), item));
        }
        return found;
    }

    private void openAndRead() {
        try (VectorStore opened = LuceneVectorStore.openReadOnly(store)) {
            opened.collection("digits").search(SearchRequest.near(new float[8]));
        }
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] damaged = bytes.clone();
        damaged[bytes.length / 2] ^= 0x20;
        return damaged;
    }

    private static void damage(Path file, UnaryOperator<byte[]> damage) throws IOException {
        Files.write(file, damage.apply(Files.readAllBytes(file)));
    }

    /// One file of each kind: of the second segment, and the collection's own.
    private List<String> kinds() throws IOException {
        try (Stream<Path> files = Files.list(whole.resolve("digits"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith("_1") || !file.startsWith("_"))
                    .sorted()
                    .toList();
        }
    }

    private String file(String part) throws IOException {
        return kinds().stream().filter(file -> file.contains(part)).findFirst().orElseThrow();
    }
}
