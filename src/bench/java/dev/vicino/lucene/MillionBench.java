package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.CollectionStats;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.evaluation.Comparison;
import dev.vicino.evaluation.ComparisonResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Indexes a million clustered vectors of 128 dimensions in a heap of one gigabyte, and searches them: time, bytes,
/// resident memory, recall and queries per second. Where the folder has them already, only the searches are made.
///
/// Each vector is one of a thousand centres, uniform in the unit cube, plus Gaussian noise of standard deviation 0.15 in
/// each coordinate; the queries are further draws.
///
/// ```
/// mvn -q -Pbench test-compile exec:exec -Dbench.main=dev.vicino.lucene.MillionBench -Dbench.heap=1g \
///     -Dbench.args="[folder] [items]"
/// ```
final class MillionBench {
    private static final String NAME = "million";
    private static final int DIMENSION = 128;
    private static final int CENTRES = 1000;
    private static final double NOISE = 0.15;
    private static final int BATCH = 1000;
    private static final int QUERIES = 1000;
    private static final List<Integer> EFFORTS = List.of(20, 50, 100, 200, 400);

    private MillionBench() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target/million");
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        Clusters clusters = new Clusters(new SplittableRandom(42));
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            if (store.collectionNames().contains(NAME)) {
                // Already indexed: the queries are further draws all the same.
                for (int i = 0; i < count; i++) {
                    clusters.next();
                }
            } else {
                index(store.create(CollectionSpec.of(NAME, DIMENSION)), clusters, count);
            }
            search(store.collection(NAME), clusters);
        }
        System.out.println(resident());
    }

    private static void index(VectorCollection items, Clusters clusters, int count) {
        long start = System.nanoTime();
        put(items, clusters, count, start);
        items.flush();
        report("indexed", start, items);
        long compacting = System.nanoTime();
        items.compact();
        report("compacted", compacting, items);
    }

    private static void put(VectorCollection items, Clusters clusters, int count, long start) {
        List<Item> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < count; i++) {
            batch.add(Item.of("item/" + i, clusters.next()));
            if (batch.size() == BATCH || i == count - 1) {
                items.upsert(batch);
                batch.clear();
            }
            if ((i + 1) % (count / 20) == 0) {
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf("%,9d items, %,.0f a second%n", i + 1, (i + 1) / seconds);
            }
        }
    }

    private static void report(String what, long start, VectorCollection items) {
        CollectionStats stats = items.stats();
        System.out.printf(
                "%s in %.0f s: %,d items, %d segments, %,d MB%n",
                what, (System.nanoTime() - start) / 1e9, stats.items(), stats.segments(), stats.bytes() / 1_000_000);
    }

    private static void search(VectorCollection items, Clusters clusters) {
        List<float[]> queries = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            queries.add(clusters.next());
        }
        ComparisonResult result = Comparison.by(Metric.EUCLIDEAN)
                .efforts(EFFORTS)
                .rounds(1)
                .run(items, queries, (done, total) -> {});
        System.out.printf("exact: %.1f queries a second%n", result.exactQueriesPerSecond());
        result.curve()
                .forEach(point -> System.out.printf(
                        "effort %3d: recall@10 %.4f, %,.0f queries a second, p99 %.2f ms%n",
                        point.effort(), point.meanRecall(), point.queriesPerSecond(), point.p99().toNanos() / 1e6));
    }

    /// The most memory that the process ever had, as Linux counts it: heap, code, and mapped pages of the index.
    private static String resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM") || line.startsWith("RssAnon"))
                .toList()
                .toString();
    }

    /// A stream of vectors in clusters.
    private static final class Clusters {
        private final RandomGenerator random;
        private final float[][] centres = new float[CENTRES][DIMENSION];

        private Clusters(RandomGenerator random) {
            this.random = random;
            for (float[] centre : centres) {
                for (int i = 0; i < DIMENSION; i++) {
                    centre[i] = random.nextFloat();
                }
            }
        }

        private float[] next() {
            float[] vector = centres[random.nextInt(CENTRES)].clone();
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] += (float) (NOISE * random.nextGaussian());
            }
            return vector;
        }
    }
}
