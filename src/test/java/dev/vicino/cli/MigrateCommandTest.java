package dev.vicino.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.VectorStore;
import dev.vicino.cli.Shell.Outcome;
import dev.vicino.lucene.LuceneVectorStore;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `migrate`, from folder to folder.
class MigrateCommandTest {
    @TempDir
    private Path folder;

    private String from = "";
    private String to = "";

    @BeforeEach
    void fill() {
        from = folder.resolve("from").toString();
        to = folder.resolve("to").toString();
        try (VectorStore store = LuceneVectorStore.open(Path.of(from))) {
            for (String name : new String[] {"digits", "letters"}) {
                store.create(CollectionSpec.of(name, 2)).upsert(Item.of("a", new float[] {1, 2}));
            }
        }
    }

    @Test
    void all_collections_are_migrated_or_those_that_are_named() {
        Outcome one = Shell.run("migrate", "digits", "--from", from, "--to", to);
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(one.out())
                .contains("'digits': 1 items, 1 copied", "equal bit for bit")
                .doesNotContain("letters");
        Outcome all = Shell.run("migrate", "--from", from, "--to", to, "--json");
        assertThat(all.json().at("/collections/0/alreadyThere").asInt()).isOne();
        assertThat(all.json().at("/collections/1/copied").asInt()).isOne();
        try (VectorStore store = LuceneVectorStore.openReadOnly(Path.of(to))) {
            assertThat(store.collectionNames()).containsExactly("digits", "letters");
        }
    }

    @Test
    void a_difference_that_stays_is_exit_code_1() {
        try (VectorStore store = LuceneVectorStore.open(Path.of(to))) {
            store.create(CollectionSpec.of("digits", 2)).upsert(Item.of("b", new float[] {1, 2}));
        }
        Outcome outcome = Shell.run("migrate", "digits", "--from", from, "--to", to);
        assertThat(outcome.exitCode()).isOne();
        assertThat(outcome.err()).contains("'b'", "the source lacks");
    }

    @Test
    void what_is_wrong_with_the_call_is_exit_code_2() {
        assertUsage("is no host", "migrate", "--from", from, "--to", "opensearch://node:x");
        assertUsage("credentials", "migrate", "--from", from, "--to", "opensearch://ann:hunter2@node");
        assertUsage("itself", "migrate", "--from", from, "--to", from);
        assertUsage("'nothing'", "migrate", "nothing", "--from", from, "--to", to);
        assertUsage("shards are 0", "migrate", "--from", from, "--to", to, "--shards", "0");
        assertUsage("--queries", "migrate", "--from", from, "--to", to, "--queries", "-1");
        assertUsage("--to", "migrate", "--from", from);
    }

    private static void assertUsage(String named, String... arguments) {
        Outcome outcome = Shell.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).contains(named).doesNotContain("hunter2");
    }

    @Test
    void credentials_come_from_the_environment_whole_or_not_at_all() {
        assertThat(StoreAddress.credentials(name -> null)).hasToString("none");
        assertThat(StoreAddress.credentials(Map.of(StoreAddress.TOKEN, "t")::get))
                .hasToString("a token");
        assertThat(StoreAddress.credentials(Map.of(StoreAddress.USER, "ann", StoreAddress.PASSWORD, "p")::get))
                .hasToString("user 'ann'");
        assertThatThrownBy(() -> StoreAddress.credentials(Map.of(StoreAddress.USER, "ann")::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(StoreAddress.USER, StoreAddress.PASSWORD);
    }
}
