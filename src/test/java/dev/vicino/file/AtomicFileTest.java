package dev.vicino.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void a_write_that_fails_half_way_leaves_the_old_content_and_nothing_else() throws Exception {
        Path file = folder.resolve("file");
        AtomicFile.write(file, out -> out.write(new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_folder_that_is_not_there_is_made() throws Exception {
        Path file = folder.resolve("a/b/file");
        AtomicFile.write(file, out -> out.write(7));
        assertThat(Files.readAllBytes(file)).containsExactly(7);
    }
}
