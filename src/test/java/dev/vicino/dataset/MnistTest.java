package dev.vicino.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
    @TempDir
    private Path folder;

    @Test
    void the_real_files_hold_sixty_and_ten_thousand_images() throws IOException {
        Mnist mnist = MnistAtHand.orSkip();
        assertThat(mnist.train().count()).isEqualTo(60_000);
        assertThat(mnist.test().count()).isEqualTo(10_000);
        assertThat(mnist.test().flat()).hasSize(10_000 * 784);
    }

    @Test
    void the_lessons_three_test_images_show_two_zeros_and_a_one() throws IOException {
        Digits test = MnistAtHand.orSkip().test();
        assertThat(test.label(10)).isZero();
        assertThat(test.label(13)).isZero();
        assertThat(test.label(2)).isOne();
        assertThat(test.id(13)).isEqualTo("test/13");
    }

    @Test
    void pixels_lie_between_zero_and_one_and_flat_images_follow_one_another() throws IOException {
        writeSplit("t10k", new byte[] {7, 2});
        writeSplit("train", new byte[] {1});
        Digits test = Mnist.in(folder).test();
        assertThat(test.image(1)[0]).isEqualTo(1f / 255);
        assertThat(test.image(1)[783]).isEqualTo(16f / 255);
        assertThat(test.flat()[784]).isEqualTo(test.image(1)[0]);
        assertThat(test.labels()).containsExactly(7, 2);
    }

    @Test
    void a_folder_that_lacks_files_is_refused_with_their_names() throws IOException {
        writeSplit("t10k", new byte[] {7});
        assertThatThrownBy(() -> Mnist.in(folder))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz")
                .hasMessageNotContaining("t10k");
    }

    @Test
    void a_position_past_the_end_is_refused_with_the_range() throws IOException {
        writeSplit("t10k", new byte[] {7, 2});
        writeSplit("train", new byte[] {1});
        Digits test = Mnist.in(folder).test();
        assertThatThrownBy(() -> test.image(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("there is no test image 2; expected 0 to 1");
        assertThatThrownBy(() -> test.label(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_label_that_is_no_digit_is_refused_with_its_place() throws IOException {
        writeSplit("t10k", new byte[] {7, 10});
        writeSplit("train", new byte[] {1});
        Mnist mnist = Mnist.in(folder);
        assertThatThrownBy(mnist::test)
                .isInstanceOf(IdxFormatException.class)
                .hasMessageContaining("label 1 of the test split is 10; expected 0 to 9");
    }

    @Test
    void images_without_labels_are_refused() throws IOException {
        writeSplit("t10k", new byte[] {7, 2});
        writeSplit("train", new byte[] {1});
        IdxFile.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), new IdxFile.Bytes(new int[] {1}, new byte[1]));
        Mnist mnist = Mnist.in(folder);
        assertThatThrownBy(mnist::test).hasMessageContaining("1568 pixels for 1 labels");
    }

    @Test
    void the_other_spelling_of_the_names_is_found_too() throws IOException {
        writeSplit("t10k", new byte[] {7});
        writeSplit("train", new byte[] {1});
        Files.move(folder.resolve("t10k-labels-idx1-ubyte.gz"), folder.resolve("t10k-labels.idx1-ubyte.gz"));
        assertThat(Mnist.in(folder).test().label(0)).isEqualTo(7);
    }

    /// Image i is filled with i, but for a last pixel of 16.
    private void writeSplit(String stem, byte[] labels) throws IOException {
        byte[] pixels = new byte[labels.length * Digits.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % Digits.PIXELS == Digits.PIXELS - 1 ? 16 : i / Digits.PIXELS);
        }
        IdxFile.write(
                folder.resolve(stem + "-images-idx3-ubyte.gz"),
                new IdxFile.Bytes(new int[] {labels.length, 28, 28}, pixels));
        IdxFile.write(
                folder.resolve(stem + "-labels-idx1-ubyte.gz"), new IdxFile.Bytes(new int[] {labels.length}, labels));
    }
}
