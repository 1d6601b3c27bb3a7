package dev.vicino.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.cli.Shell.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ImportExportCommandsTest {
    private static final String COLOURS = """
            {"id":"blue","vector":[0.0,0.0,1.0],"payload":{"warm":false}}
            {"id":"orange","vector":[1.0,0.5,0.0],"payload":{"warm":true},"text":"between red and yellow"}
            {"id":"red","vector":[1.0,0.0,-0.0],"payload":{"warm":true}}
            """;

    @TempDir
    private Path folder;

    private Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--store", folder.resolve("store").toString()));
        return Shell.run(all.toArray(String[]::new));
    }

    private String colours() throws IOException {
        return file("colours.jsonl", COLOURS);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void a_file_becomes_a_collection_and_comes_back_as_it_was() throws IOException {
        Outcome imported = run("import", colours(), "--collection", "colours", "--metric", "cosine,l1", "--json");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        JsonNode summary = imported.json();
        assertThat(summary.get("format").asString()).isEqualTo("jsonl");
        assertThat(summary.get("dimension").asInt()).isEqualTo(3);
        assertThat(summary.get("imported").asInt()).isEqualTo(3);
        assertThat(summary.get("added").asInt()).isEqualTo(3);
        assertThat(summary.get("replaced").asInt()).isZero();

        Outcome exported = run("export", "colours", path("again.jsonl"));
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(exported.out()).contains("3 items of 'colours'");
        assertThat(folder.resolve("again.jsonl")).hasContent(COLOURS);

        assertThat(run("info").out()).contains("colours").contains("l1").contains("cosine");
    }

    @Test
    void vectors_travel_with_their_sidecar_and_a_filter_chooses() throws IOException {
        run("import", colours(), "--collection", "colours");
        Outcome exported = run("export", "colours", path("warm.npy"), "--where", "warm=true", "--json");
        assertThat(exported.json().get("items").asInt()).isEqualTo(2);
        assertThat(exported.json().get("files").size()).isEqualTo(2);
        Outcome imported = run("import", path("warm.npy"), "--collection", "warm");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("2 rows of " + path("warm.npy") + " imported, 2 new and 0 replaced");
        assertThat(run("export", "warm", "-", "--format", "jsonl").out())
                .isEqualTo(COLOURS.substring(COLOURS.indexOf('\n') + 1));
    }

    @Test
    void a_csv_file_with_a_column_for_each_dimension_is_imported() throws IOException {
        String points = file("points.csv", "id,dim_0,dim_1,n:long\na,1,2,7\n");
        Outcome imported = run("import", points, "--collection", "points", "--vector-columns", "dim_");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(run("export", "points", "-", "--format", "jsonl").out())
                .isEqualTo("{\"id\":\"a\",\"vector\":[1.0,2.0],\"payload\":{\"n\":7}}\n");
        assertRefused("expected 'x0', 'x1', …", "import", points, "--collection", "c", "--vector-columns", "x");
        assertRefused("has no column for each dim", "import", colours(), "--collection=c", "--vector-columns=x");
    }

    @Test
    void standard_input_and_output_are_dashes() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(COLOURS.getBytes(StandardCharsets.UTF_8)));
        try {
            Outcome imported = run("import", "-", "--format", "jsonl", "--collection", "colours");
            assertThat(imported.exitCode()).as(imported.err()).isZero();
        } finally {
            System.setIn(before);
        }
        System.setIn(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
        try {
            assertRefused(
                    "standard input, row 0: it has no id", "import", "-", "--format=jsonl", "--collection=colours");
        } finally {
            System.setIn(before);
        }
        Outcome streamed = run("export", "colours", "-", "--format", "jsonl");
        assertThat(streamed.out()).isEqualTo(COLOURS);
        Outcome vectors = run("export", "colours", "-", "--format", "fvecs");
        assertThat(vectors.exitCode()).isZero();
        assertThat(vectors.err()).contains("3 ids, 3 payloads, 1 text are lost");
    }

    @Test
    void a_bad_row_stops_with_code_2_or_is_skipped_into_a_file() throws IOException {
        String file = file("bad.jsonl", COLOURS + "{\"id\":\"grey\",\"vector\":[1]}\n");
        Outcome stopped = run("import", file, "--collection", "colours");
        assertThat(stopped.exitCode()).isEqualTo(2);
        assertThat(stopped.err())
                .contains("bad.jsonl, row 3: its vector has 1 dimensions; collection 'colours' has 3; nothing was");
        assertThat(run("export", "colours", path("x.jsonl")).exitCode()).isEqualTo(1);

        Outcome skipping = run("import", file, "--collection", "colours", "--on-error", "skip");
        assertThat(skipping.exitCode()).isZero();
        assertThat(skipping.out()).contains("1 rows were skipped; " + file + ".skipped.jsonl has them");
        assertThat(folder.resolve("bad.jsonl.skipped.jsonl"))
                .content()
                .startsWith("{\"row\":3,\"reason\":\"its vector has 1 dimensions");
    }

    @Test
    void a_refused_file_leaves_no_store_and_no_collection_behind() throws IOException {
        Path store = folder.resolve("store");
        String bad = file("bad.jsonl", COLOURS + "{\"id\":\"grey\",\"vector\":[1]}\n");
        String worse = file("worse.jsonl", "{\"id\":\"grey\",\"vector\":[0,0]}\n");
        assertRefused("row 3: its vector has 1 dimensions", "import", bad, "--collection", "colours");
        assertRefused("every row of", "import", worse, "--collection=c", "--metric=cosine", "--on-error=skip");
        assertRefused("is no collection name", "import", colours(), "--collection", "a b");
        assertThat(store).doesNotExist();
        assertThat(run("import", colours(), "--collection", "colours").exitCode())
                .isZero();
        assertRefused("row 3: its vector has 1 dimensions", "import", bad, "--collection", "others");
        try (Stream<Path> files = Files.list(store)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).doesNotContain("others", "others.import.json");
        }
        assertThat(run("info").out()).doesNotContain("others");
    }

    @Test
    void a_file_of_bad_rows_alone_is_refused_even_if_they_may_be_skipped() throws IOException {
        run("import", colours(), "--collection", "colours");
        Outcome outcome = run(
                "import",
                file("a.jsonl", "{\"id\":\"a\",\"vector\":[1]}\n"),
                "--collection",
                "colours",
                "--on-error=skip");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("every row of").contains("row 0: its vector has 1 dimensions");
    }

    @Test
    void what_is_wrong_with_the_call_is_said_with_code_2() throws IOException {
        String colours = colours();
        assertRefused("there is no file", "import", path("none.jsonl"), "--collection", "c");
        assertRefused("does not tell its format", "import", file("a.txt", "x"), "--collection", "c");
        assertRefused("expected --format", "import", "-", "--collection", "c");
        assertRefused("'xml' is no format", "import", colours, "--collection", "c", "--format", "xml");
        assertRefused("no item id", "import", file("b.jsonl", "{\"id\":\"\",\"vector\":[1]}"), "--collection", "c");
        assertRefused("is no collection name", "import", colours, "--collection", "a b");
        assertRefused("there is no file", "import", colours, "--collection", "c", "--sidecar", path("none.jsonl"));
        assertRefused("of no use", "import", colours, "--collection", "c", "--sidecar", colours);
        assertRefused("Missing required option: '--collection=NAME'", "import", colours);
        assertThat(run("import", colours, "--collection", "colours").exitCode()).isZero();
        assertRefused("is there with the metrics", "import", colours, "--collection", "colours", "--metric", "l1");
        assertRefused("is there; --replace takes its place", "export", "colours", colours);
        assertRefused("--format", "export", "colours", "-");
        assertRefused("--json", "export", "colours", "-", "--format", "csv", "--json");
        assertThat(run("export", "colours", colours, "--replace").exitCode()).isZero();
        assertThat(Path.of(colours)).hasContent(COLOURS);
    }

    @Test
    void an_interrupted_import_of_another_file_has_to_be_given_up_first() throws IOException {
        Files.createDirectories(folder.resolve("store"));
        file(
                "store/colours.import.json",
                "{\"file\":\"big.npy\",\"fingerprint\":\"00\",\"lastRow\":99,\"itemsBefore\":0}");
        String colours = colours();
        assertRefused("an import of big.npy was interrupted after 100 rows", "import", colours, "--collection=colours");
        assertRefused("with --restart", "import", colours, "--collection=colours");
        Outcome anew = run("import", colours, "--collection=colours", "--restart");
        assertThat(anew.exitCode()).as(anew.err()).isZero();
        assertThat(folder.resolve("store/colours.import.json")).doesNotExist();
    }

    private void assertRefused(String reason, String... arguments) {
        Outcome outcome = run(arguments);
        assertThat(outcome.err()).contains(reason);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    }
}
