package dev.vicino.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vicino.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SentencesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void the_lessons_sentences_are_compared_by_dot_product_and_cosine_distance() {
        JsonNode report = run("data/sentences.json", "--json").json();
        assertThat(report.get("excerpt").asBoolean()).isTrue();
        assertThat(report.get("pairs").size()).isEqualTo(3);
        // By hand, from the six coordinates.
        assertThat(report.at("/pairs/0/dot").asDouble()).isCloseTo(0.659786, within(1e-6));
        assertThat(report.at("/pairs/1/cosine").asDouble()).isCloseTo(1.443939, within(1e-6));
        assertThat(report.at("/pairs/2/second").asString()).isEqualTo("2");
    }

    @Test
    void the_nearest_sentence_is_found_by_id() {
        JsonNode answer = run("data/sentences.json", "--id", "0", "--limit", "1", "--json")
                .json();
        assertThat(answer.get("collection").asString()).isEqualTo("sentences");
        assertThat(answer.get("metric").asString()).isEqualTo("cosine");
        assertThat(answer.at("/hits/0/id").asString()).isEqualTo("1");
        assertThat(answer.at("/hits/0/text").asString()).isEqualTo("The national park had great views");
    }

    @Test
    void the_nearest_sentence_is_found_by_vector() {
        JsonNode answer = run("data/sentences.json", "--vector", "[0,0,0,0.4,0.9,0.1]", "--limit", "1", "--json")
                .json();
        assertThat(answer.at("/hits/0/id").asString()).isEqualTo("2");
    }

    @Test
    void any_dimension_and_number_will_do() throws IOException {
        StringBuilder json = new StringBuilder("{\"sentences\":[");
        for (int i = 0; i < 300; i++) {
            json.append(i == 0 ? "" : ",").append("{\"id\":\"s").append(i).append("\",\"text\":\"t\",\"embedding\":[1");
            for (int j = 1; j < 400; j++) {
                json.append(',').append(j == i ? 1 : 0);
            }
            json.append("]}");
        }
        Path file = Files.writeString(folder.resolve("many.json"), json.append("]}"));
        Outcome outcome = run(file.toString());
        assertThat(outcome.out()).contains("'many'", "300 sentences of 400 dimensions");
        JsonNode near = run(file.toString(), "--id", "s7", "--json").json();
        assertThat(near.get("hits").size()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"sentences\":[{\"text\":\"a\",\"embedding\":[1,2}]}",
                "{\"sentences\":[{\"text\":\"a\",\"embedding\":[NaN]}]}",
                "{\"sentences\":[{\"text\":\"a\",\"embedding\":[1]},{\"text\":\"b\",\"embedding\":[1,2]}]}"
            })
    void a_bad_file_is_refused_in_one_line_and_nothing_is_written(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), json);
        Outcome outcome = run(file.toString());
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).startsWith("vicino: " + file);
        assertThat(Files.exists(folder.resolve("store"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--id 9", "--vector [1,2]", "--vector [x]", "--id 0 --vector [1]", "--metric l3 --id 0"})
    void a_bad_question_is_refused_before_anything_is_written(String question) {
        Outcome outcome = run(("data/sentences.json " + question).split(" "));
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
        assertThat(Files.exists(folder.resolve("store"))).isFalse();
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThat(run("nowhere.json").err()).isEqualTo("vicino: there is no file nowhere.json\n");
    }

    private Outcome run(String... arguments) {
        String[] call = new String[arguments.length + 3];
        call[0] = "sentences";
        System.arraycopy(arguments, 0, call, 1, arguments.length);
        call[call.length - 2] = "--store";
        call[call.length - 1] = folder.resolve("store").toString();
        return Shell.run(call);
    }
}
