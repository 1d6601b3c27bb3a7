package dev.vicino.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
    @TempDir
    private Path folder;

    @Test
    void the_lessons_three_sentences_are_an_excerpt_of_six_coordinates() throws IOException {
        Sentences lesson = Sentences.read(Path.of("data/sentences.json"));
        assertThat(lesson.excerpt()).isTrue();
        assertThat(lesson.dimension()).isEqualTo(6);
        assertThat(lesson.sentences()).extracting(Sentence::id).containsExactly("0", "1", "2");
        assertThat(lesson.sentences().get(1).text()).isEqualTo("The national park had great views");
        assertThat(lesson.sentences().get(2).embedding()[4]).isEqualTo(0.88394594f);
    }

    @Test
    void a_sentence_without_an_id_is_named_by_its_position() throws IOException {
        Sentences read = read("{'sentences':[{'text':'a','embedding':[1]},{'id':7,'text':'b','embedding':[2e0]}]}");
        assertThat(read.sentences()).extracting(Sentence::id).containsExactly("0", "7");
        assertThat(read.excerpt()).isFalse();
        assertThat(read.model()).isNull();
    }

    @Test
    void a_byte_order_mark_does_no_harm() throws IOException {
        assertThat(read("\ufeff{'sentences':[{'text':'ü','embedding':[1]}]}")
                        .sentences()
                        .getFirst()
                        .text())
                .isEqualTo("ü");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'sentences':[{'text':'a','embedding':[1,}]} | line 1, column",
                "{'sentences':[{'text':'a','embedding':[NaN]}]} | line 1, column",
                "{'sentences':[{'text':'a','embedding':[1]}]} x | line 1, column",
                "{'sentences':[{'text':'a','text':'b','embedding':[1]}]} | Duplicate",
                "[] | no list of 'sentences'",
                "{'sentences':[]} | expected at least one",
                "{'sentences':[5]} | sentence 0 ('0') is no object",
                "{'sentences':[{'id':' ','text':'a','embedding':[1]}]} | sentence 0 (' ') has the id",
                "{'sentences':[{'id':null,'text':'a','embedding':[1]}]} | has the id null",
                "{'sentences':[{'text':' ','embedding':[1]}]} | sentence 0 ('0') has no 'text'",
                "{'sentences':[{'text':'a'}]} | has no 'embedding'",
                "{'sentences':[{'text':'a','embedding':[]}]} | has no 'embedding'",
                "{'sentences':[{'text':'a','embedding':['1']}]} | at place 0 of its embedding",
                "{'sentences':[{'text':'a','embedding':[1,1e39]}]} | at place 1 of its embedding",
                "{'sentences':[{'text':'a','embedding':[1,-1e999]}]} | at place 1 of its embedding",
                "{'sentences':[{'text':'a','embedding':[0,0.0]}]} | embedding of zeros",
                "{'sentences':[{'text':'a','embedding':[1]},{'id':'b','text':'b','embedding':[1,2]}]}"
                        + " | sentence 1 ('b') has an embedding of 2 dimensions; sentence 0 has 1",
                "{'sentences':[{'id':'x','text':'a','embedding':[1]},{'id':'x','text':'b','embedding':[2]}]}"
                        + " | has the id of sentence 0",
            })
    void a_bad_file_is_refused_in_one_line_with_the_place(String json, String expected) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(SentencesException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(expected)
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message.lines()).hasSize(1));
    }

    @Test
    void a_mistake_on_a_later_line_is_named_with_that_line() {
        assertThatThrownBy(() -> read("{'sentences':\n[{'text':'a',\n'embedding':[1;2]}]}"))
                .hasMessageContaining("line 3, column 15");
    }

    @Test
    void an_empty_file_is_refused() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> read("  ")).isInstanceOf(SentencesException.class);
    }

    private Sentences read(String json) throws IOException {
        Path file = folder.resolve("sentences.json");
        Files.write(file, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return Sentences.read(file);
    }
}
