package dev.vicino.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.cli.Shell.Outcome;
import dev.vicino.dataset.Mnist;
import dev.vicino.dataset.MnistAtHand;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `index`, `query`, `compare` and `info` on the shipped models; on the real images too, where they are at hand.
class DigitCommandsTest {
    @TempDir
    private static Path folder;

    private static String store = "";

    @BeforeAll
    static void index() {
        store = folder.resolve("store").toString();
        Outcome outcome = Shell.run("index", "--offline", "--embedding", "vae32", "--store", store);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("'mnist-vae32'", "10,000 digits, 32 dimensions");
    }

    @Test
    void indexing_twice_leaves_one_copy() {
        String other = folder.resolve("twice").toString();
        Shell.run("index", "--offline", "--embedding", "vae2", "--store", other);
        Outcome again = Shell.run("index", "--offline", "--embedding", "vae2", "--store", other);
        assertThat(again.out()).contains("10,000 digits");
        JsonNode collection =
                Shell.run("info", "--store", other, "--json").json().at("/collections/0");
        assertThat(collection.get("count").asInt()).isEqualTo(10_000);
        assertThat(collection.get("segments").asInt()).isOne();
        assertThat(collection.get("deleted").asInt()).isZero();
    }

    @Test
    void info_tells_what_is_in_the_store() {
        JsonNode collection =
                Shell.run("info", "--store", store, "--json").json().at("/collections/0");
        assertThat(collection.get("name").asString()).isEqualTo("mnist-vae32");
        assertThat(collection.get("dimension").asInt()).isEqualTo(32);
        assertThat(collection.get("metrics").toString()).isEqualTo("[\"l2\",\"l1\",\"dot\",\"cosine\"]");
        assertThat(collection.get("embedder").asString()).startsWith("vae-z32-");
        assertThat(collection.get("bytes").asLong()).isPositive();
        assertThat(Shell.run("info", "--store", store).out()).contains("mnist-vae32", "10000");
        assertThat(Shell.run("info", "--store", store, "--where", "label = 7").out())
                .contains("10000 (1028)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2", "l1", "cosine"})
    void a_test_image_is_nearest_to_itself(String metric) {
        JsonNode answer = query("--test", "42", "--metric", metric).json();
        assertThat(answer.get("collection").asString()).isEqualTo("mnist-vae32");
        assertThat(answer.get("metric").asString()).isEqualTo(metric);
        assertThat(answer.get("mode").asString()).isEqualTo("approximate");
        assertThat(answer.at("/query/test").asInt()).isEqualTo(42);
        assertThat(answer.get("hits").size()).isEqualTo(10);
        assertThat(answer.at("/hits/0/rank").asInt()).isOne();
        assertThat(answer.at("/hits/0/id").asString()).isEqualTo("test/42");
        assertThat(answer.at("/hits/0/value").asDouble()).isBetween(0.0, 1e-6);
        assertThat(answer.at("/hits/0/payload/label").asInt()).isEqualTo(4);
    }

    @Test
    void an_exact_query_scans_and_agrees_with_the_graph() {
        JsonNode exact = query("--test", "7", "--exact").json();
        JsonNode approximate = query("--test", "7").json();
        assertThat(exact.get("mode").asString()).isEqualTo("exact");
        assertThat(exact.get("plan").asString()).isEqualTo("scan");
        assertThat(approximate.get("plan").asString()).isEqualTo("graph");
        assertThat(approximate.at("/hits/0")).isEqualTo(exact.at("/hits/0"));
    }

    @Test
    void hits_come_in_pages_between_values_and_from_a_recall() {
        JsonNode whole = query("--test", "42", "--limit", "12").json().get("hits");
        JsonNode page =
                query("--test", "42", "--limit", "4", "--offset", "8").json().get("hits");
        for (int i = 0; i < 4; i++) {
            assertThat(page.get(i)).isEqualTo(whole.get(8 + i));
        }
        double third = whole.at("/2/value").asDouble();
        JsonNode far = query("--test", "42", "--min-value", String.valueOf(third), "--max-value", "1e9")
                .json()
                .get("hits");
        assertThat(far.get(0).get("id")).isEqualTo(whole.at("/2/id"));
        JsonNode near = query("--test", "42", "--max-value", String.valueOf(third))
                .json()
                .get("hits");
        assertThat(near.size()).isEqualTo(3);
        assertThat(query("--test", "42", "--target-recall", "0.9").json().at("/hits/0"))
                .isEqualTo(whole.get(0));
    }

    @Test
    void hits_come_from_each_group_or_unlike_each_other() {
        JsonNode groups = query("--test", "42", "--group-by", "label", "--per-group", "2", "--exact")
                .json()
                .get("hits");
        assertThat(groups.size()).as("two of each of ten digits").isEqualTo(20);
        for (int i = 0; i < 20; i += 2) {
            assertThat(groups.get(i).at("/payload/label"))
                    .isEqualTo(groups.get(i + 1).at("/payload/label"));
        }
        JsonNode plain = query("--test", "42", "--limit", "5").json().get("hits");
        JsonNode diverse =
                query("--test", "42", "--limit", "5", "--diverse", "0.3").json().get("hits");
        assertThat(diverse.get(0)).isEqualTo(plain.get(0));
        assertThat(diverse.get(1)).isNotEqualTo(plain.get(1));
        Outcome both = Shell.run("query", "--store", store, "--test", "42", "--diverse", "1", "--group-by", "label");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--diverse and --group-by");
        Outcome wrong = Shell.run("query", "--store", store, "--test", "42", "--target-recall", "1.5");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("1.5");
    }

    @Test
    void a_filter_lets_only_its_digits_through() {
        JsonNode hits = query("--test", "42", "--where", "label=7", "--limit", "25")
                .json()
                .get("hits");
        assertThat(hits.size()).isEqualTo(25);
        hits.forEach(hit -> assertThat(hit.at("/payload/label").asInt()).isEqualTo(7));
        assertThat(query("--test", "42", "--where", "label='7'")
                        .json()
                        .get("hits")
                        .size())
                .as("a quoted value is a string, which no label is")
                .isZero();
        assertThat(query("--test", "42", "--where", "label=7", "--where", "split=train")
                        .json()
                        .get("hits")
                        .size())
                .isZero();
    }

    @Test
    void a_filter_may_be_a_whole_sentence() {
        JsonNode hits = query("--test", "42", "--where", "label in (4, 9) and not split = 'train'", "--limit", "25")
                .json()
                .get("hits");
        assertThat(hits.size()).isEqualTo(25);
        hits.forEach(hit -> assertThat(hit.at("/payload/label").asInt()).isIn(4, 9));
        assertThat(query("--test", "42", "--where", "split=test").json().get("hits"))
                .isEqualTo(query("--test", "42", "--where", "split = 'test'")
                        .json()
                        .get("hits"));
    }

    @Test
    void a_wrong_filter_is_shown_with_its_place() {
        Outcome outcome =
                Shell.run("query", "--store", store, "--test", "42", "--where", "label = 7 adn split = 'test'");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("""
                vicino: cannot read the filter at column 11: found 'adn', expected 'and', 'or' or the end
                label = 7 adn split = 'test'
                          ^
                """);
    }

    @Test
    void an_item_is_explained_as_a_hit_or_as_none() {
        String second = query("--id", "test/42").json().at("/hits/1/id").asString();
        JsonNode hit = query("--id", "test/42", "--explain", second).json();
        assertThat(hit.get("standing").asString()).isEqualTo("hit");
        assertThat(hit.get("exactRank").asInt()).isEqualTo(2);
        assertThat(hit.get("contributions").size()).isEqualTo(10);
        assertThat(hit.at("/plan/0/way").asString()).isEqualTo("graph walked");
        assertThat(query("--id", "test/42", "--explain", "test/42")
                        .json()
                        .get("standing")
                        .asString())
                .isEqualTo("part_of_the_query");
        Outcome table = Shell.run("query", "--store", store, "--test", "42", "--explain", second);
        assertThat(table.out()).contains(second, "contribution", "graph walked", "cheaper than a scan");
        Outcome nobody = Shell.run("query", "--store", store, "--test", "42", "--explain", "nobody");
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.err()).contains("'nobody'");
    }

    @Test
    void a_stored_item_is_left_out_of_its_own_neighbours() {
        JsonNode hits = query("--id", "test/42", "--limit", "50").json().get("hits");
        assertThat(hits.size()).isEqualTo(50);
        hits.forEach(hit -> assertThat(hit.get("id").asString()).isNotEqualTo("test/42"));
    }

    @Test
    void a_picture_of_a_digit_finds_digits_of_its_kind() throws IOException {
        Path picture = drawOne(300, 0xffffff, 0x103060);
        JsonNode hits = query("--image", picture.toString()).json().get("hits");
        long ones = hits.valueStream()
                .filter(hit -> hit.at("/payload/label").asInt() == 1)
                .count();
        assertThat(ones).isGreaterThanOrEqualTo(9);
    }

    @Test
    void a_training_image_finds_its_digit() throws IOException {
        Mnist mnist = MnistAtHand.orSkip();
        JsonNode hits = query("--train", "1", "--mnist", mnist.folder().toString())
                .json()
                .get("hits");
        assertThat(mnist.train().label(1)).isZero();
        assertThat(hits.at("/0/payload/label").asInt()).isZero();
    }

    @Test
    void a_strip_is_drawn_of_the_query_and_its_neighbours() throws IOException {
        Path strip = folder.resolve("strip.png");
        assertThat(query("--test", "42", "--offline", "--png", strip.toString()).exitCode())
                .isZero();
        BufferedImage image = ImageIO.read(strip.toFile());
        assertThat(image.getWidth()).isGreaterThan(10 * image.getHeight() / 4);
    }

    @Test
    void comparison_tells_recall_and_speed_for_each_metric() {
        JsonNode report = Shell.run("compare", "--offline", "--store", store, "--queries", "100", "--json")
                .json();
        assertThat(report.get("collection").asString()).isEqualTo("mnist-vae32");
        assertThat(report.get("k").asInt()).isEqualTo(10);
        assertThat(report.get("queries").asInt()).isEqualTo(100);
        assertThat(report.get("results").size()).isEqualTo(4);
        report.get("results").forEach(result -> {
            assertThat(result.get("recall").asDouble()).isBetween(0.95, 1.0);
            assertThat(result.get("exactQueriesPerSecond").asDouble()).isPositive();
            assertThat(result.get("approximateQueriesPerSecond").asDouble()).isPositive();
            assertThat(result.get("scannedShare").asDouble())
                    .as("the graph answers, not a scan")
                    .isZero();
        });
    }

    @Test
    void a_comparison_is_plotted() throws IOException {
        Path plot = folder.resolve("recall.png");
        Outcome outcome = Shell.run(
                "compare",
                "--offline",
                "--store",
                store,
                "--queries",
                "20",
                "--metric",
                "l2",
                "--plot",
                plot.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(ImageIO.read(plot.toFile()).getWidth()).isEqualTo(1600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--test 10000",
                "--test -1",
                "--test seven",
                "--test 1 --train 1",
                "--id test/10000",
                "--image pom.xml",
                "--image nowhere.png",
                "--test 1 --metric l3",
                "--test 1 --limit 0",
                "--test 1 --effort 0",
                "--test 1 --where label",
                "--test 1 --mnist nowhere",
                "--test 1 --colour red",
                ""
            })
    void a_wrong_call_is_refused_in_a_line_or_two_with_exit_code_two(String arguments) {
        String[] call = ("query --store " + store + " --offline --png " + folder.resolve("none.png") + " " + arguments)
                .strip()
                .split(" ");
        Outcome outcome = Shell.run(call);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("vicino: ").doesNotContain("\tat ");
        assertThat(outcome.err().lines()).hasSizeLessThanOrEqualTo(arguments.contains("--where") ? 3 : 2);
    }

    @Test
    void a_store_that_is_not_there_is_a_failure_with_the_remedy() {
        Outcome outcome =
                Shell.run("query", "--store", folder.resolve("nowhere").toString(), "--test", "1");
        assertThat(outcome.exitCode()).isOne();
        assertThat(outcome.err()).contains("there is no store at", "'vicino index' makes one");
        assertThat(Files.exists(folder.resolve("nowhere"))).isFalse();
    }

    @Test
    void a_collection_that_is_not_there_is_a_failure_with_the_remedy() {
        Outcome outcome = Shell.run("query", "--store", store, "--embedding", "pixels", "--test", "1");
        assertThat(outcome.exitCode()).isOne();
        assertThat(outcome.err()).contains("no collection 'mnist-pixels'", "vicino index --embedding pixels");
    }

    @Test
    void a_stack_trace_is_shown_only_when_asked_for() {
        Outcome outcome = Shell.run("query", "--store", store, "--id", "nobody", "--verbose");
        assertThat(outcome.err()).contains("\tat ");
    }

    private static Outcome query(String... arguments) {
        String[] call = new String[arguments.length + 4];
        call[0] = "query";
        call[1] = "--store";
        call[2] = store;
        call[3] = "--json";
        System.arraycopy(arguments, 0, call, 4, arguments.length);
        Outcome outcome = Shell.run(call);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome;
    }

    /// A slanted stroke.
    private static Path drawOne(int side, int background, int ink) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        java.awt.Graphics2D graphics = image.createGraphics();
        graphics.setColor(new java.awt.Color(background));
        graphics.fillRect(0, 0, side, side);
        graphics.setColor(new java.awt.Color(ink));
        graphics.setStroke(new java.awt.BasicStroke(side / 12f));
        graphics.drawLine(side * 45 / 100, side * 4 / 5, side * 55 / 100, side / 5);
        graphics.dispose();
        File file = folder.resolve("one.png").toFile();
        ImageIO.write(image, "png", file);
        return file.toPath();
    }
}
