package dev.vicino.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class PngFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void missing_folders_are_created_and_an_old_picture_is_replaced_leaving_nothing_else_behind() throws IOException {
        Path png = folder.resolve("a/b/digit.png");
        DigitGrid.writeSingle(png, new float[784]);
        byte[] before = Files.readAllBytes(png);
        float[] other = new float[784];
        other[0] = 1;
        DigitGrid.writeSingle(png, other);
        assertThat(Files.readAllBytes(png)).isNotEqualTo(before);
        try (Stream<Path> files = Files.list(png.getParent() == null ? folder : png.getParent())) {
            assertThat(files).containsExactly(png);
        }
    }

    @Test
    void a_target_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        for (Path target : List.of(folder, file.resolve("digit.png"))) {
            assertThatThrownBy(() -> DigitGrid.writeSingle(target, new float[784]))
                    .isInstanceOf(PlotException.class)
                    .hasMessageContaining(target.toString());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    /// A configuration of fontconfig that names no folder is what a machine without fonts looks like to the JVM.
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_machine_without_fonts_is_told_so_in_one_message() throws IOException, InterruptedException {
        Path configuration = Files.writeString(
                folder.resolve("fonts.conf"),
                "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig></fontconfig>");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path", ""),
                WithoutFonts.class.getName(),
                folder.resolve("loss.png").toString());
        builder.environment().put("FONTCONFIG_FILE", configuration.toString());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output.lines().filter(line -> line.contains("this machine has no fonts")))
                .as(output)
                .hasSize(2);
        assertThat(folder.resolve("loss.png")).doesNotExist();
    }

    /// Tries twice: AWT fails otherwise the second time.
    static final class WithoutFonts {
        private WithoutFonts() {}

        public static void main(String[] arguments) {
            for (int attempt = 0; attempt < 2; attempt++) {
                try {
                    LossPlot.write(Path.of(arguments[0]), "Loss", new double[] {1}, new double[] {1});
                } catch (PlotException noFonts) {
                    System.out.println(noFonts.getMessage());
                }
            }
        }
    }
}
