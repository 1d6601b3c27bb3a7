package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a [VectorCollection] that keeps its own files promises about deleted items.
public abstract class DeletedItemsContract {
    @TempDir
    Path folder;

    protected abstract VectorStore open(Path place);

    @Test
    void deleted_items_are_counted_until_compacting_leaves_none() {
        CollectionStats after;
        try (VectorStore store = open(folder)) {
            VectorCollection items = store.collection(CollectionSpec.of("items", 2));
            for (int i = 0; i < 5; i++) {
                items.upsert(List.of(Item.of("a" + i, new float[] {i, 1}), Item.of("b" + i, new float[] {i, 2})));
                assertThat(items.count()).isEqualTo(2L * (i + 1));
            }
            items.delete("a3");
            assertThat(items.stats().deletedItems()).isEqualTo(1);
            items.compact();
            after = items.stats();
            assertThat(after.deletedItems()).isZero();
        }
        try (VectorStore store = open(folder)) {
            assertThat(store.collection("items").stats()).isEqualTo(after);
        }
    }
}
