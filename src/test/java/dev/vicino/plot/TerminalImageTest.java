package dev.vicino.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TerminalImageTest {
    @Test
    void a_digit_takes_fourteen_lines_of_twenty_eight_characters() {
        for (boolean unicode : new boolean[] {true, false}) {
            assertThat(TerminalImage.render(new float[784], unicode).lines())
                    .hasSize(14)
                    .allMatch(line -> line.equals(" ".repeat(28)));
        }
    }

    @Test
    void half_blocks_show_which_of_two_pixels_is_inked() {
        float[] image = new float[784];
        image[0] = 1;
        image[28 + 1] = 1;
        image[2] = 1;
        image[28 + 2] = 1;
        assertThat(TerminalImage.render(image, true)).startsWith("▀▄█ ");
    }

    @Test
    void a_blurred_digit_shows_its_stroke_and_not_its_haze() {
        float[] image = new float[784];
        Arrays.fill(image, 0.1f);
        image[0] = 0.5f;
        assertThat(TerminalImage.render(image, true).strip()).isEqualTo("▀");
    }

    @Test
    void shades_darken_with_the_mean_of_two_pixels() {
        float[] image = new float[784];
        for (int step = 0; step < 10; step++) {
            image[step] = step / 9f;
            image[28 + step] = step / 9f;
        }
        image[10] = 1;
        assertThat(TerminalImage.render(image, false)).startsWith(" .:-=+*#%@+ ");
    }

    @Test
    void images_side_by_side_keep_their_columns() {
        assertThat(TerminalImage.sideBySide(List.of("ab\nc", "1\n2\n3", "x"), 2))
                .isEqualTo("ab  1  x\nc   2\n    3");
        assertThat(TerminalImage.sideBySide(List.of(), 2)).isEmpty();
    }

    @Test
    void another_size_is_refused() {
        assertThatThrownBy(() -> TerminalImage.render(new float[100], true)).hasMessageContainingAll("100", "784");
    }
}
