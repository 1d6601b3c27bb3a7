package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every collection promises whoever waits for its compaction.
public abstract class CompactionProgressContract {
    private static final int ITEMS = 1200;

    @TempDir
    private Path folder;

    private VectorStore store;
    private VectorCollection items;

    protected abstract VectorStore open(Path place);

    @BeforeEach
    void fillTwoSegments() {
        store = open(folder);
        items = store.collection(CollectionSpec.of("digits", 4));
        put(0, ITEMS / 2);
        items.flush();
        put(ITEMS / 2, ITEMS);
        items.flush();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void put(int from, int to) {
        Random random = new Random(from);
        List<Item> batch = new ArrayList<>();
        for (int i = from; i < to; i++) {
            float[] vector = new float[4];
            for (int j = 0; j < vector.length; j++) {
                vector[j] = random.nextFloat();
            }
            batch.add(Item.of("item/" + i, vector));
        }
        items.upsert(batch);
    }

    @Test
    void each_stage_counts_up_to_its_total() {
        List<String> stages = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        items.compact((stage, done, total) -> {
            if (stages.isEmpty() || !stages.getLast().equals(stage)) {
                assertThat(counts.isEmpty() || counts.getLast() == ITEMS).isTrue();
                stages.add(stage);
                counts.clear();
            }
            assertThat(total).isEqualTo(ITEMS);
            counts.add(done);
        });
        assertThat(stages).isNotEmpty().allSatisfy(stage -> assertThat(stage).contains("'digits'"));
        assertThat(counts).isSorted().hasSizeGreaterThan(2).endsWith((long) ITEMS);
        assertThat(items.stats().segments()).isEqualTo(1);
    }

    @Test
    void what_the_listener_throws_ends_the_compaction_and_loses_nothing() {
        assertThatThrownBy(() -> items.compact((stage, done, total) -> {
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThat(items.stats().segments()).isEqualTo(2);
        assertAllThere();
        items.compact();
        assertThat(items.stats().segments()).isEqualTo(1);
        assertAllThere();
    }

    @Test
    void new_items_are_not_lost_with_the_compaction_that_the_listener_ended() {
        items.upsert(Item.of("another", new float[] {1, 2, 3, 4}));
        put(0, ITEMS / 2);
        assertThatThrownBy(() -> items.compact((stage, done, total) -> {
                    throw new AssertionError("enough");
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(items.exists("another")).isTrue();
        items.delete("another");
        assertAllThere();
        store.close();
        store = open(folder);
        items = store.collection("digits");
        assertAllThere();
    }

    private void assertAllThere() {
        assertThat(items.count()).isEqualTo(ITEMS);
        assertThat(items.get("item/" + (ITEMS - 1))).isPresent();
    }
}
