package dev.vicino.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Item;
import dev.vicino.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesFormatTest {
    @TempDir
    private Path folder;

    private Row only(String line) throws IOException {
        Path file = folder.resolve("a.jsonl");
        Files.writeString(file, line);
        List<Row> rows = Transfers.rows(file);
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }

    private Draft draft(String line) throws IOException {
        Row row = only(line);
        assertThat(row).isInstanceOf(Row.Given.class);
        return ((Row.Given) row).draft();
    }

    @Test
    void a_line_is_written_as_documented() {
        Item item = new Item(
                "red",
                new float[] {1, 0.1f, -0.0f, Float.MIN_VALUE},
                Payload.of(Map.of(
                        "a",
                        4L,
                        "b",
                        4.0,
                        "c",
                        Instant.EPOCH,
                        "d",
                        new UUID(0, 1),
                        "e",
                        List.of(1L, "x"),
                        "$uuid",
                        Map.of("$", true))),
                "größer",
                "paint:7");
        assertThat(ItemJson.write(item, true))
                .isEqualTo("{\"id\":\"red\",\"vector\":[1.0,0.1,-0.0,1.4E-45],\"payload\":{\"$$uuid\":{\"$\":true},"
                        + "\"a\":4,\"b\":4.0,\"c\":{\"$instant\":\"1970-01-01T00:00:00Z\"},"
                        + "\"d\":{\"$uuid\":\"00000000-0000-0000-0000-000000000001\"},\"e\":[1,\"x\"]},"
                        + "\"text\":\"größer\",\"source\":\"paint:7\"}");
    }

    @Test
    void what_others_write_is_read_as_they_mean_it() throws IOException {
        Draft draft = draft("\uFEFF {\"vector\": [1, -0, 1e-45, 0.1, 16777217], \"id\": 17, \"text\": null,"
                + " \"payload\": {\"n\": 3, \"x\": 3e0, \"gone\": null, \"$price\": 1}} ");
        assertThat(draft.id()).isEqualTo("17");
        assertThat(draft.text()).isNull();
        assertThat(draft.vector()).containsExactly(1f, -0.0f, Float.MIN_VALUE, 0.1f, 16_777_216f);
        assertThat(draft.payload()).isEqualTo(Payload.of(Map.of("n", 3L, "x", 3.0, "$price", 1L)));
    }

    @Test
    void a_float_is_rounded_from_its_digits_once() throws IOException {
        // By way of a double it would become 1.0000001.
        assertThat(draft("{\"vector\":[1.00000017881393432617187499]}").vector())
                .containsExactly(1.0000001f);
        assertThat(draft("{\"vector\":[1.00000005960464477540]}").vector()).containsExactly(Math.nextUp(1f));
    }

    @Test
    void escapes_are_read_whether_they_need_be_or_not() throws IOException {
        Draft draft = draft("{\"id\":\"\\ud83d\\ude00 \\\\ud83d \\\\\\ud800\",\"payload\":{\"\\uDC00\":1}}");
        assertThat(draft.id()).isEqualTo("😀 \\ud83d \\\uD800");
        assertThat(draft.payload().get("\uDC00")).contains(1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"a\" | Unexpected end-of-input",
                "[1,2] | no JSON object; expected {\"id\"",
                "{} {} | something follows after the end",
                "{\"ID\":\"a\"} | unknown member 'ID'; expected id, vector, payload, text or source",
                "{\"id\":\"a\",\"id\":\"b\"} | Duplicate",
                "{\"id\":1.5} | 'id' is no string",
                "{\"text\":5} | 'text' is no string",
                "{\"vector\":5} | the vector is no list",
                "{\"vector\":[1,\"2\"]} | something else than a number at position 1",
                "{\"vector\":[1,null]} | something else than a number at position 1",
                "{\"vector\":[NaN]} | NaN",
                "{\"vector\":[1e39]} | 1e39 at position 0 does not fit a float",
                "{\"payload\":[1]} | the payload is no object",
                "{\"payload\":{\"n\":9223372036854775808}} | out of range of",
                "{\"payload\":{\"n\":1e400}} | Infinity",
                "{\"payload\":{\"n\":[[1]]}} | payload field 'n' is",
                "{\"payload\":{\"n\":[null]}} | holds no",
                "{\"payload\":{\" \":1}} | blank",
                "{\"payload\":{\"n\":{\"$instant\":\"today\"}}} | 'today' is no instant; expected one like",
                "{\"payload\":{\"n\":{\"$uuid\":\"1-1-1-1-1\"}}} | '1-1-1-1-1' is no UUID",
                "{\"payload\":{\"n\":{\"$uuid\":1}}} | '$uuid' is no string",
                "{\"payload\":{\"n\":{\"$uuid\":\"00000000-0000-0000-0000-000000000001\",\"x\":1}}} | beside other fields",
                "{\"payload\":{\"n\":{\"x\":1,\"$instant\":\"1970-01-01T00:00:00Z\"}}} | beside other fields",
                "{\"payload\":{\"$instant\":\"1970-01-01T00:00:00Z\"}} | beside other fields"
            })
    void a_line_that_is_none_is_refused_with_its_number_and_the_reason(String line, String reason) throws IOException {
        assertThat(only("\n \n" + line + "\n")).isInstanceOfSatisfying(RefusedRow.class, row -> {
            assertThat(row.number()).isZero();
            assertThat(row.reason()).startsWith("line 3: ").contains(reason);
            assertThat(row.content()).isEqualTo(line);
        });
    }

    @Test
    void bytes_that_are_no_text_spoil_their_line_alone() throws IOException {
        Path file = folder.resolve("a.jsonl");
        byte[] good = "{\"id\":\"a\"}\r\n".getBytes(StandardCharsets.UTF_8);
        Files.write(file, new byte[] {'"', (byte) 0xff, '"', '\n'});
        Files.write(file, good, StandardOpenOption.APPEND);
        List<Row> rows = Transfers.rows(file);
        assertThat(rows.get(0)).isEqualTo(new RefusedRow(0, "line 1: it is no UTF-8 text", ""));
        assertThat(((Row.Given) rows.get(1)).draft().id()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 5})
    void skipped_lines_are_counted_as_read_ones(long skipped) throws IOException {
        Path file = folder.resolve("a.jsonl");
        Files.writeString(file, "{\"id\":\"0\"}\n\nno row\n   \n{\"id\":\"2\"}");
        try (RowReader rows = TransferFormats.of(file).read(file, ReadOptions.DEFAULT)) {
            rows.skip(skipped);
            if (skipped == 5) {
                assertThat(rows.next()).isNull();
                return;
            }
            Row row = Transfers.next(rows);
            assertThat(row.number()).isEqualTo(skipped);
            assertThat(row instanceof RefusedRow).isEqualTo(skipped == 1);
        }
    }
}
