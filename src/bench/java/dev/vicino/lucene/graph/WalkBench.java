package dev.vicino.lucene.graph;

import dev.vicino.GraphParameters;
import dev.vicino.Metric;
import dev.vicino.dataset.Digits;
import dev.vicino.dataset.Mnist;
import dev.vicino.exact.NearestScan;
import dev.vicino.exact.Neighbour;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/// Walks through this package's graphs against Lucene's own search, on the same vectors, in alternating rounds: queries
/// a second in one thread, and recall@10 with ties.
///
/// ```
/// mvn -q -Pbench test-compile exec:exec -Dbench.main=dev.vicino.lucene.graph.WalkBench \
///     -Dbench.args="<folder for indexes> <data> <metric> [efforts]"
/// ```
/// The data are a folder with MNIST, or `uniform:dimension:items`, `clustered:…` or `unit:…`.
public final class WalkBench {
    private static final int HITS = 10;
    private static final int QUERIES = 2000;
    private static final int ROUNDS = 5;
    /// Processor time, because others use the machine too.
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final String FIELD = "v";

    private final Metric metric;
    private final float[][] queries;
    private final double[] farthest;
    private final LeafReader own;
    private final LeafReader stock;

    private WalkBench(Metric metric, float[][] queries, double[] farthest, LeafReader own, LeafReader stock) {
        this.metric = metric;
        this.queries = queries;
        this.farthest = farthest;
        this.own = own;
        this.stock = stock;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Metric metric = Metric.parse(arguments[2]);
        int[] efforts = arguments.length > 3
                ? Arrays.stream(arguments[3].split(",")).mapToInt(Integer::parseInt).toArray()
                : new int[] {10, 15, 20, 30, 40, 60, 80, 120, 200, 400};
        float[][][] data = data(arguments[1]);
        Path home = folder.resolve(Integer.toHexString(arguments[1].hashCode()));
        int dimension = data[0][0].length;
        Path ownHome = home.resolve("own-" + metric.symbol());
        Path stockHome = home.resolve("stock-" + similarity(metric));
        try (Directory ownFiles = index(ownHome, ownCodec(), data[0], ownField(metric, dimension));
                Directory stockFiles = index(stockHome, stockCodec(), data[0], stockField(metric, dimension));
                DirectoryReader ownReader = DirectoryReader.open(ownFiles);
                DirectoryReader stockReader = DirectoryReader.open(stockFiles)) {
            double[] farthest = truth(home.resolve("truth-" + metric.symbol()), metric, data[0], data[1]);
            new WalkBench(
                            metric,
                            data[1],
                            farthest,
                            ownReader.leaves().get(0).reader(),
                            stockReader.leaves().get(0).reader())
                    .run(efforts);
        }
    }

    private void run(int[] efforts) throws IOException {
        measure(efforts[0], true);
        measure(efforts[0], false);
        measure(efforts[efforts.length - 1], true);
        System.out.println("| effort | own q/s | recall | compared | Lucene q/s | recall |");
        System.out.println("|---|---|---|---|---|---|");
        for (int effort : efforts) {
            Measured mine = measure(effort, true);
            Measured theirs = measure(effort, false);
            for (int round = 1; round < ROUNDS; round++) {
                mine = best(mine, measure(effort, true));
                theirs = best(theirs, measure(effort, false));
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.0f | %.4f | %.0f | %.0f | %.4f |%n",
                    effort,
                    mine.perSecond,
                    mine.recall,
                    mine.compared,
                    theirs.perSecond,
                    theirs.recall);
        }
    }

    private record Measured(double perSecond, double recall, double compared) {}

    private static Measured best(Measured one, Measured other) {
        return other.perSecond > one.perSecond ? other : one;
    }

    private Measured measure(int effort, boolean mine) throws IOException {
        long found = 0;
        long compared = 0;
        SegmentVectors vectors = Objects.requireNonNull(SegmentVectors.of(own, FIELD, metric), "no vectors");
        FloatVectorValues values = own.getFloatVectorValues(FIELD);
        FloatVectorValues stockValues = stock.getFloatVectorValues(FIELD);
        IndexSearcher searcher = new IndexSearcher(stock);
        int[][] answers = new int[queries.length][];
        long start = THREADS.getCurrentThreadCpuTime();
        for (int q = 0; q < queries.length; q++) {
            if (mine) {
                SegmentVectors.Found near = vectors.near(WalkRequest.of(queries[q], HITS, effort));
                compared += near.compared();
                answers[q] = nearest(queries[q], near.nodes(), values);
            } else {
                KnnFloatVectorQuery query = new KnnFloatVectorQuery(FIELD, queries[q], Math.max(HITS, effort));
                ScoreDoc[] docs = searcher.search(query, HITS).scoreDocs;
                answers[q] = new int[docs.length];
                for (int i = 0; i < docs.length; i++) {
                    answers[q][i] = docs[i].doc;
                }
            }
        }
        double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
        for (int q = 0; q < queries.length; q++) {
            for (int node : answers[q]) {
                double value = metric.between(queries[q], (mine ? values : stockValues).vectorValue(node));
                if (metric.compareNearestFirst(value, farthest[q]) <= 0) {
                    found++;
                }
            }
        }
        return new Measured(
                queries.length / seconds,
                (double) found / (queries.length * (long) HITS),
                (double) compared / queries.length);
    }

    /// As the store orders what a walk found.
    private int[] nearest(float[] query, int[] nodes, FloatVectorValues values) throws IOException {
        NearestScan scan = new NearestScan(metric, query, HITS);
        for (int node : nodes) {
            scan.offer(node, values.vectorValue(node));
        }
        List<Neighbour> nearest = scan.nearest(node -> {
            try {
                return values.vectorValue(node);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        return nearest.stream().limit(HITS).mapToInt(Neighbour::ordinal).toArray();
    }

    private static float[][][] data(String name) throws IOException {
        if (!name.contains(":")) {
            Mnist mnist = Mnist.in(Path.of(name));
            return new float[][][] {images(mnist.train()), Arrays.copyOf(images(mnist.test()), QUERIES)};
        }
        return generated(name.split(":"));
    }

    private static float[][] images(Digits digits) {
        return IntStream.range(0, digits.count()).mapToObj(digits::image).toArray(float[][]::new);
    }

    private static float[][][] generated(String[] shape) {
        int dimension = Integer.parseInt(shape[1]);
        int items = Integer.parseInt(shape[2]);
        Random random = new Random(7);
        float[][] centres = new float[1000][dimension];
        for (float[] centre : centres) {
            for (int i = 0; i < dimension; i++) {
                centre[i] = (float) random.nextGaussian();
            }
        }
        float[][] all = new float[items + QUERIES][dimension];
        for (float[] vector : all) {
            float[] centre = centres[random.nextInt(centres.length)];
            double square = 0;
            for (int i = 0; i < dimension; i++) {
                vector[i] = switch (shape[0]) {
                    case "uniform" -> random.nextFloat();
                    case "clustered" -> centre[i] + (float) random.nextGaussian() * 0.3f;
                    default -> (float) random.nextGaussian();
                };
                square += vector[i] * vector[i];
            }
            if (shape[0].equals("unit")) {
                for (int i = 0; i < dimension; i++) {
                    vector[i] /= (float) Math.sqrt(square);
                }
            }
        }
        return new float[][][] {
            Arrays.copyOf(all, items), Arrays.copyOfRange(all, items, all.length)
        };
    }

    private static VectorSimilarityFunction similarity(Metric metric) {
        return switch (metric) {
            case EUCLIDEAN, MANHATTAN -> VectorSimilarityFunction.EUCLIDEAN;
            case DOT_PRODUCT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
            case COSINE -> VectorSimilarityFunction.COSINE;
        };
    }

    private static FieldType stockField(Metric metric, int dimension) {
        return KnnFloatVectorField.createFieldType(dimension, similarity(metric));
    }

    private static FieldType ownField(Metric metric, int dimension) {
        FieldType type =
                new FieldType(KnnFloatVectorField.createFieldType(dimension, VectorSimilarityFunction.EUCLIDEAN));
        GraphKind.attributes(EnumSet.of(metric)).forEach(type::putAttribute);
        type.freeze();
        return type;
    }

    private static Codec ownCodec() {
        return codec(new VicinoVectorsFormat(GraphParameters.DEFAULT));
    }

    private static Codec stockCodec() {
        return codec(new Lucene99HnswVectorsFormat(16, 100));
    }

    private static Codec codec(KnnVectorsFormat format) {
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        };
    }

    private static Directory index(Path folder, Codec codec, float[][] base, FieldType type) throws IOException {
        Directory files = new MMapDirectory(folder);
        if (DirectoryReader.indexExists(files)) {
            return files;
        }
        long start = System.nanoTime();
        IndexWriterConfig config =
                new IndexWriterConfig().setCodec(codec).setRAMBufferSizeMB(1900).setUseCompoundFile(false);
        try (IndexWriter writer = new IndexWriter(files, config)) {
            for (float[] vector : base) {
                Document document = new Document();
                document.add(new KnnFloatVectorField(FIELD, vector, type));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        System.out.printf(Locale.ROOT, "%s: built in %.1f s%n", folder, (System.nanoTime() - start) / 1e9);
        return files;
    }

    /// The value of the tenth nearest to each query.
    private static double[] truth(Path file, Metric metric, float[][] base, float[][] queries) throws IOException {
        double[] farthest = new double[queries.length];
        if (Files.exists(file)) {
            ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(farthest);
            return farthest;
        }
        IntStream.range(0, queries.length).parallel().forEach(q -> {
            NearestScan scan = new NearestScan(metric, queries[q], HITS);
            for (int i = 0; i < base.length; i++) {
                scan.offer(i, base[i]);
            }
            farthest[q] = scan.nearest(i -> base[i]).get(HITS - 1).value();
        });
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * farthest.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(farthest);
        Files.write(file, bytes.array());
        return farthest;
    }
}
