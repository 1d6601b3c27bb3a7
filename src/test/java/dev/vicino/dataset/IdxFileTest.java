package dev.vicino.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain.idx", "packed.idx.gz"})
    void floats_come_back_bit_for_bit(String name) throws IOException {
        float[] values = {0f, -0f, Float.MIN_VALUE, 1 / 3f, Float.MAX_VALUE, -1e-30f};
        Path file = folder.resolve(name);
        IdxFile.write(file, new IdxFile.Floats(new int[] {2, 3}, values));
        IdxFile.Floats read = IdxFile.readFloats(file, 2);
        assertThat(read.shape()).containsExactly(2, 3);
        assertThat(Arrays.equals(read.values(), values)).isTrue();
    }

    @Test
    void a_name_in_gz_packs_and_any_other_does_not() throws IOException {
        IdxFile.Bytes zeros = new IdxFile.Bytes(new int[] {10_000}, new byte[10_000]);
        IdxFile.write(folder.resolve("plain"), zeros);
        IdxFile.write(folder.resolve("packed.gz"), zeros);
        assertThat(Files.size(folder.resolve("plain"))).isEqualTo(10_008);
        assertThat(Files.size(folder.resolve("packed.gz"))).isLessThan(200);
    }

    @Test
    void another_type_or_rank_is_refused_with_both() throws IOException {
        Path file = folder.resolve("labels");
        IdxFile.write(file, new IdxFile.Bytes(new int[] {3}, new byte[3]));
        assertThatThrownBy(() -> IdxFile.readFloats(file, 1))
                .isInstanceOf(IdxFormatException.class)
                .hasMessage(file + " holds type 0x08 of rank 1 at offset 2; expected type 0x0d of rank 1");
        assertThatThrownBy(() -> IdxFile.readBytes(file, 3)).hasMessageContaining("expected type 0x08 of rank 3");
    }

    @Test
    void a_file_cut_short_is_refused_with_the_offset_where_it_ends() throws IOException {
        Path file = folder.resolve("cut");
        IdxFile.write(file, new IdxFile.Bytes(new int[] {3}, new byte[3]));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> IdxFile.readBytes(file, 1)).isInstanceOf(IdxFormatException.class);
        }
        Files.write(file, Arrays.copyOf(whole, 10));
        assertThatThrownBy(() -> IdxFile.readBytes(file, 1))
                .hasMessageContaining("ends at offset 10; expected 11 bytes for sizes [3]");
    }

    @Test
    void a_packed_file_cut_short_is_refused() throws IOException {
        Path file = folder.resolve("cut.gz");
        IdxFile.write(file, new IdxFile.Bytes(new int[] {3}, new byte[3]));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> IdxFile.readBytes(file, 1)).isInstanceOf(IdxFormatException.class);
    }

    @Test
    void a_file_that_goes_on_past_its_end_is_refused() throws IOException {
        Path file = folder.resolve("long");
        IdxFile.write(file, new IdxFile.Bytes(new int[] {3}, new byte[3]));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 12));
        assertThatThrownBy(() -> IdxFile.readBytes(file, 1)).hasMessageContaining("goes on at offset 11");
    }

    @Test
    void sizes_beyond_any_array_are_refused_before_memory_is_asked_for() throws IOException {
        Path file = folder.resolve("huge");
        Files.write(file, new byte[] {0, 0, 8, 2, 0x7f, -1, -1, -1, 0x7f, -1, -1, -1, 0});
        assertThatThrownBy(() -> IdxFile.readBytes(file, 2)).hasMessageContaining("more than an array can hold");
    }

    @Test
    void a_picture_is_no_idx_file() throws IOException {
        Path file = folder.resolve("digit.png");
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        assertThatThrownBy(() -> IdxFile.readBytes(file, 1))
                .hasMessageContaining("is no IDX file: it begins with [-119, 80");
    }
}
