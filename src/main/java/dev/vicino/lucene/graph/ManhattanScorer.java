package dev.vicino.lucene.graph;

import dev.vicino.exact.Kernels;
import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/// Links a graph by L1, which is none of Lucene's similarity functions: the score is minus the distance.
record ManhattanScorer(FloatVectorValues vectors) implements RandomVectorScorerSupplier {
    @Override
    public UpdateableRandomVectorScorer scorer() throws IOException {
        FloatVectorValues others = vectors.copy();
        float[] from = new float[vectors.dimension()];
        Kernels kernels = Kernels.fastest();
        return new UpdateableRandomVectorScorer.AbstractUpdateableRandomVectorScorer(vectors) {
            @Override
            public void setScoringOrdinal(int node) throws IOException {
                System.arraycopy(others.vectorValue(node), 0, from, 0, from.length);
            }

            @Override
            public float score(int node) throws IOException {
                return -kernels.manhattan(from, others.vectorValue(node));
            }
        };
    }

    @Override
    public RandomVectorScorerSupplier copy() throws IOException {
        return new ManhattanScorer(vectors.copy());
    }
}
