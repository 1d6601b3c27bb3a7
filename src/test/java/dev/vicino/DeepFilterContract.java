package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a [VectorCollection] that evaluates filters in its own process promises about their depth.
public abstract class DeepFilterContract {
    @TempDir
    Path folder;

    protected abstract VectorStore open(Path place);

    @Test
    void filters_of_thousands_of_levels_are_answered() {
        Filter deep = Filter.eq("label", 7);
        for (int level = 0; level < 1500; level++) {
            deep = Filter.not(Filter.or(Filter.eq("label", level + 8), Filter.and(Filter.exists("label"), deep)));
        }
        Filter branches = new Filter.Or(
                IntStream.range(5, 5000).mapToObj(i -> Filter.eq("label", i)).toList());
        List<Item> all = IntStream.range(0, 20)
                .mapToObj(i -> Item.of("id" + i, new float[] {i, 1}).with("label", i))
                .toList();
        try (VectorStore store = open(folder)) {
            VectorCollection items =
                    store.collection(CollectionSpec.of("items", 2).field("label", PayloadType.LONG));
            items.upsert(all);
            for (Filter filter : List.of(deep, Filter.not(deep), new Filter.And(List.of(deep, branches)))) {
                List<String> expected = all.stream()
                        .filter(item -> filter.matches(item.payload()))
                        .map(Item::id)
                        .toList();
                SearchRequest request =
                        SearchRequest.near(new float[] {-1, 1}).where(filter).limit(100);
                assertThat(items.search(request).ids()).isEqualTo(expected);
                assertThat(items.count(filter)).isEqualTo(expected.size());
            }
        }
    }
}
