package dev.vicino.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.ProgressListener;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Out of one collection, into a file, into another: `Item#equals` compares floats by their bits.
class RoundTripTest {
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

    private VectorCollection filled(List<Item> items) {
        VectorCollection collection =
                store.collection(CollectionSpec.of("before", items.getFirst().vector().length));
        collection.upsert(items);
        return collection;
    }

    private ExportReport export(VectorCollection collection, Path file) throws IOException {
        return new Export(collection, null, TransferFormats.of(file), ProgressListener.NONE).into(file);
    }

    private List<Item> throughFile(List<Item> items, String name) throws IOException {
        Path file = folder.resolve(name);
        export(filled(items), file);
        Transfers.run(store, "after", file, ImportOptions.DEFAULT);
        return Transfers.all(store.collection("after"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"i.jsonl", "i.csv", "i.npy", "i.fvecs", "i.arrow", "i.parquet", "i.hdf5"})
    void every_bit_of_the_awkward_comes_back(String name) throws Exception {
        assertThat(throughFile(Sample.awkward(), name)).isEqualTo(Transfers.all(store.collection("before")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"i.jsonl", "i.csv", "i.npy", "i.fvecs", "i.arrow", "i.parquet", "i.hdf5"})
    void random_bits_come_back(String name) throws Exception {
        // More than one batch of the writers; smaller than what overflows when squared.
        Random random = new Random(7);
        List<Item> items = IntStream.range(0, 2500)
                .mapToObj(n -> Item.of("item-%05d".formatted(n), finite(random, 40)))
                .toList();
        assertThat(throughFile(items, name)).isEqualTo(items);
    }

    private static float[] finite(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            do {
                vector[i] = Float.intBitsToFloat(random.nextInt());
            } while (!(Math.abs(vector[i]) < 1e15f));
        }
        return vector;
    }

    @ParameterizedTest
    @ValueSource(strings = {"i.bvecs", "i.ivecs"})
    void whole_numbers_come_back(String name) throws Exception {
        List<Item> items = List.of(
                Item.of("a", new float[] {0, 255, 17}).with(Sample.payload()),
                Item.of("b", new float[] {1, 2, 3}).text("text"));
        assertThat(throughFile(items, name)).isEqualTo(items);
    }

    @Test
    void surrogates_that_stand_alone_come_back_through_json_lines_and_are_refused_elsewhere() throws Exception {
        List<Item> items = List.of(Item.of("a", new float[] {1}).text("\uD800").with("\uDC00", "\uDBFF x"));
        assertThat(throughFile(items, "i.jsonl")).isEqualTo(items);
        for (String name : List.of("i.csv", "i.arrow", "i.parquet")) {
            assertThatThrownBy(() -> export(store.collection("before"), folder.resolve(name)))
                    .isInstanceOf(TransferException.class)
                    .hasMessageContaining("item 'a'")
                    .hasMessageContaining("jsonl");
            assertThat(folder.resolve(name)).doesNotExist();
        }
    }

    @Test
    void what_does_not_fit_bytes_or_ints_is_refused_and_no_file_is_left() throws Exception {
        for (float value : new float[] {-1, 256, 0.5f, -0.0f}) {
            store.drop("before");
            VectorCollection collection = filled(List.of(Item.of("it", new float[] {value})));
            assertThatThrownBy(() -> export(collection, folder.resolve("i.bvecs")))
                    .isInstanceOf(TransferException.class)
                    .hasMessageContaining("'it' has " + value + " at position 0")
                    .hasMessageContaining("from 0 to 255");
        }
        store.drop("before");
        VectorCollection collection = filled(List.of(Item.of("it", new float[] {(1 << 24) + 2})));
        assertThatThrownBy(() -> export(collection, folder.resolve("i.ivecs")))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("from -16777216 to 16777216");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("store"));
        }
    }

    @Test
    void a_filter_chooses_what_is_exported() throws Exception {
        VectorCollection collection = filled(List.of(
                Item.of("a", new float[] {1}).with("n", 1),
                Item.of("b", new float[] {2}).with("n", 2)));
        ExportReport report = new Export(
                        collection, Filter.eq("n", 2), TransferFormats.named("jsonl"), ProgressListener.NONE)
                .into(folder.resolve("b.jsonl"));
        assertThat(report.items()).isEqualTo(1);
        assertThat(folder.resolve("b.jsonl")).hasContent("{\"id\":\"b\",\"vector\":[2.0],\"payload\":{\"n\":2}}\n");
    }

    @Test
    void a_stream_without_anything_beside_it_says_what_is_lost() throws Exception {
        VectorCollection collection = filled(Sample.awkward());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportReport report =
                new Export(collection, null, TransferFormats.named("npy"), ProgressListener.NONE).into(out);
        assertThat(report.lost()).containsExactly("5 ids", "1 payload", "3 texts", "1 source");
        Path file = folder.resolve("streamed.npy");
        Files.write(file, out.toByteArray());
        assertThat(report.bytes()).isEqualTo(out.size());
        // In the order of the ids.
        assertThat(Transfers.vectors(file))
                .usingRecursiveComparison()
                .isEqualTo(Transfers.all(collection).stream().map(Item::vector).toList());
    }

    @Test
    void an_empty_collection_makes_a_file_that_can_be_imported() throws Exception {
        VectorCollection collection = store.collection(CollectionSpec.of("before", 3));
        store.collection(CollectionSpec.of("after", 3));
        for (String name : List.of("i.jsonl", "i.csv", "i.npy", "i.fvecs", "i.arrow", "i.parquet", "i.hdf5")) {
            Path file = folder.resolve(name);
            assertThat(export(collection, file).items()).isZero();
            assertThat(Transfers.run(store, "after", file, ImportOptions.DEFAULT)
                            .rows())
                    .isZero();
        }
    }

    @Test
    void what_is_exported_is_of_one_moment() throws Exception {
        VectorCollection collection = filled(IntStream.range(0, 5000)
                .mapToObj(n -> Item.of("%05d".formatted(n), new float[] {n}))
                .toList());
        Path file = folder.resolve("i.jsonl");
        // The listener is called in the middle: what changes then must not show.
        ProgressListener changing = (stage, done, total) -> {
            collection.upsert(Item.of("99999", new float[] {1}));
            collection.delete("04999");
        };
        ExportReport report = new Export(collection, null, TransferFormats.of(file), changing).into(file);
        assertThat(report.items()).isEqualTo(5000);
        assertThat(Files.readAllLines(file).getLast()).contains("\"04999\"");
    }
}
