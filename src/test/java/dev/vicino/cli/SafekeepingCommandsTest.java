package dev.vicino.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.cli.Shell.Outcome;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `verify`, `snapshot`, `restore`, `repair` and `compact`.
class SafekeepingCommandsTest {
    @TempDir
    private Path folder;

    private String store = "";

    @BeforeEach
    void fill() {
        store = folder.resolve("store").toString();
        try (VectorStore opened = LuceneVectorStore.open(Path.of(store))) {
            VectorCollection digits = opened.collection(CollectionSpec.of("digits", 2));
            List<Item> items = new ArrayList<>();
            for (int n = 0; n < 100; n++) {
                items.add(Item.of("i" + n, new float[] {n, 1}));
            }
            digits.upsert(items);
            digits.flush();
            for (int n = 0; n < 15; n++) {
                digits.delete("i" + n);
            }
        }
    }

    @Test
    void verify_exits_with_1_where_something_is_damaged_and_repair_makes_it_good() throws IOException {
        Outcome sound = Shell.run("verify", "--store", store);
        assertThat(sound.exitCode()).as(sound.err()).isZero();
        assertThat(sound.out()).contains("digits", "85", "Everything is as it was written");

        Path graph = graphFile();
        Files.write(graph, new byte[10]);
        Outcome damaged = Shell.run("verify", "--store", store, "--json");
        assertThat(damaged.exitCode()).isOne();
        assertThat(damaged.json().get("sound").asBoolean()).isFalse();
        assertThat(damaged.json().at("/findings/0/file").asString()).isEqualTo(graph.toString());

        Outcome repaired = Shell.run("repair", "--store", store);
        assertThat(repaired.exitCode()).as(repaired.err()).isZero();
        assertThat(repaired.out()).contains("85 items saved, 0 lost", "digits.damaged-");
        assertThat(Shell.run("verify", "--store", store).exitCode()).isZero();
        assertThat(Shell.run("repair", "--store", store).out()).contains("'digits' is sound");
    }

    private Path graphFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("store/digits"))) {
            return files.filter(file -> file.toString().endsWith(".vem"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void a_snapshot_is_taken_replaced_and_restored() {
        String snapshot = folder.resolve("snapshot").toString();
        String restored = folder.resolve("restored").toString();
        Outcome taken = Shell.run("snapshot", snapshot, "--store", store);
        assertThat(taken.exitCode()).as(taken.err()).isZero();
        assertThat(taken.out()).contains("1 collections");
        assertThat(Shell.run("snapshot", snapshot, "--store", store).exitCode()).isEqualTo(2);
        assertThat(Shell.run("snapshot", snapshot, "--store", store, "--replace", "--json")
                        .json()
                        .get("files")
                        .asInt())
                .isPositive();

        assertThat(Shell.run("restore", snapshot, "--store", restored).exitCode())
                .isZero();
        assertThat(Shell.run("restore", snapshot, "--store", restored).exitCode())
                .isEqualTo(2);
        Outcome again = Shell.run("restore", snapshot, "--store", restored, "--replace");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("What was there is in");
        assertThat(Shell.run("info", "--store", restored, "--json")
                        .json()
                        .at("/collections/0/count")
                        .asInt())
                .isEqualTo(85);
    }

    @Test
    void compacting_says_what_it_will_free_and_frees_it() {
        Outcome outcome = Shell.run("compact", "--store", store, "--json");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        var digits = outcome.json().at("/collections/0");
        assertThat(digits.get("deletedBefore").asInt()).isEqualTo(15);
        assertThat(digits.get("segments").asInt()).isOne();
        long freed = digits.get("bytesBefore").asLong() - digits.get("bytes").asLong();
        assertThat(digits.get("reclaimableBytes").asLong()).isPositive();
        assertThat(freed).isPositive();
        assertThat(Shell.run("compact", "--store", store, "--collection", "digits")
                        .out())
                .contains("0 deleted items");
    }

    @Test
    void a_store_that_is_not_there_is_an_error() {
        for (String command : List.of("verify", "repair", "compact")) {
            Outcome outcome =
                    Shell.run(command, "--store", folder.resolve("none").toString());
            assertThat(outcome.exitCode()).as(command).isOne();
            assertThat(outcome.err()).contains("there is no store at");
        }
    }
}
