package dev.vicino.bench;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Hit;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.PayloadType;
import dev.vicino.Projection;
import dev.vicino.SearchRequest;
import dev.vicino.UpsertOptions;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// This store, through its public interface.
final class VicinoEngine implements Engine {
    private static final String COLLECTION = "bench";
    private static final String FIELD = "percentile";

    @Override
    public void build(VectorFile base, Metric metric, Path folder) {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = store.create(CollectionSpec.of(COLLECTION, base.dimension())
                    .metrics(metric)
                    .field(FIELD, PayloadType.LONG));
            items.upsert(IntStream.range(0, base.count()).mapToObj(i -> item(base, i)), UpsertOptions.DEFAULT);
            items.compact();
        }
    }

    private static Item item(VectorFile base, int ordinal) {
        return Item.of(Integer.toString(ordinal), base.row(ordinal)).with(FIELD, (long) BenchData.percentile(ordinal));
    }

    @Override
    public Index open(BenchData data, Metric metric, Path folder) {
        VectorCollection items = LuceneVectorStore.openReadOnly(folder).collection(COLLECTION);
        return () -> search(items);
    }

    @Override
    public Written write(BenchData data, Metric metric, Path folder) throws IOException {
        VectorFile base = data.base();
        VectorStore store = LuceneVectorStore.open(folder);
        VectorCollection items = store.collection(COLLECTION);
        return new Written() {
            @Override
            public Search search() {
                return VicinoEngine.search(items);
            }

            @Override
            public void replace(int first, int count) {
                items.upsert(IntStream.range(first, first + count)
                        .mapToObj(i -> item(base, i))
                        .toList());
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }

    private static Search search(VectorCollection items) {
        return (query, effort, share) -> {
            SearchRequest request = SearchRequest.near(query)
                    .limit(Truth.HITS)
                    .effort(effort)
                    .project(Projection.BARE);
            List<Hit> hits = items.search(share == 100 ? request : request.where(Filter.lt(FIELD, (long) share)))
                    .hits();
            int[] ordinals = new int[hits.size()];
            for (int i = 0; i < ordinals.length; i++) {
                ordinals[i] = Integer.parseInt(hits.get(i).id());
            }
            return ordinals;
        };
    }
}
