package dev.vicino.lucene;

import dev.vicino.Audit;
import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchPlan;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.dataset.Digits;
import dev.vicino.dataset.IdxFile;
import dev.vicino.dataset.Mnist;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Holds `targetRecall` to its word: the recall@10 that was reached over queries which the store has never seen, for
/// each recall that was asked for, under each metric.
///
/// ```
/// mvn -q -Pbench test-compile exec:exec -Dbench.main=dev.vicino.lucene.PromiseBench \
///     -Dbench.args="folder [vae32|pixels|random|clusters]"
/// ```
final class PromiseBench {
    private static final double[] TARGETS = {0.90, 0.95, 0.99, 0.999};

    private PromiseBench() {}

    private record Data(String name, List<float[]> stored, List<float[]> unseen) {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<String> names = arguments.length > 1
                ? List.of(arguments[1])
                : List.of("vae32", "pixels", "random", "clusters");
        System.out.println("| data | metric | " + Arrays.toString(TARGETS) + " |");
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            for (String name : names) {
                Data data = data(name);
                VectorCollection items = store.create(
                        CollectionSpec.of(name, data.stored.getFirst().length).metrics(Metric.values()));
                for (int from = 0; from < data.stored.size(); from += 1000) {
                    items.upsert(IntStream.range(from, Math.min(from + 1000, data.stored.size()))
                            .mapToObj(i -> Item.of("i" + i, data.stored.get(i)))
                            .toList());
                }
                items.compact();
                for (Metric metric : Metric.values()) {
                    measure(data, items, metric);
                }
            }
        }
    }

    private static void measure(Data data, VectorCollection items, Metric metric) {
        long start = System.nanoTime();
        items.calibrate(metric);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<SearchResult> truth = items.searchAll(data.unseen.stream()
                .map(query -> SearchRequest.near(query).metric(metric).exact())
                .toList());
        StringBuilder row = new StringBuilder("| " + data.name + ", " + data.stored.size() + " stored, "
                + data.unseen.size() + " unseen | " + metric.symbol());
        for (double target : TARGETS) {
            List<SearchResult> answers = items.searchAll(data.unseen.stream()
                    .map(query -> SearchRequest.near(query).metric(metric).targetRecall(target))
                    .toList());
            double sum = 0;
            for (int i = 0; i < answers.size(); i++) {
                sum += new Audit(answers.get(i), truth.get(i)).recall();
            }
            SearchPlan plan = answers.getFirst().plan();
            String how = plan.exact() ? "scan" : String.valueOf(plan.effort());
            row.append(" | %.4f (%s)".formatted(sum / answers.size(), how));
        }
        System.out.println(row + " | calibrated in %.1f s |".formatted(seconds));
    }

    private static Data data(String name) throws IOException {
        return switch (name) {
            case "vae32" -> split(name, rows(IdxFile.readFloats(Path.of("data/embeddings/vae32-test.idx.gz"), 2)), 1500);
            case "pixels" -> pixels();
            case "random" -> split(name, gaussian(22_000, 32, 1), 2000);
            case "clusters" -> split(name, gaussian(22_000, 64, 100), 2000);
            default -> throw new IllegalArgumentException("'" + name + "' is no data set");
        };
    }

    private static Data pixels() throws IOException {
        Mnist mnist = Mnist.in(Path.of(System.getenv("VICINO_MNIST")));
        return new Data("pixels", vectors(mnist.train(), 60_000), vectors(mnist.test(), 2000));
    }

    private static List<float[]> vectors(Digits digits, int count) {
        return IntStream.range(0, count).mapToObj(digits::image).toList();
    }

    private static List<float[]> rows(IdxFile.Floats array) {
        int dimension = array.shape()[1];
        return IntStream.range(0, array.shape()[0])
                .mapToObj(row -> Arrays.copyOfRange(array.values(), row * dimension, (row + 1) * dimension))
                .toList();
    }

    /// Standard Gaussian noise, around as many Gaussian centres, four times as far apart as the noise is wide.
    private static List<float[]> gaussian(int count, int dimension, int centres) {
        Random random = new Random(42);
        float[][] middle = new float[centres][dimension];
        if (centres > 1) {
            for (float[] centre : middle) {
                for (int i = 0; i < dimension; i++) {
                    centre[i] = (float) (4 * random.nextGaussian());
                }
            }
        }
        List<float[]> vectors = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            float[] vector = middle[random.nextInt(centres)].clone();
            for (int i = 0; i < dimension; i++) {
                vector[i] += (float) random.nextGaussian();
            }
            vectors.add(vector);
        }
        return vectors;
    }

    private static Data split(String name, List<float[]> all, int unseen) {
        List<float[]> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(7));
        return new Data(name, shuffled.subList(unseen, shuffled.size()), shuffled.subList(0, unseen));
    }
}
