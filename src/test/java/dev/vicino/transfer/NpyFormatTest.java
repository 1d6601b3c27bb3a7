package dev.vicino.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyFormatTest {
    /// `[[1.5, -0.0, 3.4028235e38], [1.4e-45, -2.5, 7]]`, or for bytes `[[0, 127, 255], [1, 2, 3]]`.
    private static final List<float[]> FLOATS =
            List.of(new float[] {1.5f, -0.0f, Float.MAX_VALUE}, new float[] {Float.MIN_VALUE, -2.5f, 7});

    @TempDir
    private Path folder;

    private Path file(byte[]... parts) throws IOException {
        Path file = folder.resolve("a.npy");
        Files.write(file, new byte[0]);
        for (byte[] part : parts) {
            Files.write(file, part, StandardOpenOption.APPEND);
        }
        return file;
    }

    private static byte[] head(int version, String dictionary) {
        byte[] text = (dictionary + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer head = ByteBuffer.allocate(12 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        head.put(NpyHeader.MAGIC).put((byte) version).put((byte) 0);
        if (version == 1) {
            head.putShort((short) text.length);
        } else {
            head.putInt(text.length);
        }
        head.put(text);
        return Arrays.copyOf(head.array(), head.position());
    }

    private static byte[] dictionary(String type, String order, String shape) {
        return head(1, "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }");
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /// The numbers as NumPy 1.24 wrote them by `numpy.save`.
    @ParameterizedTest
    @CsvSource({
        "<f4, False, 0000c03f00000080ffff7f7f01000000000020c00000e040",
        "<f4, True,  0000c03f0100000000000080000020c0ffff7f7f0000e040",
        ">f4, False, 3fc00000800000007f7fffff00000001c020000040e00000",
        "<f8, False, 000000000000f83f0000000000000080f8af4de5ffffef47000000000000a03600000000000004c00000000000001c40",
        ">f8, True,  3ff800000000000036a00000000000008000000000000000c00400000000000047efffffe54daff8401c000000000000"
    })
    void numpys_floats_and_doubles_are_read_in_every_order(String type, String order, String numbers)
            throws IOException {
        assertThat(Transfers.vectors(file(dictionary(type, order, "(2, 3)"), hex(numbers))))
                .usingRecursiveComparison()
                .isEqualTo(FLOATS);
    }

    @Test
    void numpys_bytes_are_read() throws IOException {
        assertThat(Transfers.vectors(file(dictionary("|u1", "True", "(2, 3)"), hex("00017f02ff03"))))
                .usingRecursiveComparison()
                .isEqualTo(List.of(new float[] {0, 127, 255}, new float[] {1, 2, 3}));
    }

    /// Whole files of NumPy's, of the versions 1, 2 and 3.
    /// Whole files of NumPy's, of the versions 1, 2 and 3.
    @ParameterizedTest
    @CsvSource({"01007600, 58", "020074000000, 56", "030074000000, 56"})
    void each_version_of_the_head_is_read(String versionAndLength, int spaces) throws IOException {
        byte[] whole = hex("934e554d5059" + versionAndLength
                + "7b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c2027736861"
                + "7065273a2028322c2033292c207d" + "20".repeat(spaces) + "0a"
                + "0000c03f00000080ffff7f7f01000000000020c00000e040");
        assertThat(Transfers.vectors(file(whole))).usingRecursiveComparison().isEqualTo(FLOATS);
    }

    @Test
    void many_rows_in_fortran_order_are_read_block_by_block_and_skipped() throws IOException {
        int rows = 20_000;
        int columns = 90;
        ByteBuffer numbers = ByteBuffer.allocate(rows * columns * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                numbers.putFloat(row * 100 + column);
            }
        }
        Path file = file(dictionary("<f4", "True", "(20000, 90)"), numbers.array());
        List<float[]> vectors = Transfers.vectors(file);
        assertThat(vectors).hasSize(rows);
        for (int row = 0; row < rows; row += 777) {
            assertThat(vectors.get(row)[0]).isEqualTo(row * 100f);
            assertThat(vectors.get(row)[89]).isEqualTo(row * 100f + 89);
        }
        try (RowReader reader = TransferFormats.of(file).read(file, ReadOptions.DEFAULT)) {
            reader.next();
            reader.skip(12_344);
            assertThat(reader.next()).isInstanceOfSatisfying(Row.Given.class, row -> {
                assertThat(row.number()).isEqualTo(12_345);
                assertThat(row.draft().vector()).startsWith(1_234_500f);
            });
            reader.skip(1_000_000);
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void a_double_beyond_all_floats_spoils_its_row_alone() throws IOException {
        ByteBuffer numbers = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putDouble(1).putDouble(1e300).putDouble(0.1);
        List<Row> rows = Transfers.rows(file(dictionary("<f8", "False", "(3, 1)"), numbers.array()));
        assertThat(rows.get(1)).isEqualTo(new RefusedRow(1, "1.0E300 at position 0 does not fit a float", ""));
        assertThat(((Row.Given) rows.get(2)).draft().vector()).containsExactly(0.1f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<f4; False; (2, 3); 23; it was cut short; expected 2 rows of 12",
                "<f4; False; (2, 3); 25; 25 bytes of numbers; expected 2 rows of 12",
                "<f4; False; (999999999999999999, 3); 24; cut short; 999999999999999999 rows",
                "<f4; False; (2, 999999999); 24; 999999999 columns; expected 1 to 4096",
                "<f4; False; (2, 0); 0; 0 columns; expected 1 to 4096",
                "<f4; False; (6,); 24; has the shape (6,); (rows, dimension)",
                "<f4; False; (1, 2, 3); 24; has the shape (1, 2, 3); (rows, dimension)",
                "<f4; False; (-2, 3); 24; has the shape (-2, 3); (rows, dimension)",
                "<i8; False; (1, 3); 24; type '<i8'; float32 (f4), float64 (f8) or uint8 (u1)",
                "<f2; False; (4, 3); 24; type '<f2'; float32 (f4)",
                "<f4; Maybe; (2, 3); 24; fortran_order; True or False"
            })
    void what_is_no_matrix_of_such_numbers_is_refused(
            String type, String order, String shape, int bytes, String found, String expected) throws IOException {
        Path file = file(dictionary(type, order, shape), new byte[bytes]);
        assertThatThrownBy(() -> Transfers.rows(file))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("a.npy")
                .hasMessageContaining(found)
                .hasMessageContaining(expected);
    }

    @Test
    void a_wrong_mark_version_or_length_of_the_head_is_refused() throws IOException {
        assertThatThrownBy(() -> Transfers.rows(file(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0})))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("begins with 50 4b 03 04 00 00; expected 93 4e 55 4d 50 59");
        assertThatThrownBy(() -> Transfers.rows(file(head(4, "{}")))).hasMessageContaining("version 4; expected 1");
        assertThatThrownBy(() -> Transfers.rows(file(hex("934e554d50590200ffffffff"))))
                .hasMessageContaining("4294967295 bytes; expected at most 65536");
        assertThatThrownBy(() -> Transfers.rows(file(hex("934e554d505901007600"))))
                .hasMessageContaining("ends after 10 bytes, within its head");
        assertThatThrownBy(() -> Transfers.rows(file(new byte[0]))).hasMessageContaining("ends after 0 bytes");
    }
}
