package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Item;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A collection says the format that it was written in until it is opened for writing, and the present one from then
/// on: whoever knows only the earlier one is told so before meeting a segment that he would take for damaged.
class FormatMigrationTest {
    private static final String NAME = GoldenStore.ALL.name();
    private static final int PRESENT = ManifestFile.FORMAT_VERSION;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void it_stays_as_it_is_while_it_is_read(GoldenStore golden) throws IOException {
        Path store = unpacked(golden);
        byte[] before = Files.readAllBytes(manifest(store));
        assertThat(read(store)).isEqualTo(golden.version());
        LuceneVectorStore.verify(store);
        assertThat(LuceneVectorStore.repair(store).untouched()).contains(NAME);
        assertThat(Files.readAllBytes(manifest(store))).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void it_is_of_the_present_format_once_it_was_opened_for_writing(GoldenStore golden) throws IOException {
        Path store = unpacked(golden);
        try (VectorStore writing = LuceneVectorStore.open(store)) {
            assertThat(writing.collection(NAME).stats().formatVersion()).isEqualTo(PRESENT);
            assertSaysPresent(Files.readString(manifest(store)));
        }
        assertThat(read(store)).isEqualTo(PRESENT);
        assertSaysPresent(note(store));
        List<String> files = files(store);
        try (VectorStore again = LuceneVectorStore.open(store)) {
            assertThat(again.collection(NAME).stats().formatVersion()).isEqualTo(PRESENT);
        }
        assertThat(files(store)).as("a commit of nothing").isEqualTo(files);
        assertThat(LuceneVectorStore.verify(store).findings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_reader_beside_the_writer_sees_it_when_it_refreshes(GoldenStore golden) throws IOException {
        Path store = unpacked(golden);
        try (VectorStore reading = LuceneVectorStore.openReadOnly(store)) {
            VectorCollection read = reading.collection(NAME);
            try (VectorStore writing = LuceneVectorStore.open(store)) {
                writing.collection(NAME).upsert(GoldenStore.item(7, 1));
                writing.collection(NAME).flush();
                assertThat(read.stats().formatVersion()).isEqualTo(golden.version());
                assertThat(reading.refresh()).isTrue();
                assertThat(read.stats().formatVersion()).isEqualTo(PRESENT);
                assertThat(read.count()).isEqualTo(golden.expected().size() + 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_snapshot_says_what_the_store_said_and_so_does_what_is_restored(GoldenStore golden) throws IOException {
        Path store = unpacked(golden);
        Path earlier = folder.resolve("earlier");
        try (VectorStore reading = LuceneVectorStore.openReadOnly(store)) {
            reading.snapshot(earlier);
        }
        Path later = folder.resolve("later");
        try (VectorStore writing = LuceneVectorStore.open(store)) {
            writing.snapshot(later);
        }
        assertThat(read(earlier)).isEqualTo(golden.version());
        assertThat(read(later)).isEqualTo(PRESENT);
        Path restored = folder.resolve("restored");
        LuceneVectorStore.restore(earlier, restored);
        assertThat(read(restored)).isEqualTo(golden.version());
        try (VectorStore writing = LuceneVectorStore.open(restored)) {
            writing.collection(NAME).upsert(GoldenStore.item(7, 1));
        }
        assertThat(read(restored)).isEqualTo(PRESENT);
        assertThat(read(earlier)).isEqualTo(golden.version());
    }

    @ParameterizedTest
    @EnumSource
    void what_is_repaired_is_of_the_present_format(GoldenStore golden) throws IOException {
        Path store = unpacked(golden);
        Files.delete(manifest(store));
        assertThat(LuceneVectorStore.repair(store).repaired())
                .singleElement()
                .satisfies(repaired ->
                        assertThat(repaired.saved()).isEqualTo(golden.expected().size()));
        assertThat(read(store)).isEqualTo(PRESENT);
        assertSaysPresent(note(store));
    }

    private Path unpacked(GoldenStore golden) throws IOException {
        Path store = folder.resolve("store");
        golden.unpack(store);
        return store;
    }

    private static int read(Path store) {
        try (VectorStore reading = LuceneVectorStore.openReadOnly(store);
                Stream<Item> items = reading.collection(NAME).scan()) {
            assertThat(items).isNotEmpty();
            return reading.collection(NAME).stats().formatVersion();
        }
    }

    private static Path manifest(Path store) {
        return store.resolve(NAME).resolve(ManifestFile.NAME);
    }

    private static void assertSaysPresent(String manifest) {
        assertThat(manifest).contains("\"formatVersion\" : " + PRESENT);
    }

    /// The manifest that the last commit carries.
    private static String note(Path store) throws IOException {
        try (Directory directory = FSDirectory.open(store.resolve(NAME))) {
            byte[] manifest = CommitNote.manifest(SegmentInfos.readLatestCommit(directory));
            assertThat(manifest).isNotNull();
            return new String(manifest, StandardCharsets.UTF_8);
        }
    }

    private static List<String> files(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store.resolve(NAME))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
