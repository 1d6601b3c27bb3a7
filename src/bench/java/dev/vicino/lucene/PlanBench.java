package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.VectorStore;
import dev.vicino.dataset.Digits;
import dev.vicino.dataset.Mnist;
import dev.vicino.exact.NearestScan;
import dev.vicino.exact.VectorBlock;
import dev.vicino.lucene.graph.SegmentVectors;
import dev.vicino.lucene.graph.WalkRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;

/// What the ways to search a segment cost: scanning its rows, scanning its columns, scanning its image, walking its
/// graph, among all items and among those that a filter lets through. Microseconds of processor time for a query, the
/// least of some rounds that alternate between the ways; for the last two also the comparisons made and the recall@10.
///
/// ```
/// PlanBench folder items dimension [MNIST's folder, for 784 dimensions]
/// ```
final class PlanBench {
    private static final int HITS = 10;
    private static final int QUERIES = 200;
    private static final int ROUNDS = 5;
    private static final Metric METRIC = Metric.EUCLIDEAN;

    /// Processor time, because others use the machine too.
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SegmentItems segment;
    private final float[][] queries;

    private PlanBench(SegmentItems segment, float[][] queries) {
        this.segment = segment;
        this.queries = queries;
    }

    public static void main(String[] arguments) throws IOException {
        int items = Integer.parseInt(arguments[1]);
        int dimension = Integer.parseInt(arguments[2]);
        Path folder = Path.of(arguments[0]);
        float[][] data = arguments.length > 3
                ? images(Mnist.in(Path.of(arguments[3])).train(), items)
                : random(items, dimension, 1);
        float[][] queries = arguments.length > 3
                ? images(Mnist.in(Path.of(arguments[3])).test(), QUERIES)
                : random(QUERIES, dimension, 2);
        String name = "plan-" + items + "-" + dimension;
        boolean there = Files.exists(folder.resolve(name));
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            var collection =
                    store.collection(CollectionSpec.of(name, dimension).metrics(METRIC));
            for (int from = 0; !there && from < items; from += 1000) {
                collection.upsert(IntStream.range(from, Math.min(items, from + 1000))
                        .mapToObj(i -> Item.of("i" + i, data[i]).with("n", Integer.reverse(i) >>> 1))
                        .toList());
            }
            if (!there) {
                collection.compact();
            }
        }
        try (InterruptProofDirectory files = new InterruptProofDirectory(folder.resolve(name));
                DirectoryReader reader = DirectoryReader.open(files)) {
            PlanBench bench =
                    new PlanBench(new SnapshotItems(reader).segments().getFirst(), queries);
            System.out.println(
                    "| items | dimension | share | rows | columns | image, and walk, by effort: µs (compared, recall) |");
            for (double share : new double[] {1, 0.8, 0.5, 0.2, 0.1, 0.03, 0.01}) {
                bench.measure(items, dimension, share);
            }
        }
    }

    private void measure(int items, int dimension, double share) throws IOException {
        Filter filter = share == 1 ? null : Filter.lt("n", (long) (share * Integer.MAX_VALUE));
        EligibleItems eligible = EligibleItems.of(segment, filter, EligibleItems.NONE);
        VectorBlock columns = dimension <= 16 ? HeldColumns.of(segment) : null;
        int[] efforts = {10, 40, 100, 400};
        double[] truth = new double[queries.length];
        for (int q = 0; q < queries.length; q++) {
            truth[q] = scan(queries[q], segment.block(), eligible);
        }
        double rows = Double.MAX_VALUE;
        double byColumns = Double.MAX_VALUE;
        boolean scannable = filter != null
                && Objects.requireNonNull(SegmentVectors.of(segment.reader(), VectorField.NAME, METRIC), "no vectors")
                        .byImage();
        double[] walks = new double[efforts.length];
        double[] images = new double[efforts.length];
        Arrays.fill(walks, Double.MAX_VALUE);
        Arrays.fill(images, Double.MAX_VALUE);
        List<String> notes = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rows = Math.min(rows, micros(query -> scan(query, segment.block(), eligible)));
            byColumns = columns == null
                    ? Double.NaN
                    : Math.min(byColumns, micros(query -> scan(query, columns, eligible)));
            for (int e = 0; e < efforts.length; e++) {
                int effort = efforts[e];
                walks[e] = Math.min(walks[e], micros(query -> walk(query, effort, eligible).compared));
                images[e] = scannable
                        ? Math.min(images[e], micros(query -> byImage(query, effort, eligible).compared))
                        : Double.NaN;
            }
        }
        for (int e = 0; e < efforts.length; e++) {
            int effort = efforts[e];
            notes.add(note(effort, walks[e], truth, query -> walk(query, effort, eligible)));
        }
        List<String> byImage = new ArrayList<>();
        for (int e = 0; scannable && e < efforts.length; e++) {
            int effort = efforts[e];
            byImage.add(note(effort, images[e], truth, query -> byImage(query, effort, eligible)));
        }
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %.2f | %.1f | %.1f | %s | %s |%n",
                items,
                dimension,
                share,
                rows,
                byColumns,
                String.join(", ", byImage),
                String.join(", ", notes));
    }

    private interface Found {
        Walked by(float[] query) throws IOException;
    }

    private String note(int effort, double micros, double[] truth, Found found) throws IOException {
        long compared = 0;
        int hits = 0;
        for (int q = 0; q < queries.length; q++) {
            Walked walked = found.by(queries[q]);
            compared += walked.compared;
            for (double value : walked.values) {
                hits += value <= truth[q] ? 1 : 0;
            }
        }
        return String.format(
                Locale.ROOT,
                "%d: %.1f (%d, %.3f)",
                effort,
                micros,
                compared / queries.length,
                (double) hits / (HITS * queries.length));
    }

    private interface Search {
        double run(float[] query) throws IOException;
    }

    private double micros(Search search) throws IOException {
        double sum = 0;
        long start = THREADS.getCurrentThreadCpuTime();
        int rounds = 0;
        long end;
        do {
            for (float[] query : queries) {
                sum += search.run(query);
            }
            rounds++;
            end = THREADS.getCurrentThreadCpuTime();
        } while (end - start < 30_000_000);
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("a search found NaN");
        }
        return (end - start) / 1e3 / queries.length / rounds;
    }

    /// The value of the farthest hit.
    private double scan(float[] query, VectorBlock block, EligibleItems eligible) throws IOException {
        NearestScan scan = new NearestScan(METRIC, query, HITS);
        scan.offerAccepted(0, block, eligible::next);
        return scan.nearest(this::vector).get(HITS - 1).value();
    }

    private float[] vector(int doc) {
        try {
            return segment.vector(doc);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Walked(double[] values, long compared) {}

    private interface Looking {
        SegmentVectors.Found look(SegmentVectors vectors, WalkRequest request) throws IOException;
    }

    private Walked walk(float[] query, int effort, EligibleItems eligible) throws IOException {
        return look(query, effort, eligible, SegmentVectors::near);
    }

    private Walked byImage(float[] query, int effort, EligibleItems eligible) throws IOException {
        return look(query, effort, eligible, SegmentVectors::scan);
    }

    private Walked look(float[] query, int effort, EligibleItems eligible, Looking looking) throws IOException {
        SegmentVectors vectors = Objects.requireNonNull(
                SegmentVectors.of(segment.reader(), VectorField.NAME, METRIC), "no vectors");
        SegmentVectors.Found found = looking.look(
                vectors, new WalkRequest(query, HITS, effort, eligible.accepted(), eligible.share(), Long.MAX_VALUE));
        NearestScan scan = new NearestScan(METRIC, query, HITS);
        for (int node : found.nodes()) {
            scan.offer(node, segment.vector(node));
        }
        double[] values = scan.nearest(this::vector).stream()
                .limit(HITS)
                .mapToDouble(neighbour -> neighbour.value())
                .toArray();
        return new Walked(values, found.compared());
    }

    private static float[][] images(Digits digits, int count) {
        return IntStream.range(0, count).mapToObj(digits::image).toArray(float[][]::new);
    }

    private static float[][] random(int count, int dimension, long seed) {
        Random random = new Random(seed);
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }
}
