package dev.vicino.lucene;

import dev.vicino.Audit;
import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.Projection;
import dev.vicino.SearchPlan;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.dataset.Digits;
import dev.vicino.dataset.Mnist;
import dev.vicino.vae.VaeModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Holds `targetRecall` to its word: the recall@10 that was reached over queries which the store has never seen, for
/// each recall that was asked for, under each metric; and the effort that it took, beside the least that does.
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
        List<SearchRequest> requests = data.unseen.stream()
                .map(query -> SearchRequest.near(query).metric(metric).project(Projection.BARE))
                .toList();
        List<SearchResult> truth =
                items.searchAll(requests.stream().map(SearchRequest::exact).toList());
        StringBuilder row = new StringBuilder("| " + data.name + ", " + data.stored.size() + " stored, "
                + data.unseen.size() + " unseen | " + metric.symbol());
        for (double target : TARGETS) {
            Reached promised = reached(items, requests, truth, request -> request.targetRecall(target));
            row.append(" | %.4f (%s)".formatted(promised.recall, effort(promised.plan, items, requests, truth, target)));
        }
        System.out.println(row + " | calibrated in %.1f s |".formatted(seconds));
    }

    private static String effort(
            SearchPlan plan,
            VectorCollection items,
            List<SearchRequest> requests,
            List<SearchResult> truth,
            double target) {
        if (plan.exact()) {
            return "scan";
        }
        int least = leastEffort(items, requests, truth, target, 4 * plan.effort());
        return least == 0
                ? plan.effort() + ", four times as much does not reach it"
                : "%d, %.2f of the least".formatted(plan.effort(), (double) plan.effort() / least);
    }

    /// The least that reaches a recall; 0 if none up to a greatest does.
    private static int leastEffort(
            VectorCollection items,
            List<SearchRequest> requests,
            List<SearchResult> truth,
            double target,
            int greatest) {
        int low = 9;
        int high = greatest;
        if (reached(items, requests, truth, request -> request.effort(greatest)).recall < target) {
            return 0;
        }
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (reached(items, requests, truth, request -> request.effort(middle)).recall >= target) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private record Reached(double recall, SearchPlan plan) {}

    private static Reached reached(
            VectorCollection items,
            List<SearchRequest> requests,
            List<SearchResult> truth,
            UnaryOperator<SearchRequest> how) {
        List<SearchResult> answers = items.searchAll(requests.stream().map(how).toList());
        double sum = 0;
        for (int i = 0; i < answers.size(); i++) {
            sum += new Audit(answers.get(i), truth.get(i)).recall();
        }
        return new Reached(sum / answers.size(), answers.getFirst().plan());
    }

    private static Data data(String name) throws IOException {
        return switch (name) {
            case "vae32" -> new Data(name, embedded(mnist().train()), embedded(mnist().test()));
            case "pixels" -> new Data(name, pixels(mnist().train()), pixels(mnist().test()));
            case "random" -> split(name, gaussian(40_000, 32, 1), 10_000);
            case "clusters" -> split(name, gaussian(40_000, 64, 100), 10_000);
            default -> throw new IllegalArgumentException("'" + name + "' is no data set");
        };
    }

    private static Mnist mnist() throws IOException {
        return Mnist.in(Path.of(System.getenv("VICINO_MNIST")));
    }

    private static List<float[]> pixels(Digits digits) {
        return IntStream.range(0, digits.count()).mapToObj(digits::image).toList();
    }

    private static List<float[]> embedded(Digits digits) throws IOException {
        return List.of(VaeModel.load(Path.of("data/models/vae32.zip")).encodeAll(digits.flat(), digits.count()));
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
