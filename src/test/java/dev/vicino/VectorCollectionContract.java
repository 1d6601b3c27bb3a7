package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [VectorCollection] promises about its items; [VectorSearchContract] has what it promises about searches.
public abstract class VectorCollectionContract {
    @TempDir
    Path folder;

    private VectorStore store;
    private VectorCollection items;

    protected abstract VectorStore open(Path place);

    @BeforeEach
    void openCollection() {
        store = open(folder);
        items = store.collection(CollectionSpec.of("items", 2));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = open(folder);
        items = store.collection("items");
    }

    @Test
    void an_item_is_read_as_it_was_put_in() {
        Item item = new Item(
                "test/42",
                new float[] {-0.0f, Float.MIN_VALUE},
                Payload.EMPTY
                        .with("least", Long.MIN_VALUE)
                        .with("most", Long.MAX_VALUE)
                        .with("large", 1e300)
                        .with("small", Double.MIN_VALUE)
                        .with("negative zero", -0.0)
                        .with("whole", 4.0)
                        .with("third", 1.0 / 3)
                        .with("float", 0.1f)
                        .with("yes", true)
                        .with("no", false)
                        .with("empty", "")
                        .with("quote \" \\ \u0000 \n", "\" \\ \u0000 \n")
                        .with("größe 😀", "žluťoučký 猫 😀"),
                "text with\nlines, \t and 😀",
                "mnist:test/42");
        items.upsert(item);
        assertBitForBit(item);
        reopen();
        assertBitForBit(item);
        items.compact();
        assertBitForBit(item);
    }

    private void assertBitForBit(Item item) {
        Item read = items.get(item.id()).orElseThrow();
        assertThat(read).isEqualTo(item);
        assertThat(IntStream.range(0, 2).map(i -> Float.floatToRawIntBits(read.vector()[i])))
                .containsExactly(Float.floatToRawIntBits(-0.0f), Float.floatToRawIntBits(Float.MIN_VALUE));
        assertThat(read.payload().asMap().toString())
                .isEqualTo(item.payload().asMap().toString());
    }

    @Test
    void lone_surrogates_survive() {
        Item item = Item.of("\uD800", new float[] {1, 2})
                .with("\uDC00 field", "\uD83D value")
                .text("\uDBFF")
                .source("\uDFFF");
        items.upsert(item);
        items.upsert(Item.of("?", new float[] {1, 2}));
        reopen();
        assertThat(items.get("\uD800")).contains(item);
        assertThat(items.count()).isEqualTo(2);
    }

    @Test
    void long_values_survive() {
        String text = "long ".repeat(100_000);
        Item item = Item.of("long", new float[] {1, 2})
                .with("f".repeat(50_000), text)
                .text(text)
                .source(text);
        items.upsert(item);
        reopen();
        assertThat(items.get("long")).contains(item);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " leading", "test/42", "\u0000", "猫", "😀", "..", "a\nb", "*:*"})
    void any_text_is_an_id(String id) {
        assertIsAnId(id);
    }

    @Test
    void the_longest_ids_are_ids() {
        assertIsAnId("x".repeat(Item.MAX_ID_LENGTH));
        assertIsAnId("猫".repeat(Item.MAX_ID_LENGTH));
    }

    private void assertIsAnId(String id) {
        items.upsert(Item.of(id, new float[] {1, 2}));
        items.upsert(Item.of(id + "2".substring(id.length() / Item.MAX_ID_LENGTH), new float[] {3, 4}));
        assertThat(items.get(id)).map(Item::id).contains(id);
        assertThat(items.delete(id)).isTrue();
        assertThat(items.get(id)).isEmpty();
    }

    @Test
    void an_item_replaces_the_one_of_its_id() {
        items.upsert(Item.of("a", new float[] {1, 2}).with("label", 1));
        items.upsert(Item.of("a", new float[] {3, 4}).with("name", "x"));
        assertThat(items.count()).isEqualTo(1);
        assertThat(items.get("a")).contains(Item.of("a", new float[] {3, 4}).with("name", "x"));
        reopen();
        items.upsert(Item.of("a", new float[] {5, 6}));
        assertThat(items.scan()).containsExactly(Item.of("a", new float[] {5, 6}));
    }

    @Test
    void of_two_items_of_one_id_in_a_batch_the_later_stays() {
        items.upsert(List.of(Item.of("a", new float[] {1, 2}), Item.of("a", new float[] {3, 4})));
        assertThat(items.scan()).containsExactly(Item.of("a", new float[] {3, 4}));
    }

    @Test
    void an_empty_batch_changes_nothing() {
        items.upsert(List.of());
        assertThat(items.count()).isZero();
    }

    @Test
    void a_vector_of_another_dimension_is_refused() {
        assertThatThrownBy(() -> items.upsert(Item.of("test/42", new float[3])))
                .isInstanceOf(DimensionMismatchException.class)
                .hasMessageContainingAll("'test/42'", "3 dimensions", "'items' has 2");
        assertThat(items.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void a_number_that_is_not_finite_is_refused(float poison) {
        assertThatThrownBy(() -> items.upsert(Item.of("test/42", new float[] {1, poison})))
                .isInstanceOf(InvalidVectorException.class)
                .hasMessageContainingAll("'test/42'", Float.toString(poison), "position 1", "'items'");
        assertThat(items.count()).isZero();
    }

    @Test
    void zeros_are_refused_only_where_cosine_is_declared() {
        items.upsert(Item.of("a", new float[] {0, -0.0f}));
        VectorCollection directions =
                store.collection(CollectionSpec.of("directions", 2).metrics(Metric.COSINE, Metric.EUCLIDEAN));
        assertThatThrownBy(() -> directions.upsert(Item.of("test/42", new float[] {0, -0.0f})))
                .isInstanceOf(InvalidVectorException.class)
                .hasMessageContainingAll("'test/42'", "zeros", "'directions'");
    }

    @Test
    void of_a_batch_with_a_bad_vector_none_is_in() {
        assertThatThrownBy(() -> items.upsert(List.of(
                        Item.of("a", new float[] {1, 2}),
                        Item.of("b", new float[] {1, Float.NaN}),
                        Item.of("c", new float[] {1, 2}))))
                .isInstanceOf(InvalidVectorException.class)
                .hasMessageContaining("'b'");
        assertThat(items.count()).isZero();
    }

    @Test
    void a_deleted_item_is_gone_everywhere() {
        items.upsert(List.of(Item.of("a", new float[] {1, 2}), Item.of("b", new float[] {3, 4})));
        assertThat(items.delete("a")).isTrue();
        assertThat(items.get("a")).isEmpty();
        assertThat(items.count()).isEqualTo(1);
        assertThat(items.scan().map(Item::id)).containsExactly("b");
        SearchRequest request = SearchRequest.near(new float[] {1, 2});
        assertThat(items.search(request).ids()).containsExactly("b");
        assertThat(items.search(request.exact()).ids()).containsExactly("b");
        reopen();
        assertThat(items.get("a")).isEmpty();
    }

    @Test
    void deleting_says_whether_there_was_one() {
        assertThat(items.delete("a")).isFalse();
        items.upsert(Item.of("a", new float[] {1, 2}));
        assertThat(items.delete("a")).isTrue();
        assertThat(items.delete("a")).isFalse();
    }

    @Test
    void a_scan_is_in_the_order_of_ids() {
        List<String> ids = new ArrayList<>(List.of("b", "a", "ab", "B", "é", "\uFFFD", "😀", "\uE000", "10", "9"));
        Collections.shuffle(ids, new Random(1));
        ids.forEach(id -> items.upsert(Item.of(id, new float[] {1, 2})));
        List<String> sorted = ids.stream().sorted().toList();
        assertThat(items.scan().map(Item::id)).containsExactlyElementsOf(sorted);
        items.delete("ab");
        items.upsert(Item.of("a", new float[] {3, 4}));
        assertThat(items.scan().map(Item::id))
                .containsExactlyElementsOf(
                        sorted.stream().filter(id -> !id.equals("ab")).toList());
    }

    @Test
    void a_scan_that_is_over_stays_over() {
        items.upsert(Item.of("a", new float[] {1, 2}));
        try (Stream<Item> scan = items.scan()) {
            Spliterator<Item> each = scan.spliterator();
            assertThat(each.tryAdvance(item -> assertThat(item.id()).isEqualTo("a")))
                    .isTrue();
            assertThat(each.tryAdvance(item -> {})).isFalse();
            assertThat(each.tryAdvance(item -> {})).isFalse();
        }
    }

    @Test
    void later_changes_do_not_show_in_a_scan() {
        items.upsert(List.of(Item.of("a", new float[] {1, 2}), Item.of("c", new float[] {3, 4})));
        try (Stream<Item> scan = items.scan()) {
            items.upsert(Item.of("b", new float[] {5, 6}));
            items.delete("c");
            items.compact();
            assertThat(scan.map(Item::id)).containsExactly("a", "c");
        }
    }

    @Test
    void an_empty_collection_answers() {
        assertThat(items.scan()).isEmpty();
        assertThat(items.get("a")).isEmpty();
        assertThat(items.search(SearchRequest.near(new float[] {1, 2})).hits()).isEmpty();
        assertThat(items.audit(SearchRequest.near(new float[] {1, 2})).recall()).isEqualTo(1);
        items.flush();
        items.compact();
        assertThat(items.stats().items()).isZero();
    }

    @Test
    void compacting_leaves_one_segment() {
        for (int i = 0; i < 5; i++) {
            items.upsert(List.of(Item.of("a" + i, new float[] {i, 1}), Item.of("b" + i, new float[] {i, 2})));
            assertThat(items.count()).isEqualTo(2L * (i + 1));
        }
        items.delete("a3");
        CollectionStats before = items.stats();
        assertThat(before.items()).isEqualTo(9);
        assertThat(before.segments()).isGreaterThan(1);
        items.compact();
        CollectionStats after = items.stats();
        assertThat(after.items()).isEqualTo(9);
        assertThat(after.segments()).isEqualTo(1);
        assertThat(after.bytes()).isPositive();
        assertThat(after.formatVersion()).isPositive();
    }

    @Test
    void many_threads_may_read_and_write_at_once() throws InterruptedException {
        int perThread = 50;
        AtomicInteger failures = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(thread -> Thread.ofVirtual()
                        .uncaughtExceptionHandler((t, e) -> failures.incrementAndGet())
                        .start(() -> {
                            for (int i = 0; i < perThread; i++) {
                                String id = thread + "/" + i;
                                items.upsert(Item.of(id, new float[] {thread, i}));
                                assertThat(items.get(id)).isPresent();
                                assertThat(items.search(SearchRequest.like(id)).ids())
                                        .doesNotContain(id);
                            }
                        }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).hasValue(0);
        assertThat(items.count()).isEqualTo(4L * perThread);
    }
}
