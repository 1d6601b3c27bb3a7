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
    NodeScorer to(float[] query) throws IOException {
        return switch (metric) {
            case EUCLIDEAN -> similarity(VectorSimilarityFunction.EUCLIDEAN, query);
            case MANHATTAN -> manhattan(query);
            case DOT_PRODUCT -> similarity(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT, query);
            case COSINE -> similarity(VectorSimilarityFunction.COSINE, query);
        };
    }

    private NodeScorer similarity(VectorSimilarityFunction similarity, float[] query) throws IOException {
        RandomVectorScorer scorer = scorers.getRandomVectorScorer(similarity, vectors, query);
        return (nodes, count, keys) -> {
            scorer.bulkScore(nodes, keys, count);
            for (int i = 0; i < count; i++) {
                keys[i] = -keys[i];
            }
        };
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
