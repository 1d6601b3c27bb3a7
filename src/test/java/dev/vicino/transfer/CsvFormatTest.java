package dev.vicino.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFormatTest {
    @TempDir
    private Path folder;

    private List<Row> rows(String content) throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, content);
        return Transfers.rows(file);
    }

    private static Draft draft(Row row) {
        assertThat(row).isInstanceOf(Row.Given.class);
        return ((Row.Given) row).draft();
    }

    private static String reason(Row row) {
        assertThat(row).isInstanceOf(RefusedRow.class);
        return ((RefusedRow) row).reason();
    }

    @Test
    void quotes_commas_and_line_ends_are_read_as_rfc_4180_has_them() throws IOException {
        List<Row> rows = rows("\uFEFFid,vector,text,source\r\n"
                + "a,\"[1, 2]\",\"say \"\"hello\"\",\r\nand\ngo\",\r\n"
                + "\"b\",[3],\"\",x\n"
                + "\r\n"
                + " c ,[4],\"\"\"\",\"ü\"");
        assertThat(draft(rows.get(0)).text()).isEqualTo("say \"hello\",\r\nand\ngo");
        assertThat(draft(rows.get(0)).vector()).containsExactly(1f, 2f);
        assertThat(draft(rows.get(0)).source()).isNull();
        assertThat(draft(rows.get(1)).text()).isEmpty();
        assertThat(draft(rows.get(2)).id()).isEqualTo(" c ");
        assertThat(draft(rows.get(2)).text()).isEqualTo("\"");
        assertThat(draft(rows.get(2)).source()).isEqualTo("ü");
        assertThat(rows).hasSize(3);
    }

    @Test
    void columns_of_ones_own_are_payload_fields_of_their_type() throws IOException {
        List<Row> rows = rows("vector,name,n:long,x:double,warm:boolean,at:instant,key:uuid,ns:name:string,payload\n"
                + "[1],7, 7 ,7,TRUE,2026-01-01T00:00:00Z,00000000-0000-0000-0000-000000000001,y,\"{\"\"deep\"\":{\"\"n\"\":1}}\"\n"
                + "[1],\"\",,,,,,,\n");
        assertThat(draft(rows.get(0)).payload())
                .isEqualTo(Payload.of(Map.of(
                        "name",
                        "7",
                        "n",
                        7L,
                        "x",
                        7.0,
                        "warm",
                        true,
                        "at",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        "key",
                        new UUID(0, 1),
                        "ns:name",
                        "y",
                        "deep",
                        Map.of("n", 1L))));
        assertThat(draft(rows.get(1)).payload()).isEqualTo(Payload.of(Map.of("name", "")));
    }

    @Test
    void a_bad_record_is_refused_with_its_line_and_the_next_is_read() throws IOException {
        List<Row> rows = rows("id,vector,n:long,payload\n"
                + "a,[1],seven,\n" // line 2
                + "b,[1]\n"
                + "c,[1],\"7\"8,\n"
                + "d,[1],7\"8,\n"
                + "e,\"[1]\nx\",7,\n" // lines 6 and 7
                + "f,[1],7,\"{\"\"n\"\":8}\"\n"
                + "g,[1],7,\r,\n"
                + "h,[1],7,\n"
                + "i,[1],7,\"never closed\n");
        assertThat(reason(rows.get(0))).isEqualTo("line 2: column 'n' has 'seven'; expected a long");
        assertThat(reason(rows.get(1))).isEqualTo("line 3: it has 2 fields; expected 4, as there are headings");
        assertThat(reason(rows.get(2))).isEqualTo("line 4: field 3 goes on after its closing quote");
        assertThat(((RefusedRow) rows.get(2)).content()).startsWith("c,[1],\"7\"8");
        assertThat(reason(rows.get(3))).contains("line 5: field 3 has a quote inside and none around");
        assertThat(reason(rows.get(4))).startsWith("line 6: ").contains("Unrecognized token 'x'");
        assertThat(reason(rows.get(5))).isEqualTo("line 8: the field 'n' has a column and is in 'payload' too");
        assertThat(reason(rows.get(6))).startsWith("line 9: a carriage return stands outside of quotes");
        assertThat(draft(rows.get(7)).id()).isEqualTo("h");
        assertThat(reason(rows.get(8))).isEqualTo("line 11: field 4 has an opening quote and no closing one");
        assertThat(rows).hasSize(9);
    }

    @Test
    void bytes_that_are_no_text_spoil_their_record_alone() throws IOException {
        Path file = folder.resolve("a.csv");
        Files.write(file, new byte[] {'v', 'e', 'c', 't', 'o', 'r', '\n', (byte) 0xff, '\n', '[', '1', ']', '\n'});
        List<Row> rows = Transfers.rows(file);
        assertThat(reason(rows.get(0))).isEqualTo("line 2: it is no UTF-8 text");
        assertThat(draft(rows.get(1)).vector()).containsExactly(1f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | is empty; expected a line of headings",
                "id,text | expected 'vector' among them",
                "id,,vector | a column without a heading",
                "vector,x:float | 'float' is no payload type; expected one of string, long",
                "vector,x,x:long | 'x' stands there twice",
                "\"vector | has no line of headings: field 1 has an opening quote"
            })
    void a_file_without_headings_that_help_is_refused(String headings, String reason) {
        assertThatThrownBy(() -> rows(headings))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("a.csv")
                .hasMessageContaining(reason);
    }
}
