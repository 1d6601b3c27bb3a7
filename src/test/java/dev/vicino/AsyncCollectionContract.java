package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every collection promises of calls that return at once.
public abstract class AsyncCollectionContract {
    @TempDir
    private Path folder;

    private VectorStore store;
    private VectorCollection items;
    private AsyncVectorCollection later;

    protected abstract VectorStore open(Path place);

    @BeforeEach
    void create() {
        store = open(folder);
        items = store.collection(CollectionSpec.of("digits", 2));
        later = items.async();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_is_chained_is_done_in_order() {
        Item item = Item.of("a", new float[] {1, 2}).with("label", 7);
        assertThat(later.upsert(item)
                        .thenCompose(done -> later.flush())
                        .thenCompose(done -> later.get("a"))
                        .join())
                .contains(item);
        assertThat(later.delete("a").thenCompose(there -> later.get("a")).join())
                .isEmpty();
        assertThat(later.upsert(item)
                        .thenCompose(done -> later.delete(List.of("a", "b")))
                        .join())
                .isEqualTo(1);
    }

    @Test
    void many_calls_at_once_all_come_to_their_end() {
        List<Item> batch = IntStream.range(0, 200)
                .mapToObj(i -> Item.of("i" + i, new float[] {i, 1}))
                .toList();
        CompletableFuture.allOf(batch.stream().map(later::upsert).toArray(CompletableFuture[]::new))
                .join();
        assertThat(items.count()).isEqualTo(200);
        List<CompletableFuture<SearchResult>> searches = batch.stream()
                .map(item -> later.search(SearchRequest.like(item.id()).limit(3)))
                .toList();
        for (int i = 0; i < 200; i++) {
            SearchResult blocking = items.search(SearchRequest.like("i" + i).limit(3));
            assertThat(searches.get(i).join().hits()).isEqualTo(blocking.hits());
        }
    }

    @Test
    void a_batch_is_taken_as_it_is_when_the_call_is_made() {
        List<Item> batch = new ArrayList<>(List.of(Item.of("a", new float[] {1, 2})));
        CompletableFuture<Void> stored = later.upsert(batch);
        batch.clear();
        stored.join();
        assertThat(items.count()).isEqualTo(1);
    }

    @Test
    void what_the_blocking_call_throws_is_the_cause_of_the_failure() {
        assertThatThrownBy(() -> later.upsert(Item.of("a", new float[] {1})).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(DimensionMismatchException.class)
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> later.search(SearchRequest.like("b")).join())
                .cause()
                .isInstanceOf(NoSuchItemException.class);
    }

    @Test
    void any_call_can_be_made_later() {
        items.upsert(Item.of("a", new float[] {1, 2}));
        assertThat(later.call(VectorCollection::count).join()).isEqualTo(1);
        later.run(each -> each.delete("a")).join();
        later.compact().join();
        assertThat(items.count()).isZero();
        assertThat(later.audit(SearchRequest.near(new float[] {1, 1})).join().recall())
                .isEqualTo(1);
    }
}
