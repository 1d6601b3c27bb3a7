package dev.vicino.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.PayloadType;
import dev.vicino.ProgressListener;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportTest {
    @TempDir
    private Path folder;

    private VectorStore store;

    @BeforeEach
    void open() {
        store = LuceneVectorStore.open(folder.resolve("store"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private static String line(int n) {
        return "{\"id\":\"%05d\",\"vector\":[%d,1]}".formatted(n, n);
    }

    private Path lines(int count) throws IOException {
        return file(
                "many.jsonl",
                IntStream.range(0, count).mapToObj(ImportTest::line).toArray(String[]::new));
    }

    private ImportReport run(Path file, ImportOptions options) throws IOException {
        return Transfers.run(store, "items", file, options);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"x\",\"vector\":[1,2,3]} | its vector has 3 dimensions; collection 'items' has 2",
                "{\"id\":\"x\",\"vector\":[0,0]} | all zeros, which has no direction",
                "{\"id\":\"x\"} | it has no vector; expected 2 numbers",
                "{\"vector\":[1,2]} | it has no id",
                "{\"id\":\" \",\"vector\":[1,2]} | is no item id",
                "{\"id\":\"x\",\"vector\":[1,2],\"payload\":{\"n\":\"1\"}} | declares it as long",
                "{\"id\":\"00001\",\"vector\":[1,2]} | its id '00001' is that of row 0; expected an id to stand once",
                "no JSON | line 3"
            })
    void a_bad_row_stops_the_import_with_its_number_and_nothing_is_changed(String bad, String reason)
            throws IOException {
        CollectionSpec spec =
                CollectionSpec.of("items", 2).metrics(Metric.COSINE).field("n", PayloadType.LONG);
        VectorCollection collection = store.collection(spec);
        Item there = Item.of("00001", new float[] {9, 9});
        collection.upsert(there);
        Path file = file("a.jsonl", line(1), line(2), bad, line(3));
        assertThatThrownBy(() -> run(file, ImportOptions.DEFAULT.batchSize(1)))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("a.jsonl, row 2: ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith("nothing was imported");
        assertThat(Transfers.all(collection)).containsExactly(there);
        assertThat(Transfers.journal(file).path()).doesNotExist();
    }

    @Test
    void a_vector_that_is_not_finite_stops_the_import() throws IOException {
        for (String hex : List.of("0000c07f", "0000807f", "000080ff")) {
            Path file = folder.resolve("a.fvecs");
            Files.write(file, HexFormat.of().parseHex("010000000000c03f" + "01000000" + hex));
            assertThatThrownBy(() -> run(file, ImportOptions.DEFAULT.idPrefix("x")))
                    .isInstanceOf(TransferException.class)
                    .hasMessageContaining("row 1: its vector has ")
                    .hasMessageContaining("at position 0; expected finite numbers only");
        }
        assertThat(store.collectionNames()).isEmpty();
    }

    @Test
    void a_refused_file_leaves_no_empty_collection() throws IOException {
        assertThatThrownBy(() -> run(file("a.jsonl", line(1), "{"), ImportOptions.DEFAULT))
                .isInstanceOf(TransferException.class);
        assertThat(store.collectionNames()).isEmpty();
        assertThatThrownBy(() -> run(file("a.jsonl", "{", "["), ImportOptions.DEFAULT))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("no row with a vector, so no dimension; row 0: line 1: ");
    }

    @Test
    void skipped_rows_are_in_their_file_with_the_reason_and_all_others_are_in() throws IOException {
        Path skipped = folder.resolve("skipped.jsonl");
        Path file = file("a.jsonl", line(1), "{", line(2), "{\"id\":\"x\",\"vector\":[1]}", line(1), line(3));
        ImportReport report = run(file, ImportOptions.DEFAULT.skipping(skipped).batchSize(2));
        assertThat(report.rows()).isEqualTo(6);
        assertThat(report.imported()).isEqualTo(3);
        assertThat(report.added()).isEqualTo(3);
        assertThat(report.skipped()).isEqualTo(3);
        assertThat(Transfers.all(store.collection("items")))
                .extracting(Item::id)
                .containsExactly("00001", "00002", "00003");
        List<String> lines = Files.readAllLines(skipped);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("{\"row\":1,\"reason\":\"line 2: ").endsWith("\"content\":\"{\"}");
        assertThat(lines.get(1)).startsWith("{\"row\":3,\"reason\":\"its vector has 1 dimensions");
        assertThat(lines.get(2)).startsWith("{\"row\":4,\"reason\":\"its id '00001' is that of row 0");
    }

    @Test
    void an_import_without_a_bad_row_makes_no_file_of_skipped_ones() throws IOException {
        Path skipped = folder.resolve("skipped.jsonl");
        run(lines(3), ImportOptions.DEFAULT.skipping(skipped));
        assertThat(skipped).doesNotExist();
    }

    @Test
    void items_are_replaced_by_those_of_their_id_and_told_apart_from_new_ones() throws IOException {
        store.collection(CollectionSpec.of("items", 2))
                .upsert(Item.of("00001", new float[] {9, 9}).text("before"));
        ImportReport report = run(lines(3), ImportOptions.DEFAULT);
        assertThat(report.imported()).isEqualTo(3);
        assertThat(report.added()).isEqualTo(2);
        assertThat(store.collection("items").get("00001")).contains(Item.of("00001", new float[] {1, 1}));
    }

    @Test
    void ids_are_made_of_the_prefix_and_the_rows_number_where_there_are_none() throws IOException {
        Path file = file("a.jsonl", line(7), "{\"vector\":[1,2]}");
        run(file, ImportOptions.DEFAULT.idPrefix("row-"));
        assertThat(Transfers.all(store.collection("items")))
                .extracting(Item::id)
                .containsExactly("00007", "row-1");
        Path clash = file("a.jsonl", "{\"id\":\"row-1\",\"vector\":[1,2]}", "{\"vector\":[1,2]}");
        assertThatThrownBy(() -> run(clash, ImportOptions.DEFAULT.idPrefix("row-")))
                .hasMessageContaining("row 1: its id 'row-1' is that of row 0");
    }

    @Test
    void vectors_without_ids_are_refused_before_they_are_read() throws IOException {
        Path file = folder.resolve("a.fvecs");
        Files.write(file, HexFormat.of().parseHex("010000000000c03f"));
        assertThatThrownBy(() -> run(file, ImportOptions.DEFAULT))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("holds vectors and no ids")
                .hasMessageContaining("a.fvecs.jsonl");
    }

    @Test
    void a_sidecar_of_another_length_or_with_vectors_is_refused() throws IOException {
        Path file = folder.resolve("a.fvecs");
        Files.write(file, HexFormat.of().parseHex("010000000000c03f010000000000c03f"));
        file("a.fvecs.jsonl", "{\"id\":\"a\"}");
        assertThatThrownBy(() -> run(file, ImportOptions.DEFAULT))
                .hasMessageContaining("a.fvecs.jsonl ends after 1 rows; expected as many as " + file);
        file("a.fvecs.jsonl", "{\"id\":\"a\"}", "{\"id\":\"b\"}", "{\"id\":\"c\"}");
        assertThatThrownBy(() -> run(file, ImportOptions.DEFAULT)).hasMessageContaining(file + " ends after 2 rows");
        file("a.fvecs.jsonl", "{\"id\":\"a\"}", "{\"id\":\"b\",\"vector\":[1]}");
        assertThatThrownBy(() -> run(file, ImportOptions.DEFAULT)).hasMessageContaining("row 1: ");
        assertThat(store.collectionNames()).isEmpty();
    }

    @Test
    void an_id_that_stands_again_is_found_among_many() throws IOException {
        List<String> lines =
                IntStream.range(0, 20_000).mapToObj(ImportTest::line).collect(Collectors.toList());
        lines.add(line(12_345));
        lines.add(line(77));
        Path file = file("a.jsonl", lines.toArray(String[]::new));
        assertThatThrownBy(() -> run(file, ImportOptions.DEFAULT))
                .hasMessageContaining("row 20000: its id '12345' is that of row 12345");
        assertThat(run(file, ImportOptions.DEFAULT.skipping(null)).imported()).isEqualTo(20_000);
    }

    @Test
    void an_interrupted_import_goes_on_where_it_stopped() throws IOException {
        Path file = lines(1000);
        interrupt(file, 500);
        assertThat(store.collection("items").count()).isBetween(500L, 999L);
        ImportReport report = run(file, ImportOptions.DEFAULT);
        assertThat(report.resumedAt()).isEqualTo(500);
        assertThat(report.imported()).isEqualTo(1000);
        assertThat(report.added()).isEqualTo(1000);
        assertThat(Transfers.all(store.collection("items"))).hasSize(1000);
        assertThat(Transfers.journal(file).path()).doesNotExist();
        assertThat(run(file, ImportOptions.DEFAULT).resumedAt()).isZero();
    }

    /// Fails after so many rows, a flush every hundred.
    private void interrupt(Path file, int rows) {
        ProgressListener failing = (stage, done, total) -> {
            if (stage.equals("importing") && done > rows) {
                throw new IllegalStateException("interrupted");
            }
        };
        assertThatThrownBy(() -> run(
                        file,
                        ImportOptions.DEFAULT.batchSize(50).flushEvery(100).progress(failing)))
                .hasMessage("interrupted");
    }

    @Test
    void a_file_that_has_changed_or_is_another_is_not_gone_on_with() throws IOException {
        Path file = lines(1000);
        interrupt(file, 500);
        Path other = file("other.jsonl", line(1));
        assertThatThrownBy(() -> run(other, ImportOptions.DEFAULT))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("an import of " + file + " was interrupted after 500 rows")
                .hasMessageContaining("finish the other, or give it up");
        Files.writeString(file, Files.readString(file).replace("[999,1]", "[999,2]"));
        assertThatThrownBy(() -> run(file, ImportOptions.DEFAULT)).isInstanceOf(TransferException.class);
        Transfers.journal(file).delete();
        assertThat(run(file, ImportOptions.DEFAULT).resumedAt()).isZero();
    }

    @Test
    void a_collection_that_has_lost_the_last_row_meanwhile_gets_all_of_them_again() throws IOException {
        Path file = lines(1000);
        interrupt(file, 500);
        store.drop("items");
        ImportReport report = run(file, ImportOptions.DEFAULT);
        assertThat(report.resumedAt()).isZero();
        assertThat(store.collection("items").count()).isEqualTo(1000);
    }

    @Test
    void rows_that_are_skipped_are_skipped_when_it_goes_on_too() throws IOException {
        List<String> lines = IntStream.range(0, 1000).mapToObj(ImportTest::line).collect(Collectors.toList());
        lines.set(450, "{");
        lines.set(700, line(3));
        Path file = file("a.jsonl", lines.toArray(String[]::new));
        Path skipped = folder.resolve("skipped.jsonl");
        ImportOptions options =
                ImportOptions.DEFAULT.skipping(skipped).batchSize(50).flushEvery(100);
        assertThatThrownBy(() -> run(file, options.progress((stage, done, total) -> {
                    if (stage.equals("importing") && done > 500) {
                        throw new IllegalStateException("interrupted");
                    }
                })))
                .hasMessage("interrupted");
        ImportReport report = run(file, options);
        assertThat(report.resumedAt()).isPositive();
        assertThat(report.imported()).isEqualTo(998);
        assertThat(report.skipped()).isEqualTo(2);
        assertThat(store.collection("items").count()).isEqualTo(998);
        assertThat(Files.readAllLines(skipped)).hasSize(2);
    }

    @Test
    void progress_tells_rows_checked_and_imported_with_their_total() throws IOException {
        List<String> told = new ArrayList<>();
        run(
                lines(1000),
                ImportOptions.DEFAULT
                        .batchSize(500)
                        .progress((stage, done, total) ->
                                told.add(stage + " " + done + (total >= done ? " of " : " beyond ")
                                        + (stage.equals("importing") ? total : "about"))));
        assertThat(told)
                .containsExactly(
                        "checking 500 of about",
                        "checking 1000 of about",
                        "importing 500 of 1000",
                        "importing 1000 of 1000",
                        "flushing 1000 of about");
    }
}
