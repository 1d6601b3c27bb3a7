package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldMatchesTest {
    private static final int ITEMS = 1000;

    /// What sets of so many documents take.
    private static final int BYTES = 1024 + 1024 / 8;

    @TempDir
    private Path folder;

    @BeforeEach
    void fill() {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = items(store);
            items.upsert(
                    IntStream.range(0, ITEMS).mapToObj(HeldMatchesTest::item).toList());
            items.compact();
        }
    }

    private static Item item(int number) {
        return Item.of("i" + number, new float[] {number, 1}).with("number", number);
    }

    private static VectorCollection items(VectorStore store) {
        return store.collection(CollectionSpec.of("items", 2));
    }

    private static Filter below(int number) {
        return Filter.lt("number", number);
    }

    private interface Check {
        void run(SegmentItems segment) throws IOException;
    }

    private void withSegment(Check check) throws IOException {
        try (Directory files = new InterruptProofDirectory(folder.resolve("items"));
                DirectoryReader reader = DirectoryReader.open(files)) {
            check.run(new SnapshotItems(reader).segments().getFirst());
        }
    }

    @Test
    void an_equal_filter_is_worked_off_once() throws IOException {
        HeldMatches held = new HeldMatches(Long.MAX_VALUE);
        withSegment(segment -> {
            HeldMatches.Matches first = held.of(segment, below(10));
            assertThat(first.count()).isEqualTo(10);
            assertThat(held.of(segment, below(10))).isSameAs(first);
            assertThat(held.of(segment, below(11)).count()).isEqualTo(11);
            assertThat(held.size()).isEqualTo(2);
        });
    }

    @Test
    void nothing_is_held_of_a_closed_snapshot() throws IOException {
        HeldMatches held = new HeldMatches(2 * BYTES);
        for (int round = 0; round < 3; round++) {
            withSegment(segment -> {
                held.of(segment, below(10));
                held.of(segment, below(11));
                assertThat(held.size()).isEqualTo(2);
            });
            assertThat(held.size()).isZero();
        }
    }

    @Test
    void what_is_asked_for_again_stays_when_others_go() throws IOException {
        HeldMatches held = new HeldMatches(4 * BYTES);
        withSegment(segment -> {
            HeldMatches.Matches wanted = held.of(segment, below(0));
            for (int number = 1; number < 50; number++) {
                assertThat(held.of(segment, below(number)).count()).isEqualTo(number);
                assertThat(held.of(segment, below(0))).isSameAs(wanted);
                assertThat(held.size()).isLessThanOrEqualTo(4);
            }
        });
    }

    @Test
    void what_would_take_all_the_room_is_not_held() throws IOException {
        HeldMatches held = new HeldMatches(BYTES - 100);
        withSegment(segment -> {
            assertThat(held.of(segment, below(10)).count()).isEqualTo(10);
            assertThat(held.size()).isZero();
        });
    }

    @Test
    void large_and_deep_filters_are_not_held() throws IOException {
        HeldMatches held = new HeldMatches(Long.MAX_VALUE);
        Filter deep = below(10);
        for (int level = 0; level < 10_000; level++) {
            deep = Filter.not(Filter.not(deep));
        }
        List<Filter> large = List.of(
                deep,
                Filter.in("number", Collections.nCopies(40, 7)),
                Filter.and(Collections.nCopies(40, below(10)).toArray(Filter[]::new)));
        withSegment(segment -> {
            for (Filter filter : large) {
                assertThat(held.of(segment, filter).count()).isPositive();
            }
            assertThat(held.size()).isZero();
        });
    }

    @Test
    void a_search_sees_what_was_written_since_the_filter_was_asked_for() {
        SearchRequest request = SearchRequest.near(new float[] {0, 1}).limit(3).where(Filter.gt("number", 4));
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = items(store);
            assertThat(items.search(request).ids()).containsExactly("i5", "i6", "i7");
            items.delete("i6");
            items.upsert(item(5).with("number", 1));
            assertThat(items.search(request).ids()).containsExactly("i7", "i8", "i9");
            items.upsert(item(2).with("number", 8));
            assertThat(items.search(request).ids()).containsExactly("i2", "i7", "i8");
            assertThat(items.count(Filter.gt("number", 4))).isEqualTo(ITEMS - 5 - 2 + 1);
        }
    }
}
