package dev.vicino;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Random items, to be searched by all metrics.
abstract class RandomItems extends SharedCollection {
    static final int DIMENSION = 24;
    static final int ITEMS = 3000;
    private static final List<Metric> METRICS = List.of(Metric.values());

    @Override
    CollectionSpec spec() {
        return CollectionSpec.of("items", DIMENSION).metrics(Metric.values());
    }

    @Override
    void fill() {
        items.upsert(generated(ITEMS, 1));
    }

    static List<Item> generated(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> Item.of("item/" + i, vector(random)).with("label", i % 5))
                .toList();
    }

    static float[] vector(Random random) {
        return gaussian(random, DIMENSION);
    }

    /// One request of each kind in turn, by each metric in turn.
    static List<SearchRequest> mixed(int count) {
        Random random = new Random(3);
        List<SearchRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SearchRequest request = SearchRequest.near(vector(random)).metric(METRICS.get(i % 4));
            requests.add(
                    switch (i % 5) {
                        case 0 -> request;
                        case 1 -> request.exact().where(Filter.eq("label", i % 6));
                        case 2 -> request.diverse(0.5);
                        case 3 -> request.groupBy("label", 2).limit(3);
                        default -> request.exact();
                    });
        }
        return requests;
    }
}
