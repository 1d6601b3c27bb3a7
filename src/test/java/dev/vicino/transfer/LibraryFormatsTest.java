package dev.vicino.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.Item;
import dev.vicino.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of other programs in formats that take a library to read.
class LibraryFormatsTest {
    @TempDir
    private Path folder;

    private static Draft draft(Row row) {
        assertThat(row).isInstanceOf(Row.Given.class);
        return ((Row.Given) row).draft();
    }

    /// Written by DuckDB 1.4.1.
    @ParameterizedTest
    @ValueSource(strings = {"items-snappy.parquet", "items-zstd.parquet"})
    void a_parquet_file_is_read_bit_for_bit_and_its_columns_become_fields(String name) throws IOException {
        List<Row> rows = Transfers.rows(Transfers.resource(folder, name));
        Draft red = draft(rows.get(0));
        assertThat(red.id()).isEqualTo("red");
        assertThat(red.vector()).containsExactly(1.5f, -0.0f, Float.MAX_VALUE);
        assertThat(red.text()).isEqualTo("a text");
        assertThat(red.payload())
                .isEqualTo(Payload.of(Map.of(
                        "count", 7L,
                        "price", 2.5,
                        "warm", true,
                        "seen", Instant.parse("2026-01-01T00:00:00.000001Z"),
                        "key", UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                        "tags", List.of("a", "b"),
                        "n", Map.of("x", 1L))));
        Draft green = draft(rows.get(1));
        assertThat(green.id()).isEqualTo("grün");
        assertThat(green.vector()).containsExactly(Float.MIN_VALUE, -2.5f, 0f);
        assertThat(green.payload()).isEqualTo(Payload.EMPTY);
        assertThat(rows).hasSize(2);
    }

    @Test
    void parquet_rows_are_skipped() throws IOException {
        Path file = Transfers.resource(folder, "items-zstd.parquet");
        try (RowReader reader = TransferFormats.of(file).read(file, ReadOptions.DEFAULT)) {
            assertThat(reader.total()).hasValue(2);
            reader.skip(1);
            Row row = Transfers.next(reader);
            assertThat(row.number()).isEqualTo(1);
            assertThat(draft(row).id()).isEqualTo("grün");
        }
    }

    @Test
    void parquet_rows_of_several_row_groups_are_read_and_skipped() throws IOException {
        Path file = folder.resolve("groups.parquet");
        int count = 2500;
        float[] vector = new float[1024];
        try (OutputStream out = Files.newOutputStream(file);
                ItemWriter writer = new ParquetFormat().write(Output.of(out), vector.length)) {
            for (int n = 0; n < count; n++) {
                vector[0] = n;
                writer.write(Item.of("row/" + n, vector));
            }
            writer.finish();
        }
        try (RowReader reader = new ParquetFormat().read(file, ReadOptions.DEFAULT)) {
            for (int n = 0; n < count; n++) {
                Draft draft = draft(Transfers.next(reader));
                assertThat(draft.id()).isEqualTo("row/" + n);
                assertThat(draft.vector()).startsWith(n);
            }
            assertThat(reader.next()).isNull();
        }
        for (int first : new int[] {1, 2000, 2499}) {
            try (RowReader reader = new ParquetFormat().read(file, ReadOptions.DEFAULT)) {
                reader.skip(first);
                assertThat(draft(Transfers.next(reader)).id()).isEqualTo("row/" + first);
            }
        }
        try (RowReader reader = new ParquetFormat().read(file, ReadOptions.DEFAULT)) {
            reader.skip(count + 1);
            assertThat(reader.next()).isNull();
        }
    }

    /// Written by h5py 3.7: float32 in one piece, as ann-benchmarks does; float64 in compressed chunks.
    @Test
    void the_data_sets_of_an_hdf5_file_are_read_bit_for_bit() throws IOException {
        Path file = Transfers.resource(folder, "ann.hdf5");
        assertThat(Transfers.vectors(file))
                .usingRecursiveComparison()
                .isEqualTo(List.of(
                        new float[] {1.5f, -0.0f}, new float[] {Float.MAX_VALUE, Float.MIN_VALUE}, new float[] {2, 3}));
        assertThat(vectors(file, "test")).usingRecursiveComparison().isEqualTo(List.of(new float[] {7, 8}));
        assertThat(vectors(file, "neighbors")).usingRecursiveComparison().isEqualTo(List.of(new float[] {2, 0}));
        assertThat(vectors(file, "chunked"))
                .usingRecursiveComparison()
                .isEqualTo(List.of(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6}));
        assertThatThrownBy(() -> vectors(file, "distances"))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("has no data set 'distances'")
                .hasMessageContaining("train");
    }

    private static List<float[]> vectors(Path file, String dataset) throws IOException {
        try (RowReader reader = TransferFormats.of(file).read(file, ReadOptions.DEFAULT.dataset(dataset))) {
            return Stream.generate(() -> next(reader))
                    .takeWhile(vector -> vector.length > 0)
                    .toList();
        }
    }

    private static float[] next(RowReader reader) {
        try {
            Row row = reader.next();
            float[] vector = row == null ? null : draft(row).vector();
            return vector == null ? new float[0] : vector;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /// As another program would: a stream, lists of float64 of no fixed length, columns of its own.
    @Test
    void an_arrow_stream_with_columns_of_ones_own_is_read() throws IOException {
        Path file = folder.resolve("a.arrows");
        Field number =
                new Field("item", FieldType.nullable(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)), null);
        Schema schema = new Schema(List.of(
                new Field("id", FieldType.nullable(new ArrowType.Int(64, true)), null),
                new Field("vector", FieldType.nullable(ArrowType.List.INSTANCE), List.of(number)),
                new Field("seen", FieldType.nullable(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")), null)));
        try (BufferAllocator memory = new RootAllocator();
                VectorSchemaRoot batch = VectorSchemaRoot.create(schema, memory);
                OutputStream out = Files.newOutputStream(file);
                ArrowStreamWriter writer = new ArrowStreamWriter(batch, null, Channels.newChannel(out))) {
            writer.start();
            for (long first : new long[] {0, 2}) {
                fill(batch, first);
                writer.writeBatch();
            }
            writer.end();
        }
        List<Row> rows = Transfers.rows(file);
        assertThat(rows).hasSize(4);
        assertThat(draft(rows.get(3)).id()).isEqualTo("3");
        assertThat(draft(rows.get(3)).vector()).containsExactly(3f, 0.1f);
        assertThat(draft(rows.get(0)).payload()).isEqualTo(Payload.of(Map.of("seen", Instant.EPOCH.plusNanos(1000))));
        try (RowReader reader = TransferFormats.of(file).read(file, ReadOptions.DEFAULT)) {
            reader.skip(3);
            assertThat(draft(Transfers.next(reader)).id()).isEqualTo("3");
        }
    }

    private static void fill(VectorSchemaRoot batch, long first) {
        batch.clear();
        BigIntVector ids = (BigIntVector) batch.getVector("id");
        TimeStampMicroTZVector seen = (TimeStampMicroTZVector) batch.getVector("seen");
        UnionListWriter vectors = ((ListVector) batch.getVector("vector")).getWriter();
        for (int row = 0; row < 2; row++) {
            ids.setSafe(row, first + row);
            seen.setSafe(row, 1);
            vectors.setPosition(row);
            vectors.startList();
            vectors.float8().writeFloat8((double) first + row);
            vectors.float8().writeFloat8(0.1);
            vectors.endList();
        }
        batch.setRowCount(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.arrow", "a.arrows", "a.parquet", "a.hdf5"})
    void what_is_no_such_file_is_refused_in_a_sentence(String name) throws IOException {
        for (byte[] content : List.of(
                "no such file at all, but longer than any mark".getBytes(StandardCharsets.UTF_8), new byte[0])) {
            Path file = folder.resolve(name);
            Files.write(file, content);
            assertThatThrownBy(() -> Transfers.rows(file))
                    .isInstanceOf(TransferException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageNotContaining("null");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"items-snappy.parquet", "items-zstd.parquet", "ann.hdf5"})
    void a_file_that_was_cut_short_is_refused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(Transfers.resource(folder, name));
        for (int length : new int[] {whole.length - 1, whole.length / 2, 100, 8}) {
            Path cut = folder.resolve("cut-" + length + name);
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Transfers.rows(cut)).isInstanceOf(TransferException.class);
        }
    }

    @Test
    void a_library_that_is_not_there_is_named() {
        assertThatThrownBy(() -> OptionalLibrary.require("zarr", "org.zarr.Nothing", "org.zarr:zarr"))
                .isInstanceOf(TransferException.class)
                .hasMessage("the format zarr needs the library org.zarr:zarr, which is not on the class path");
    }

    @Test
    void each_format_is_found_by_its_name_and_endings() {
        assertThat(TransferFormats.of(Path.of("a.b.NPY")).name()).isEqualTo("npy");
        assertThat(TransferFormats.of(Path.of("a.ndjson")).name()).isEqualTo("jsonl");
        assertThat(TransferFormats.of(Path.of("a.feather")).name()).isEqualTo("arrow");
        assertThat(TransferFormats.named("HDF5").name()).isEqualTo("hdf5");
        assertThatThrownBy(() -> TransferFormats.of(Path.of("a.txt")))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("'a.txt'")
                .hasMessageContaining(".fvecs");
        assertThatThrownBy(() -> TransferFormats.named("xml"))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("'xml' is no format; expected one of jsonl, csv, npy");
    }
}
