package dev.vicino.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.NoSuchCollectionException;
import dev.vicino.ProgressListener;
import dev.vicino.SpecMismatchException;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
    private static final int ITEMS = 3500;
    private static final CollectionSpec SPEC = CollectionSpec.of("items", 8)
            .metrics(Metric.values())
            .embedder("random")
            .indexText();

    @TempDir
    Path folder;

    private VectorStore from;
    private VectorStore to;
    private VectorCollection source;

    @BeforeEach
    void open() {
        from = LuceneVectorStore.open(folder.resolve("from"));
        to = LuceneVectorStore.open(folder.resolve("to"));
        source = from.create(SPEC);
        Random random = new Random(1);
        source.upsert(IntStream.range(0, ITEMS)
                .mapToObj(i -> Item.of("i" + i, vector(random))
                        .with("label", i % 10)
                        .text("text " + i)
                        .source("source " + i))
                .toList());
    }

    @AfterEach
    void close() {
        from.close();
        to.close();
    }

    private static float[] vector(Random random) {
        float[] vector = new float[8];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private MigrationReport migrate() {
        return new Migration(from, to).run("items", 5, ProgressListener.NONE);
    }

    @Test
    void what_is_migrated_is_there_as_it_was() {
        MigrationReport report = migrate();
        assertThat(report.items()).isEqualTo(ITEMS);
        assertThat(report.copied()).isEqualTo(ITEMS);
        assertThat(report.alreadyThere()).isZero();
        assertThat(report.queries()).isEqualTo(5);
        assertThat(report.perSecond()).isPositive();
        assertThat(to.describe("items")).isEqualTo(SPEC);
        assertThat(to.collection("items").scan())
                .containsExactlyElementsOf(source.scan().toList());
    }

    @Test
    void one_that_was_cut_short_goes_on_where_it_was() {
        ProgressListener cut = (stage, done, total) -> {
            if (done > 2500) {
                throw new IllegalStateException("cut short");
            }
        };
        assertThatThrownBy(() -> new Migration(from, to).run("items", 5, cut)).hasMessage("cut short");
        long there = to.collection("items").count();
        assertThat(there).isBetween(1000L, 3000L);
        MigrationReport report = migrate();
        assertThat(report.alreadyThere()).isEqualTo(there);
        assertThat(report.copied()).isEqualTo(ITEMS - there);
        assertThat(migrate().copied()).isZero();
    }

    @Test
    void what_is_there_otherwise_is_replaced() {
        migrate();
        VectorCollection target = to.collection("items");
        target.delete("i7");
        target.upsert(target.get("i8").orElseThrow().with("label", "other"));
        assertThat(migrate().copied()).isEqualTo(2);
        assertThat(target.get("i8")).isEqualTo(source.get("i8"));
    }

    @Test
    void what_the_target_has_beyond_the_source_is_named() {
        to.create(SPEC).upsert(Item.of("stranger", new float[] {1, 0, 0, 0, 0, 0, 0, 0}));
        assertThatThrownBy(this::migrate)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContainingAll("'items'", "'stranger'", "the source lacks");
        assertThat(to.collection("items").get("stranger")).isPresent();
    }

    @Test
    void a_difference_is_found_wherever_it_is() {
        migrate();
        VectorCollection target = to.collection("items");
        Item item = target.get("i9").orElseThrow();
        float[] vector = item.vector();
        vector[3] = Math.nextUp(vector[3]);
        assertDifference(target, new Item("i9", vector, item.payload(), item.text(), item.source()), "vector");
        assertDifference(target, item.with("label", 9.0), "payload");
        assertDifference(target, item.text("other"), "text");
        assertDifference(target, item.source("other"), "source");
        target.delete("i9");
        assertThatThrownBy(() -> check(target)).hasMessageContainingAll("lacks item 'i9'");
    }

    private void assertDifference(VectorCollection target, Item other, String what) {
        target.upsert(other);
        assertThatThrownBy(() -> check(target))
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContainingAll("'items'", "another " + what, "'i9'");
    }

    private int check(VectorCollection target) {
        return new MigrationCheck(source, target, ProgressListener.NONE).run(ITEMS, 5);
    }

    @Test
    void progress_is_told_in_stages_that_come_to_their_end() {
        List<String> stages = new ArrayList<>();
        List<Long> last = new ArrayList<>();
        new Migration(from, to).run("items", 5, (stage, done, total) -> {
            assertThat(done).isLessThanOrEqualTo(total);
            if (stages.isEmpty() || !stages.getLast().equals(stage)) {
                stages.add(stage);
                last.add(0L);
            }
            last.set(last.size() - 1, done);
        });
        assertThat(stages).containsExactly("copying 'items'", "comparing 'items'", "asking both about 'items'");
        assertThat(last).containsExactly((long) ITEMS, (long) ITEMS, 5L);
    }

    @Test
    void a_collection_that_is_not_there_or_is_another_in_the_target_is_refused() {
        assertThatThrownBy(() -> new Migration(from, to).run("nothing", 5, ProgressListener.NONE))
                .isInstanceOf(NoSuchCollectionException.class);
        to.create(CollectionSpec.of("items", 3));
        assertThatThrownBy(this::migrate).isInstanceOf(SpecMismatchException.class);
    }
}
