package dev.vicino.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VecsFormatTest {
    @TempDir
    private Path folder;

    private Path file(String name, String hex) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, HexFormat.of().parseHex(hex.replace(" ", "")));
        return file;
    }

    @Test
    void each_kind_is_read_as_it_lies() throws IOException {
        assertThat(Transfers.vectors(file("a.fvecs", "02000000 0000c03f 00000080 02000000 01000000 ffff7f7f")))
                .usingRecursiveComparison()
                .isEqualTo(List.of(new float[] {1.5f, -0.0f}, new float[] {Float.MIN_VALUE, Float.MAX_VALUE}));
        assertThat(Transfers.vectors(file("a.bvecs", "03000000 007fff 03000000 010203")))
                .usingRecursiveComparison()
                .isEqualTo(List.of(new float[] {0, 127, 255}, new float[] {1, 2, 3}));
        assertThat(Transfers.vectors(file("a.ivecs", "02000000 00000001 000000ff 02000000 00000000 ffffffff")))
                .usingRecursiveComparison()
                .isEqualTo(List.of(new float[] {1 << 24, -(1 << 24)}, new float[] {0, -1}));
    }

    @Test
    void an_int_that_no_float_need_hold_spoils_its_row_alone() throws IOException {
        List<Row> rows = Transfers.rows(file("a.ivecs", "01000000 01000001 01000000 07000000"));
        assertThat(rows.getFirst())
                .isInstanceOfSatisfying(
                        RefusedRow.class,
                        row -> assertThat(row.reason())
                                .isEqualTo(
                                        "16777217 at position 0 is too large to be kept exactly as a float; expected at most 16777216"));
        assertThat(((Row.Given) rows.get(1)).draft().vector()).containsExactly(7f);
    }

    @Test
    void a_file_that_was_cut_short_is_refused_with_the_row() throws IOException {
        assertThatThrownBy(() -> Transfers.rows(file("a.fvecs", "01000000 0000c03f 01000000 0000")))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("ends at byte 14, within row 1 that begins at byte 8: it was cut short");
        assertThatThrownBy(() -> Transfers.rows(file("a.fvecs", "01000000 0000c03f 0100")))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("within row 1");
    }

    @Test
    void a_dimension_that_no_vector_has_is_refused_as_no_such_file() throws IOException {
        assertThatThrownBy(() -> Transfers.rows(file("a.fvecs", "00000000 0000c03f")))
                .hasMessageContaining("row 0 of 0 dimensions, at byte 0; expected 1 to 4096");
        assertThatThrownBy(() -> Transfers.rows(file("a.fvecs", "ffffffff 0000c03f")))
                .hasMessageContaining("of 4294967295 dimensions");
        assertThatThrownBy(() -> Transfers.rows(file("a.bvecs", "01000000 07 02100000 00")))
                .hasMessageContaining("row 1 of 4098 dimensions, at byte 5");
    }

    @Test
    void rows_are_skipped_within_the_buffer_and_beyond() throws IOException {
        int rows = 3000;
        StringBuilder hex = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            hex.append("90010000").append("%04x".formatted(row)).append("00".repeat(398));
        }
        Path file = file("a.bvecs", hex.toString());
        for (int skipped : new int[] {0, 1, 2595, 2596, 2999}) {
            try (RowReader reader = TransferFormats.of(file).read(file, ReadOptions.DEFAULT)) {
                reader.skip(skipped);
                assertThat(reader.next()).isInstanceOfSatisfying(Row.Given.class, row -> {
                    assertThat(row.number()).isEqualTo(skipped);
                    assertThat(row.draft().vector()).startsWith(skipped >> 8, skipped & 255);
                });
                reader.skip(rows);
                assertThat(reader.next()).isNull();
            }
        }
    }
}
