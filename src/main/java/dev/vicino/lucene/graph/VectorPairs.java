package dev.vicino.lucene.graph;

import dev.vicino.exact.Kernels;
import java.io.IOException;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/// Compares the stored vectors themselves.
///
/// @param scorers Lucene's, which read several vectors at once from mapped memory; they know no L1
record VectorPairs(GraphKind kind, KnnVectorValues vectors, FlatVectorsScorer scorers) implements NodePairs {
    @Override
    public From from() throws IOException {
        return switch (kind) {
            case L2 -> new BySimilarity(VectorSimilarityFunction.EUCLIDEAN);
            case L1 -> new ByManhattan((FloatVectorValues) vectors);
            case DOT -> new BySimilarity(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT);
            case COSINE -> new BySimilarity(VectorSimilarityFunction.COSINE);
        };
    }

    private final class BySimilarity implements From {
        private final UpdateableRandomVectorScorer scorer;

        private BySimilarity(VectorSimilarityFunction similarity) throws IOException {
            scorer = scorers.getRandomVectorScorerSupplier(similarity, vectors).scorer();
        }

        @Override
        public void node(int node) throws IOException {
            scorer.setScoringOrdinal(node);
        }

        @Override
        public void score(int[] nodes, int count, float[] keys) throws IOException {
            scorer.bulkScore(nodes, keys, count);
            for (int i = 0; i < count; i++) {
                keys[i] = -keys[i];
            }
        }
    }

    private static final class ByManhattan implements From {
        private final Kernels kernels = Kernels.fastest();
        private final FloatVectorValues vectors;
        private final float[] from;

        private ByManhattan(FloatVectorValues vectors) throws IOException {
            this.vectors = vectors.copy();
            this.from = new float[vectors.dimension()];
        }

        @Override
        public void node(int node) throws IOException {
            System.arraycopy(vectors.vectorValue(node), 0, from, 0, from.length);
        }

        @Override
        public void score(int[] nodes, int count, float[] keys) throws IOException {
            for (int i = 0; i < count; i++) {
                keys[i] = kernels.manhattan(from, vectors.vectorValue(nodes[i]));
            }
        }
    }
}
