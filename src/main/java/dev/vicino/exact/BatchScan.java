package dev.vicino.exact;

import dev.vicino.DimensionMismatchException;
import dev.vicino.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Finds the vectors nearest to each of many queries, without an error: the answers are those of [NearestScan], to
/// the last bit and with the same ties.
///
/// ```java
/// List<List<Neighbour>> nearest = BatchScan.nearest(Metric.EUCLIDEAN, queries, VectorBlock.of(base, 784), 10, 2);
/// ```
///
/// Faster than a scan for each query, because a row that was read is compared with all queries while it is in the
/// cache, in tiles that keep the multiply-adds busy; what may be among the nearest is picked out of each tile at
/// once, so that there is never a matrix of all distances. Under L2 and cosine the sums are dot products (see
/// [TileImage]), less precise than a single scan's sums where vectors are long and close together: then more of them
/// are settled in double precision, which takes its time, but the answer stays the same.
///
/// Memory: the queries once more, and some 2 KB for each query and thread.
///
/// Threads share the rows, so one batch should hold all queries at hand. They are the JVM's common pool and the
/// caller, at most as many as asked for. The object itself is for one thread.
public final class BatchScan {
    private final KernelSet kernels;
    private final QueryTiles queries;
    private final int limit;
    private final BatchWorker[] workers;

    /// What was offered, by the number of its first vector.
    private final NavigableMap<Integer, VectorBlock> offered = new TreeMap<>();

    private long compared;

    /// @param metric what near means
    /// @param queries at least one, of one length, of finite floats; kept, not copied
    /// @param limit how many to find for each, at least 1
    /// @param threads at least 1
    /// @throws DimensionMismatchException if the queries differ in length
    /// @throws dev.vicino.InvalidVectorException under cosine, if a query is all zeros
    public BatchScan(Metric metric, float[][] queries, int limit, int threads) {
        this(KernelSet.fastest(), metric, queries, limit, threads);
    }

    /// As the constructor, with comparisons as [Kernels#inPlainJava] makes them.
    public static BatchScan inPlainJava(Metric metric, float[][] queries, int limit, int threads) {
        return new BatchScan(KernelSet.scalar(), metric, queries, limit, threads);
    }

    BatchScan(KernelSet kernels, Metric metric, float[][] queries, int limit, int threads) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; expected at least 1");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads are " + threads + "; expected at least 1");
        }
        if (queries.length == 0) {
            throw new IllegalArgumentException("no queries; expected at least one");
        }
        this.kernels = kernels;
        this.queries = new QueryTiles(metric, queries);
        this.limit = limit;
        this.workers = new BatchWorker[threads];
        Arrays.setAll(workers, i -> new BatchWorker(kernels, this.queries, limit));
    }

    /// The nearest of one block's vectors to each query; ordinals are the rows' numbers.
    ///
    /// @return for each query what [NearestScan#nearest] says
    public static List<List<Neighbour>> nearest(
            Metric metric, float[][] queries, VectorBlock block, int limit, int threads) {
        BatchScan scan = new BatchScan(metric, queries, limit, threads);
        scan.offerAll(0, block);
        return scan.nearest();
    }

    /// Compares all vectors of a block with each query.
    ///
    /// @param firstOrdinal the caller's number for the block's first vector; the others follow
    /// @throws DimensionMismatchException if the block has another dimension than the queries
    public void offerAll(int firstOrdinal, VectorBlock block) {
        offerAccepted(firstOrdinal, block, row -> row);
    }

    /// Compares the accepted vectors of a block with each query.
    ///
    /// @param firstOrdinal the caller's number for the block's first vector; the others follow
    /// @param accepted gives the first accepted row at or after a row, and any number outside of the block if there
    ///     is none, as [java.util.BitSet#nextSetBit] does; asked by several threads
    /// @throws DimensionMismatchException if the block has another dimension than the queries
    public void offerAccepted(int firstOrdinal, VectorBlock block, IntUnaryOperator accepted) {
        if (block.dimension() != queries.dimension()) {
            throw new DimensionMismatchException(
                    "the block has " + block.dimension() + " dimensions; the queries have " + queries.dimension());
        }
        if (block.count() > 0) {
            offered.put(firstOrdinal, block);
        }
        int rowsInPanel = kernels.tiles().rows();
        int width = TileImage.width(queries.metric(), block.dimension());
        int[] borders = borders(block.count(), accepted, RowPanels.rows(width, rowsInPanel));
        AtomicInteger next = new AtomicInteger();
        onAllThreads(worker -> {
            RowPanels panels = new RowPanels(queries.metric(), block, accepted, queries.count(), kernels);
            for (int i = next.getAndIncrement(); i < borders.length - 1; i = next.getAndIncrement()) {
                panels.fill(borders[i], borders[i + 1]);
                workers[worker].compare(firstOrdinal, panels);
            }
        });
    }

    /// Where to part the block so that no part has more accepted rows than fit in the panels.
    private int[] borders(int count, IntUnaryOperator accepted, int rows) {
        int[] borders = new int[count / rows + 2];
        int parts = 0;
        int inPart = rows;
        int row = count == 0 ? 0 : accepted.applyAsInt(0);
        for (int from = 0; row >= from && row < count; row = from < count ? accepted.applyAsInt(from) : count) {
            if (inPart == rows) {
                borders[parts++] = row;
                inPart = 0;
            }
            inPart++;
            compared++;
            from = row + 1;
        }
        borders[parts++] = count;
        return Arrays.copyOf(borders, parts);
    }

    /// How many vectors were compared with each query.
    public long compared() {
        return compared;
    }

    /// For each query what [NearestScan#nearest] says: the nearest by value and then by ordinal, `limit` of them, or
    /// all if fewer were offered, **and** every further one whose value equals the last one's.
    ///
    /// Reads little more than `limit` vectors for each query once more out of the blocks that were offered.
    public List<List<Neighbour>> nearest() {
        List<List<Neighbour>> nearest = new ArrayList<>(queries.count());
        for (int q = 0; q < queries.count(); q++) {
            nearest.add(List.of());
        }
        AtomicInteger next = new AtomicInteger();
        onAllThreads(worker -> {
            IntFunction<float[]> vectors = vectors();
            for (int q = next.getAndIncrement(); q < queries.count(); q = next.getAndIncrement()) {
                nearest.set(q, nearest(q, vectors));
            }
        });
        return nearest;
    }

    /// Gives back what was offered under an ordinal, until the next is asked for. For one thread.
    private IntFunction<float[]> vectors() {
        NavigableMap<Integer, VectorBlock> blocks = new TreeMap<>();
        offered.forEach((first, block) -> blocks.put(first, block.forOneThread()));
        float[] vector = new float[queries.dimension()];
        return ordinal -> {
            Map.Entry<Integer, VectorBlock> from = blocks.floorEntry(ordinal);
            from.getValue().copy(ordinal - from.getKey(), 1, vector, 0);
            return vector;
        };
    }

    private List<Neighbour> nearest(int q, IntFunction<float[]> vectors) {
        Candidates all = new Candidates(limit);
        for (BatchWorker worker : workers) {
            worker.candidates(q).offerTo(all);
        }
        return DoublePrecision.nearest(
                kernels.values(), queries.metric(), queries.query(q), limit, all.remaining(), vectors);
    }

    private void onAllThreads(IntConsumer task) {
        if (workers.length == 1) {
            task.accept(0);
        } else {
            IntStream.range(0, workers.length).parallel().forEach(task);
        }
    }
}
