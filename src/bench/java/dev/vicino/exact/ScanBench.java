package dev.vicino.exact;

import com.sun.management.OperatingSystemMXBean;
import dev.vicino.Metric;
import dev.vicino.dataset.Digits;
import dev.vicino.dataset.Mnist;
import dev.vicino.lucene.graph.VectorFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.IntStream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/// Measures the exact scans against what the machine can do at best: single queries in GB/s against reading memory,
/// batches in GFLOP/s (two operations for each dimension, also under L1) against multiply-adds in registers, and
/// vectors of two dimensions in queries/s. The data are MNIST's 60,000 training images, where `VICINO_MNIST` names
/// their folder, or as many random vectors of 784 dimensions; the queries are its test images.
///
/// Rounds of all alternate, each measurement right behind its own limit, so that whatever else the machine does falls
/// on both alike; medians over rounds and the best are printed. The share is the median of the rounds' shares, in
/// processor time of the process, so that waiting for a processor does not count, but idling of a second thread does
/// not either.
///
/// ```
/// mvn -q -Pbench test-compile exec:exec -Dbench.main=dev.vicino.exact.ScanBench \
///     -Dbench.args="[rounds] [queries in a batch] [only lines that contain]"
/// ```
final class ScanBench {
    private static final int DIMENSION = Digits.PIXELS;
    private static final int LIMIT = 10;
    private static final int SINGLE_QUERIES = 8;
    private static final int PLANE_ITEMS = 10_000;
    private static final int PLANE_QUERIES = 4_000;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final float[] base;
    private final float[][] queries;
    private final List<Measurement> measurements = new ArrayList<>();

    /// Keeps the compiler from leaving out what nobody reads.
    private final DoubleAdder sink = new DoubleAdder();

    private ScanBench(float[] base, float[][] queries) {
        this.base = base;
        this.queries = queries;
    }

    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        int batch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        String folder = System.getenv("VICINO_MNIST");
        ScanBench bench = folder == null ? random(batch) : mnist(Path.of(folder), batch);
        System.out.printf(
                "%d vectors of %d dimensions (%s), batches of %d queries, the %d nearest; %d processors%n",
                bench.base.length / DIMENSION,
                DIMENSION,
                folder == null ? "random" : "MNIST",
                batch,
                LIMIT,
                Runtime.getRuntime().availableProcessors());
        bench.prepare();
        bench.measurements.removeIf(each -> arguments.length > 2 && !each.name.contains(arguments[2]));
        // One round that is not counted lets the JIT compiler finish.
        for (int round = -1; round < rounds; round++) {
            for (Measurement each : bench.measurements) {
                each.run(round >= 0);
            }
        }
        bench.measurements.forEach(Measurement::print);
    }

    private static ScanBench mnist(Path folder, int batch) throws IOException {
        Mnist mnist = Mnist.in(folder);
        Digits test = mnist.test();
        float[][] queries = IntStream.range(0, batch).mapToObj(test::image).toArray(float[][]::new);
        return new ScanBench(mnist.train().flat(), queries);
    }

    private static ScanBench random(int batch) {
        return new ScanBench(floats(60_000 * DIMENSION, 1), rows(floats(batch * DIMENSION, 2), DIMENSION));
    }

    private void prepare() throws IOException {
        VectorBlock stored = stored(base);
        for (int threads = 1; threads <= 2; threads++) {
            int running = threads;
            double bytes = 4.0 * base.length * threads;
            Limit memory = new Limit("GB/s", bytes, () -> onThreads(running, thread -> MachineLimits.read(base)));
            double operations = MachineLimits.multiplyAddOperations() * threads;
            Limit peak = new Limit(
                    "GFLOP/s", operations, () -> onThreads(running, thread -> MachineLimits.multiplyAdd()));
            for (Metric metric : Metric.values()) {
                String name = " " + metric.symbol() + ", threads: " + threads;
                measurements.add(new Measurement(
                        "one query" + name,
                        memory,
                        bytes * SINGLE_QUERIES,
                        () -> onThreads(running, thread -> scanAll(metric, stored))));
                measurements.add(new Measurement(
                        "batch" + name, peak, 2.0 * queries.length * base.length, () -> sink.add(BatchScan.nearest(
                                        metric, queries, stored, LIMIT, running)
                                .size())));
            }
        }
        VectorColumns plane = VectorColumns.of(VectorBlock.of(floats(2 * PLANE_ITEMS, 3), 2));
        float[][] points = rows(floats(2 * PLANE_QUERIES, 4), 2);
        Limit oneRead = new Limit("GB/s", 4.0 * base.length, () -> sink.add(MachineLimits.read(base)));
        for (Metric metric : Metric.values()) {
            measurements.add(new Measurement(
                    "two dimensions " + metric.symbol() + ", 10^9 items",
                    oneRead,
                    (double) PLANE_ITEMS * PLANE_QUERIES,
                    () -> sink.add(scanPlane(metric, plane, points))));
        }
    }

    private double scanAll(Metric metric, VectorBlock block) {
        double sum = 0;
        for (int q = 0; q < SINGLE_QUERIES; q++) {
            NearestScan scan = new NearestScan(metric, queries[q], LIMIT);
            scan.offerAll(0, block);
            sum += scan.nearest(row -> vector(block, row)).getFirst().value();
        }
        return sum;
    }

    private static double scanPlane(Metric metric, VectorBlock plane, float[][] points) {
        double sum = 0;
        for (float[] point : points) {
            NearestScan scan = new NearestScan(metric, point, LIMIT);
            scan.offerAll(0, plane);
            sum += scan.nearest(row -> vector(plane, row)).getFirst().value();
        }
        return sum;
    }

    private void onThreads(int threads, Share share) {
        sink.add(IntStream.range(0, threads).parallel().mapToDouble(share::run).sum());
    }

    private static float[] vector(VectorBlock block, int row) {
        float[] vector = new float[block.dimension()];
        block.copy(row, 1, vector, 0);
        return vector;
    }

    /// Vectors in a file that Lucene has mapped, as a segment's are; gone with the process.
    private static VectorBlock stored(float[] base) throws IOException {
        Path folder = Files.createTempDirectory("scan-bench");
        folder.toFile().deleteOnExit();
        Directory files = new MMapDirectory(folder);
        try (IndexOutput output = files.createOutput("rows", IOContext.DEFAULT)) {
            for (float component : base) {
                output.writeInt(Float.floatToRawIntBits(component));
            }
        }
        folder.resolve("rows").toFile().deleteOnExit();
        return new StoredBlock(VectorBlock.of(base, DIMENSION), files.openInput("rows", IOContext.DEFAULT));
    }

    private record StoredBlock(VectorBlock copied, IndexInput file) implements VectorBlock {
        @Override
        public int count() {
            return copied.count();
        }

        @Override
        public int dimension() {
            return copied.dimension();
        }

        @Override
        public void copy(int firstRow, int rows, float[] target, int offset) {
            copied.copy(firstRow, rows, target, offset);
        }

        @Override
        public @Nullable StoredRows inPlace() {
            return VectorFile.inPlace(file, dimension());
        }
    }

    private static float[] floats(int count, long seed) {
        Random random = new Random(seed);
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat();
        }
        return floats;
    }

    private static float[][] rows(float[] floats, int dimension) {
        return IntStream.range(0, floats.length / dimension)
                .mapToObj(i -> Arrays.copyOfRange(floats, i * dimension, (i + 1) * dimension))
                .toArray(float[][]::new);
    }

    private interface Share {
        double run(int thread);
    }

    /// What bounds a measurement.
    private record Limit(String unit, double work, Runnable task) {}

    /// What a task took, in nanoseconds.
    private record Times(long elapsed, long processor) {
        static Times of(Runnable task) {
            long processorStart = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            task.run();
            return new Times(System.nanoTime() - start, PROCESS.getProcessCpuTime() - processorStart);
        }
    }

    /// One line of the table.
    private static final class Measurement {
        private final String name;
        private final Limit limit;
        private final double work;
        private final Runnable task;
        private final List<Double> rates = new ArrayList<>();
        private final List<Double> limits = new ArrayList<>();
        private final List<Double> shares = new ArrayList<>();

        Measurement(String name, Limit limit, double work, Runnable task) {
            this.name = name;
            this.limit = limit;
            this.work = work;
            this.task = task;
        }

        void run(boolean counted) {
            Times best = Times.of(limit.task);
            Times own = Times.of(task);
            if (counted) {
                limits.add(limit.work / best.elapsed);
                rates.add(work / own.elapsed);
                shares.add((work / own.processor) / (limit.work / best.processor));
            }
        }

        void print() {
            System.out.printf(
                    "%-36s median %6.1f, best %6.1f of %6.1f and %6.1f %s; share %3.0f %%%n",
                    name,
                    median(rates),
                    best(rates),
                    median(limits),
                    best(limits),
                    limit.unit,
                    100 * median(shares));
        }

        private static double median(List<Double> values) {
            return values.stream().sorted().toList().get(values.size() / 2);
        }

        private static double best(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        }
    }
}
