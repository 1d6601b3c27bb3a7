package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [VectorCollection] promises about changing many items, or a part of one.
public abstract class UpsertContract {
    private static final float NAN = Float.NaN;

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

    private static Item item(int number) {
        return Item.of("id" + number, new float[] {number, 1}).with("number", number);
    }

    private static Item bad(int number) {
        return Item.of("id" + number, new float[] {number, NAN});
    }

    @Test
    void a_stream_is_taken_only_as_fast_as_it_is_stored() {
        AtomicInteger taken = new AtomicInteger();
        List<UpsertOptions.Progress> heard = new ArrayList<>();
        UpsertReport report = items.upsert(
                IntStream.range(0, 25).mapToObj(UpsertContract::item).peek(item -> taken.incrementAndGet()),
                UpsertOptions.DEFAULT.batchSize(10).progress(progress -> {
                    heard.add(progress);
                    assertThat(items.count()).isEqualTo(progress.stored());
                    assertThat(taken).hasValue((int) progress.stored());
                }));
        assertThat(heard).extracting(UpsertOptions.Progress::stored).containsExactly(10L, 20L, 25L);
        assertThat(heard).allSatisfy(progress -> {
            assertThat(progress.total()).isEqualTo(OptionalLong.of(25));
            assertThat(progress.perSecond()).isPositive().isFinite();
        });
        assertThat(report.stored()).isEqualTo(25);
        assertThat(report.refused()).isZero();
        assertThat(report.took()).isPositive();
        assertThat(items.count()).isEqualTo(25);
    }

    @Test
    void the_total_of_a_stream_that_does_not_know_it_is_left_open() {
        items.upsert(
                Stream.iterate(0, number -> number + 1)
                        .map(UpsertContract::item)
                        .takeWhile(item -> !item.id().equals("id3")),
                UpsertOptions.DEFAULT.progress(
                        progress -> assertThat(progress.total()).isEmpty()));
        assertThat(items.count()).isEqualTo(3);
    }

    @Test
    void an_empty_stream_stores_nothing_and_tells_nobody() {
        UpsertReport report = items.upsert(Stream.empty(), UpsertOptions.DEFAULT.progress(progress -> {
            throw new AssertionError(progress);
        }));
        assertThat(report.stored()).isZero();
        assertThat(items.count()).isZero();
    }

    @Test
    void an_item_that_is_refused_stops_the_stream_and_what_was_before_it_stays() {
        UpsertStoppedException stopped = catchThrowableOfType(
                UpsertStoppedException.class,
                () -> items.upsert(
                        Stream.of(item(0), item(1), item(2), bad(3), item(4)), UpsertOptions.DEFAULT.batchSize(2)));
        assertThat(stopped)
                .hasMessageContainingAll("'id3'", "the 3 items before it are stored", "NaN at position 1")
                .hasCauseInstanceOf(InvalidVectorException.class);
        assertThat(stopped.stored()).isEqualTo(3);
        assertThat(items.scan().map(Item::id)).containsExactly("id0", "id1", "id2");
    }

    @Test
    void items_that_are_refused_can_be_skipped_and_are_reported() {
        UpsertReport report = items.upsert(
                IntStream.range(0, 300).mapToObj(number -> number % 2 == 0 ? item(number) : bad(number)),
                UpsertOptions.DEFAULT.batchSize(7).onRefused(UpsertOptions.OnRefused.SKIP));
        assertThat(report.stored()).isEqualTo(150);
        assertThat(report.refused()).isEqualTo(150);
        assertThat(report.firstRefused()).hasSize(UpsertReport.MAX_LISTED);
        assertThat(report.firstRefused().getFirst().id()).isEqualTo("id1");
        assertThat(report.firstRefused().getFirst().reason()).contains("'id1'", "NaN at position 1");
        assertThat(items.count()).isEqualTo(150);
    }

    @Test
    void a_batch_size_below_one_is_refused() {
        assertThatThrownBy(() -> UpsertOptions.DEFAULT.batchSize(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the batch size is 0; expected at least 1");
    }

    @Test
    void of_a_refused_batch_the_message_says_that_none_is_stored() {
        assertThatThrownBy(() -> items.upsert(List.of(item(0), bad(1), item(2))))
                .isInstanceOf(InvalidVectorException.class)
                .hasMessage("vector 'id1' (item 2 of 3, none of which was stored) has NaN at position 1; collection"
                        + " 'items' takes finite numbers only");
        assertThat(items.count()).isZero();
    }

    @Test
    void of_items_with_one_id_in_a_stream_the_last_stays() {
        UpsertReport report = items.upsert(
                Stream.of(item(0), item(1), item(0).with("number", 7), item(0).with("number", 8)),
                UpsertOptions.DEFAULT.batchSize(3));
        assertThat(report.stored()).isEqualTo(4);
        assertThat(items.count()).isEqualTo(2);
        assertThat(items.get("id0")).contains(item(0).with("number", 8));
        assertThat(items.count(Filter.lte("number", 7))).isEqualTo(1);
    }

    @Test
    void a_payload_is_updated_and_all_else_stays_bit_for_bit() {
        Item before = new Item(
                "a",
                new float[] {Float.MIN_VALUE, -0.0f},
                Payload.of(Map.of("label", 1, "split", "test")),
                "text",
                "mnist:test/1");
        items.upsert(before);
        Payload payload = Payload.of(Map.of("label", 2));
        assertThat(items.updatePayload("a", payload)).isTrue();
        Item after = items.get("a").orElseThrow();
        assertThat(after).isEqualTo(before.with(payload));
        assertThat(Float.floatToRawIntBits(after.vector()[1])).isEqualTo(Float.floatToRawIntBits(-0.0f));
        assertThat(items.count(Filter.eq("label", 1))).isZero();
        assertThat(items.count(Filter.exists("split"))).isZero();
        assertThat(items.count(Filter.eq("label", 2))).isEqualTo(1);
        assertThat(items.count()).isEqualTo(1);
    }

    @Test
    void a_payload_can_be_changed_from_what_it_is() {
        items.upsert(item(1));
        assertThat(items.updatePayload("id1", payload -> payload.with("seen", true)))
                .isTrue();
        assertThat(items.get("id1")).contains(item(1).with("seen", true));
    }

    @Test
    void changes_of_one_payload_by_many_threads_all_count() throws InterruptedException {
        items.upsert(item(0));
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(thread -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 10; i++) {
                        items.updatePayload(
                                "id0",
                                payload -> payload.with(
                                        "number",
                                        payload.number("number").orElseThrow().longValue() + 1));
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(items.get("id0").orElseThrow().payload().number("number")).contains(40L);
    }

    @Test
    void the_payload_of_an_item_that_is_not_there_is_not_updated() {
        assertThat(items.updatePayload("nobody", Payload.EMPTY)).isFalse();
        assertThat(items.updatePayload("nobody", payload -> {
                    throw new AssertionError(payload);
                }))
                .isFalse();
        assertThat(items.count()).isZero();
    }

    @Test
    void an_update_that_fails_changes_nothing() {
        items.upsert(item(1));
        assertThatThrownBy(() -> items.updatePayload("id1", payload -> {
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(items.get("id1")).contains(item(1));
    }

    @Test
    void an_item_exists_from_upsert_to_delete() {
        assertThat(items.exists("id1")).isFalse();
        items.upsert(item(1));
        assertThat(items.exists("id1")).isTrue();
        assertThat(items.exists("id")).isFalse();
        items.delete("id1");
        assertThat(items.exists("id1")).isFalse();
    }

    @Test
    void items_are_deleted_by_their_ids_and_those_that_were_there_counted() {
        items.upsert(IntStream.range(0, 20).mapToObj(UpsertContract::item).toList());
        assertThat(items.delete(List.of("id3", "nobody", "id7", "id3"))).isEqualTo(2);
        assertThat(items.delete(List.of("id3", "id8"))).isEqualTo(1);
        assertThat(items.delete(List.of())).isZero();
        assertThat(items.count()).isEqualTo(17);
        items.upsert(item(3));
        items.flush();
        store.close();
        store = open(folder);
        items = store.collection("items");
        assertThat(items.scan().map(Item::id)).hasSize(18).contains("id3").doesNotContain("id7", "id8");
        assertThat(items.delete(
                        IntStream.range(0, 20_000).mapToObj(i -> "id" + i).toList()))
                .isEqualTo(18);
        assertThat(items.scan()).isEmpty();
    }

    @Test
    void items_are_deleted_by_filter_and_counted() {
        items.upsert(IntStream.range(0, 20).mapToObj(UpsertContract::item).toList());
        assertThat(items.count(Filter.lt("number", 5))).isEqualTo(5);
        assertThat(items.delete(Filter.lt("number", 5))).isEqualTo(5);
        assertThat(items.delete(Filter.lt("number", 5))).isZero();
        assertThat(items.count()).isEqualTo(15);
        store.close();
        store = open(folder);
        items = store.collection("items");
        assertThat(items.exists("id4")).isFalse();
        assertThat(items.delete(new Filter.And(List.of()))).isEqualTo(15);
        assertThat(items.scan()).isEmpty();
    }
}
