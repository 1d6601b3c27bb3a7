package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Exact batches: queries a second of `searchAll`, by metric, among all items and among the half and the hundredth
/// that a filter lets through; and of single exact searches beside them. Wall time, the best of some rounds.
///
/// ```
/// BatchBench folder items dimension queries
/// ```
/// How many threads there are, `-XX:ActiveProcessorCount` says.
final class BatchBench {
    private static final int ROUNDS = 3;

    private BatchBench() {}

    public static void main(String[] arguments) {
        int items = Integer.parseInt(arguments[1]);
        int dimension = Integer.parseInt(arguments[2]);
        int queries = Integer.parseInt(arguments[3]);
        Random random = new Random(11);
        try (VectorStore store = LuceneVectorStore.open(Path.of(arguments[0]))) {
            VectorCollection collection = store.collection(
                    CollectionSpec.of("batch-" + items + "-" + dimension, dimension).metrics(Metric.values()));
            if (collection.count() == 0) {
                for (int from = 0; from < items; from += 1000) {
                    collection.upsert(IntStream.range(from, Math.min(items, from + 1000))
                            .mapToObj(i -> Item.of("i" + i, vector(random, dimension)).with("n", i % 100))
                            .toList());
                }
                collection.compact();
            }
            List<float[]> near =
                    IntStream.range(0, queries).mapToObj(i -> vector(random, dimension)).toList();
            for (Metric metric : Metric.values()) {
                measure(metric, "all", collection, request(near, metric, null));
                measure(metric, "50 %", collection, request(near, metric, Filter.lt("n", 50)));
                measure(metric, "1 %", collection, request(near, metric, Filter.lt("n", 1)));
            }
        }
    }

    private static List<SearchRequest> request(List<float[]> near, Metric metric, @Nullable Filter filter) {
        return near.stream()
                .map(query -> SearchRequest.near(query).metric(metric).exact())
                .map(request -> filter == null ? request : request.where(filter))
                .toList();
    }

    private static void measure(Metric metric, String among, VectorCollection items, List<SearchRequest> requests) {
        double together = 0;
        double alone = 0;
        List<SearchRequest> few = requests.subList(0, Math.min(100, requests.size()));
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            items.searchAll(requests);
            together = Math.max(together, requests.size() * 1e9 / (System.nanoTime() - start));
            start = System.nanoTime();
            few.forEach(items::search);
            alone = Math.max(alone, few.size() * 1e9 / (System.nanoTime() - start));
        }
        System.out.printf(
                Locale.ROOT, "%s among %s: %.0f queries/s together, %.0f alone%n", metric.symbol(), among, together, alone);
    }

    private static float[] vector(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
