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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFormatTest {
    @TempDir
    private Path folder;

    private List<Row> rows(String content) throws IOException {
        return rows(content, ReadOptions.DEFAULT);
    }

    private List<Row> rows(String content, ReadOptions options) throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, content);
        return Transfers.rows(file, options);
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
    void a_column_for_each_dimension_makes_a_vector_in_the_order_of_their_numbers() throws IOException {
        List<Row> rows = rows("id,v1,v0,label:long,v2\n" + "a,-0.0,0.1,7,1e-45\n" + "b, 2 ,1.,8,3.4028235e38\n");
        assertThat(draft(rows.get(0)).vector()).containsExactly(0.1f, -0.0f, Float.MIN_VALUE);
        assertThat(draft(rows.get(0)).payload()).isEqualTo(Payload.of(Map.of("label", 7L)));
        assertThat(draft(rows.get(1)).vector()).containsExactly(1f, 2f, Float.MAX_VALUE);
        Path file = folder.resolve("a.csv");
        try (RowReader reader = new CsvFormat().read(file, ReadOptions.DEFAULT)) {
            assertThat(reader.dimension()).hasValue(3);
        }
    }

    @Test
    void the_columns_of_dimensions_are_found_by_the_prefix_that_was_asked_for() throws IOException {
        List<Row> named = rows("dim_01,dim_02,v0,dim_x\n1,2,3,4\n", ReadOptions.DEFAULT.vectorColumns("dim_"));
        assertThat(draft(named.getFirst()).vector()).containsExactly(1f, 2f);
        assertThat(draft(named.getFirst()).payload()).isEqualTo(Payload.of(Map.of("v0", "3", "dim_x", "4")));
        // As pandas heads the columns of an array.
        List<Row> bare = rows("id,0,1\na,1,2\n", ReadOptions.DEFAULT.vectorColumns(""));
        assertThat(draft(bare.getFirst()).vector()).containsExactly(1f, 2f);
        List<Row> fields = rows("vector,v0\n[1],2\n");
        assertThat(draft(fields.getFirst()).vector()).containsExactly(1f);
        assertThat(draft(fields.getFirst()).payload()).isEqualTo(Payload.of(Map.of("v0", "2")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1, | column 'v1' has ''; expected a number",
                "1,nan | column 'v1' has 'nan'; expected a number",
                "1,2f | column 'v1' has '2f'; expected a number",
                "1,-1e39 | column 'v1' has -1e39, which does not fit a float",
                "1 | it has 1 fields; expected 2"
            })
    void a_dimension_that_is_no_float_spoils_its_row(String fields, String reason) throws IOException {
        List<Row> rows = rows("v0,v1\n" + fields + "\n3,4\n");
        assertThat(reason(rows.getFirst())).startsWith("line 2: ").contains(reason);
        assertThat(draft(rows.getLast()).vector()).containsExactly(3f, 4f);
    }

    @Test
    void columns_of_dimensions_that_are_not_there_or_too_many_are_refused() {
        assertThatThrownBy(() -> rows("id,v0", ReadOptions.DEFAULT.vectorColumns("dim_")))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("has the headings [id, v0]; expected 'dim_0', 'dim_1', … for the numbers");
        assertThatThrownBy(() -> rows("vector,v0", ReadOptions.DEFAULT.vectorColumns("v")))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("expected no 'vector' among them");
        String wide = IntStream.range(0, 4097).mapToObj(i -> "v" + i).collect(Collectors.joining(","));
        assertThatThrownBy(() -> rows(wide))
                .hasMessageContaining("has 4097 columns")
                .hasMessageEndingWith("most 4096");
        ImportFile file = ImportFile.of(Path.of("a.npy"), new NpyFormat());
        assertThatThrownBy(() -> file.options(ReadOptions.DEFAULT.vectorColumns("v")))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("a npy file has no column for each dimension");
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
                "id,text | or 'v0', 'v1', … for the numbers of each vector",
                "v0,v2,v3 | 3 columns for the numbers of each vector, but none that is 'v1'",
                "v2,v3 | none that is 'v1'; expected them to be numbered from 0 or 1 on",
                "v0,v0 | 'v0' stands there twice",
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
