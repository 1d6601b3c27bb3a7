package dev.vicino.bench;

import dev.vicino.Metric;
import io.github.jbellis.jvector.disk.RandomAccessReader;
import io.github.jbellis.jvector.disk.ReaderSupplier;
import io.github.jbellis.jvector.disk.ReaderSupplierFactory;
import io.github.jbellis.jvector.disk.BufferedRandomAccessWriter;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.quantization.PQVectors;
import io.github.jbellis.jvector.quantization.ProductQuantization;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// JVector: its hierarchical graph on disk with the vectors inline, walked over these, or over product-quantised codes in
/// memory with all candidates compared again.
final class JVectorEngine implements Engine {
    private static final VectorTypeSupport TYPES =
            VectorizationProvider.getInstance().getVectorTypeSupport();
    /// The values that its own examples use.
    private static final float OVERFLOW = 1.2f;

    private static final float ALPHA = 1.2f;
    private static final int CLUSTERS = 256;
    /// Dimensions that one byte stands for.
    private static final int DIMENSIONS_IN_A_CODE = 8;

    private static final String GRAPH = "graph";
    private static final String CODES = "codes";

    private final boolean quantized;

    private JVectorEngine(boolean quantized) {
        this.quantized = quantized;
    }

    static Engine floats() {
        return new JVectorEngine(false);
    }

    static Engine quantized() {
        return new JVectorEngine(true);
    }

    @Override
    public void build(VectorFile base, Metric metric, Path folder) throws IOException {
        List<VectorFloat<?>> vectors = new ArrayList<>(base.count());
        for (int i = 0; i < base.count(); i++) {
            vectors.add(TYPES.createFloatVector(base.row(i)));
        }
        RandomAccessVectorValues values = new ListRandomAccessVectorValues(vectors, base.dimension());
        try (ForkJoinPool threads = new ForkJoinPool(CORES);
                GraphIndexBuilder builder = GraphIndexBuilder.builder(
                                BuildScoreProvider.randomAccessScoreProvider(values, similarity(metric)),
                                base.dimension(),
                                // Links on the lowest layer and above: what M = 16 means to the others.
                                List.of(2 * M, M))
                        .withBeamWidth(EF_CONSTRUCTION)
                        .withNeighborOverflow(OVERFLOW)
                        .withAlpha(ALPHA)
                        .withSimdExecutor(threads)
                        .withParallelExecutor(threads)
                        .build()) {
            ImmutableGraphIndex graph = builder.build(values);
            OnDiskGraphIndex.write(graph, values, folder.resolve(GRAPH));
            if (quantized) {
                int codes = Math.max(1, base.dimension() / DIMENSIONS_IN_A_CODE);
                ProductQuantization trained =
                        ProductQuantization.compute(values, codes, CLUSTERS, metric == Metric.EUCLIDEAN);
                try (BufferedRandomAccessWriter out = new BufferedRandomAccessWriter(folder.resolve(CODES))) {
                    trained.encodeAll(values, threads).write(out, OnDiskGraphIndex.CURRENT_VERSION);
                }
            }
        }
    }

    private static VectorSimilarityFunction similarity(Metric metric) {
        return switch (metric) {
            case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
            case DOT_PRODUCT -> VectorSimilarityFunction.DOT_PRODUCT;
            case COSINE -> VectorSimilarityFunction.COSINE;
            case MANHATTAN -> throw new IllegalArgumentException("JVector has no similarity for " + metric);
        };
    }

    @Override
    public Index open(BenchData data, Metric metric, Path folder) throws IOException {
        OnDiskGraphIndex graph = OnDiskGraphIndex.load(ReaderSupplierFactory.open(folder.resolve(GRAPH)));
        PQVectors codes = quantized ? codes(folder.resolve(CODES)) : null;
        return () -> search(graph, codes, similarity(metric));
    }

    private static PQVectors codes(Path file) throws IOException {
        try (ReaderSupplier supplier = ReaderSupplierFactory.open(file);
                RandomAccessReader reader = supplier.get()) {
            return PQVectors.load(reader);
        }
    }

    private static Search search(
            OnDiskGraphIndex graph, @Nullable PQVectors codes, VectorSimilarityFunction similarity) {
        GraphSearcher searcher = new GraphSearcher(graph);
        OnDiskGraphIndex.View view = (OnDiskGraphIndex.View) searcher.getView();
        return (query, effort, share) -> {
            VectorFloat<?> vector = TYPES.createFloatVector(query);
            DefaultSearchScoreProvider scores = codes == null
                    ? DefaultSearchScoreProvider.exact(vector, similarity, view)
                    : new DefaultSearchScoreProvider(
                            codes.precomputedScoreFunctionFor(vector, similarity),
                            view.rerankerFor(vector, similarity));
            Bits accepted = share == 100 ? Bits.ALL : ordinal -> BenchData.percentile(ordinal) < share;
            SearchResult.NodeScore[] nearest =
                    searcher.search(scores, Truth.HITS, effort, 0, 0, accepted).getNodes();
            int[] answer = new int[nearest.length];
            for (int i = 0; i < answer.length; i++) {
                answer[i] = nearest[i].node;
            }
            return answer;
        };
    }
}
