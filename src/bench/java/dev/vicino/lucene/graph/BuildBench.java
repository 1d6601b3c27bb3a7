package dev.vicino.lucene.graph;

import com.sun.management.OperatingSystemMXBean;
import dev.vicino.GraphParameters;
import dev.vicino.Metric;
import dev.vicino.dataset.Digits;
import dev.vicino.dataset.Mnist;
import dev.vicino.exact.NearestScan;
import dev.vicino.exact.StoredRows;
import dev.vicino.exact.VectorBlock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;

/// Links a graph by one, two or more threads, and by Lucene's builder: seconds by the clock and of the processor, links
/// of a node, and recall@10 of the same walk through each.
///
/// ```
/// BuildBench <data> <metric> [threads, 0 for Lucene's builder …]
/// ```
/// The data are a folder with MNIST, or `uniform:dimension:items`, `clustered:…` or `unit:…`.
public final class BuildBench {
    private static final int HITS = 10;
    private static final int QUERIES = 2000;
    private static final int[] EFFORTS = {20, 40, 100, 200};
    private static final FlatVectorsScorer SCORERS = FlatVectorScorerUtil.getLucene99FlatVectorsScorer();

    private BuildBench() {}

    public static void main(String[] arguments) throws Exception {
        float[][][] data = data(arguments[0]);
        Metric metric = Metric.parse(arguments[1]);
        FloatVectorValues vectors = FloatVectorValues.fromFloats(Arrays.asList(data[0]), data[0][0].length);
        double[] farthest = farthest(metric, data[0], data[1]);
        int[] threads = arguments.length > 2
                ? Arrays.stream(arguments[2].split(",")).mapToInt(Integer::parseInt).toArray()
                : new int[] {2, 1, 0};
        for (int count : threads) {
            long start = System.nanoTime();
            long processor = processorTime();
            Links graph = count == 0 ? byLucene(metric, vectors) : own(metric, vectors, count);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f s, %.1f s of the processor, %.1f links%n",
                    count == 0 ? "Lucene" : count + " threads",
                    (System.nanoTime() - start) / 1e9,
                    (processorTime() - processor) / 1e9,
                    links(graph));
            for (int effort : EFFORTS) {
                measure(graph, new VectorScorer(metric, StoredRows.of(VectorBlock.of(data[0]))), effort, data, farthest);
            }
        }
    }

    private static long processorTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Links own(Metric metric, FloatVectorValues vectors, int threads) throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            NodePairs pairs = new VectorPairs(GraphKind.of(metric).getFirst(), vectors, SCORERS);
            return pool.submit(() ->
                            GraphGrowth.of(vectors.size(), pairs, GraphParameters.DEFAULT, (linked, nodes) -> {}))
                    .get();
        }
    }

    private static Links byLucene(Metric metric, FloatVectorValues vectors) throws IOException {
        VectorSimilarityFunction similarity = switch (metric) {
            case EUCLIDEAN, MANHATTAN -> VectorSimilarityFunction.EUCLIDEAN;
            case DOT_PRODUCT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
            case COSINE -> VectorSimilarityFunction.COSINE;
        };
        return links(HnswGraphBuilder.create(
                        SCORERS.getRandomVectorScorerSupplier(similarity, vectors),
                        GraphParameters.DEFAULT.m(),
                        GraphParameters.DEFAULT.efConstruction(),
                        HnswGraphBuilder.randSeed,
                        vectors.size())
                .build(vectors.size()));
    }

    static Links links(HnswGraph graph) {
        return new Links() {
            @Override
            public int links(int layer, int node, int[] into) throws IOException {
                graph.seek(layer, node);
                int count = 0;
                for (int link = graph.nextNeighbor();
                        link != DocIdSetIterator.NO_MORE_DOCS;
                        link = graph.nextNeighbor()) {
                    into[count++] = link;
                }
                return count;
            }

            @Override
            public int width() {
                return 2 * graph.maxConn() + 1;
            }

            @Override
            public int layers() {
                try {
                    return graph.numLevels();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }

            @Override
            public int size() {
                return graph.size();
            }

            @Override
            public int entry() {
                try {
                    return graph.entryNode();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }

            @Override
            public int beam() {
                return 1;
            }
        };
    }

    private static double links(Links graph) throws IOException {
        int[] row = new int[graph.width()];
        long links = 0;
        for (int node = 0; node < graph.size(); node++) {
            links += graph.links(0, node, row);
        }
        return (double) links / graph.size();
    }

    private static void measure(Links graph, VectorScorer scorer, int effort, float[][][] data, double[] farthest)
            throws IOException {
        MetricWalk walk = new MetricWalk(graph, scorer);
        long found = 0;
        long compared = 0;
        for (int q = 0; q < data[1].length; q++) {
            SegmentVectors.Found near = walk.near(WalkRequest.of(data[1][q], HITS, effort));
            compared += near.compared();
            int hits = 0;
            for (int node : near.nodes()) {
                double value = scorer.metric().between(data[1][q], data[0][node]);
                if (hits < HITS && scorer.metric().compareNearestFirst(value, farthest[q]) <= 0) {
                    hits++;
                }
            }
            found += hits;
        }
        System.out.printf(
                Locale.ROOT,
                "    effort %d: recall %.4f, %.0f compared%n",
                effort,
                found / (double) (HITS * data[1].length),
                compared / (double) data[1].length);
    }

    private static double[] farthest(Metric metric, float[][] base, float[][] queries) {
        return IntStream.range(0, queries.length)
                .parallel()
                .mapToDouble(q -> {
                    NearestScan scan = new NearestScan(metric, queries[q], HITS);
                    for (int i = 0; i < base.length; i++) {
                        scan.offer(i, base[i]);
                    }
                    return scan.nearest(i -> base[i]).get(HITS - 1).value();
                })
                .toArray();
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
        return new float[][][] {Arrays.copyOf(all, items), Arrays.copyOfRange(all, items, all.length)};
    }
}
