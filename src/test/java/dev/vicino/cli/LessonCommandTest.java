package dev.vicino.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vicino.cli.Shell.Outcome;
import dev.vicino.dataset.MnistAtHand;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LessonCommandTest {
    @TempDir
    private Path folder;

    @Test
    void the_whole_lesson_runs_on_the_real_images() {
        Path mnist = MnistAtHand.orSkip().folder();
        Outcome outcome = run("--mnist", mnist.toString(), "--epochs", "1");
        assertThat(outcome.out())
                .contains(
                        "(60000, 28, 28)",
                        "(10000, 784)",
                        "Epoch  1/1",
                        "goes on with the shipped model",
                        "trained for 50 epochs",
                        "zero A – zero B",
                        "cosine distance",
                        "test/10",
                        "Nearest to 'The team enjoyed the hike through the meadow'");
        assertThat(folder.resolve("pictures/latent-space.png")).isNotEmptyFile();
        assertThat(folder.resolve("pictures/loss.png")).isNotEmptyFile();
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "VICINO_MNIST",
            matches = ".+",
            disabledReason = "VICINO_MNIST names the images that this test does without")
    void the_lesson_runs_without_the_images_and_says_what_it_shows_instead() {
        Outcome outcome = run("--offline");
        assertThat(outcome.err()).contains("MNIST is not at hand", "the shipped embeddings are used");
        assertThat(outcome.out()).contains("nothing is trained now", "the decoder's reconstructions");
        assertThat(Files.exists(folder.resolve("pictures/loss.png"))).isFalse();
    }

    @Test
    void its_figures_are_printed_as_one_json_object() {
        JsonNode report = run("--offline", "--epochs", "1", "--json").json();
        assertThat(report.at("/model/epochs").asInt()).isEqualTo(50);
        assertThat(report.at("/model/validationLoss").asDouble()).isLessThanOrEqualTo(140.0);
        assertThat(report.at("/digits/0/id").asString()).isEqualTo("test/10");
        assertThat(report.at("/digits/2/label").asInt()).isOne();
        assertThat(report.at("/digits/1/embedding").size()).isEqualTo(2);
        assertThat(report.get("comparisons").size()).isEqualTo(12);
        report.get("comparisons").forEach(comparison -> {
            double value = comparison.get("value").asDouble();
            assertThat(comparison.get("library").asDouble()).isCloseTo(value, within(1e-5 * Math.abs(value)));
        });
        assertThat(report.get("neighbours").size()).isEqualTo(12);
        report.get("neighbours")
                .forEach(each -> assertThat(each.get("recall").asDouble()).isGreaterThanOrEqualTo(0.8));
        assertThat(report.get("sentences").size()).isEqualTo(3);
    }

    private Outcome run(String... arguments) {
        String[] call = new String[arguments.length + 5];
        call[0] = "lesson";
        call[1] = "--store";
        call[2] = folder.resolve("store").toString();
        call[3] = "--pictures";
        call[4] = folder.resolve("pictures").toString();
        System.arraycopy(arguments, 0, call, 5, arguments.length);
        Outcome outcome = Shell.run(call);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome;
    }
}
