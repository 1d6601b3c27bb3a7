package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import dev.vicino.exact.Kernels;
import java.io.IOException;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/// Compares the stored vectors themselves.
///
/// @param scorers Lucene's, which read several vectors at once from mapped memory; they know no L1
record VectorScorer(Metric metric, FloatVectorValues vectors, FlatVectorsScorer scorers) {
    /// Its keys are squared distances under L2, else the metric's distances, and the negative of the product.
    NodeScorer to(float[] query) throws IOException {
        return switch (metric) {
            case EUCLIDEAN -> squaredEuclidean(query);
            case MANHATTAN -> manhattan(query);
            case DOT_PRODUCT -> negativeDot(query);
            case COSINE -> cosineDistance(query);
        };
    }

    /// From `1 / (1 + d²)`.
    private NodeScorer squaredEuclidean(float[] query) throws IOException {
        RandomVectorScorer scorer = similarity(VectorSimilarityFunction.EUCLIDEAN, query);
        return (nodes, count, keys) -> {
            scorer.bulkScore(nodes, keys, count);
            for (int i = 0; i < count; i++) {
                keys[i] = 1 / keys[i] - 1;
            }
        };
    }

    /// From `1 + dot`, or `1 / (1 - dot)` of a negative one.
    private NodeScorer negativeDot(float[] query) throws IOException {
        RandomVectorScorer scorer = similarity(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT, query);
        return (nodes, count, keys) -> {
            scorer.bulkScore(nodes, keys, count);
            for (int i = 0; i < count; i++) {
                keys[i] = keys[i] < 1 ? 1 / keys[i] - 1 : 1 - keys[i];
            }
        };
    }

    /// From `(1 + cosine) / 2`.
    private NodeScorer cosineDistance(float[] query) throws IOException {
        RandomVectorScorer scorer = similarity(VectorSimilarityFunction.COSINE, query);
        return (nodes, count, keys) -> {
            scorer.bulkScore(nodes, keys, count);
            for (int i = 0; i < count; i++) {
                keys[i] = 2 - 2 * keys[i];
            }
        };
    }

    private RandomVectorScorer similarity(VectorSimilarityFunction similarity, float[] query) throws IOException {
        return scorers.getRandomVectorScorer(similarity, vectors, query);
    }

    private NodeScorer manhattan(float[] query) {
        Kernels kernels = Kernels.fastest();
        return (nodes, count, keys) -> {
            for (int i = 0; i < count; i++) {
                keys[i] = kernels.manhattan(query, vectors.vectorValue(nodes[i]));
            }
        };
    }
}
