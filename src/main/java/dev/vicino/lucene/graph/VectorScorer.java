package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import dev.vicino.exact.Kernels;
import dev.vicino.exact.StoredRows;
import java.util.Arrays;

/// Compares the stored vectors themselves. For one thread at a time.
///
/// Its keys are squared distances under L2, else the metric's distances, and the negative of the product.
final class VectorScorer {
    private final Metric metric;
    private final StoredRows rows;
    private float[] squares = new float[64];

    VectorScorer(Metric metric, StoredRows rows) {
        this.metric = metric;
        this.rows = rows;
    }

    Metric metric() {
        return metric;
    }

    StoredRows rows() {
        return rows;
    }

    NodeScorer to(float[] query) {
        return switch (metric) {
            case EUCLIDEAN ->
                (nodes, count, keys) -> {
                    rows.fetch(nodes, count);
                    rows.squaredEuclidean(query, nodes, count, keys);
                };
            case MANHATTAN ->
                (nodes, count, keys) -> {
                    rows.fetch(nodes, count);
                    rows.manhattan(query, nodes, count, keys);
                };
            case DOT_PRODUCT ->
                (nodes, count, keys) -> {
                    dotAndSquare(query, nodes, count, keys);
                    for (int i = 0; i < count; i++) {
                        keys[i] = -keys[i];
                    }
                };
            case COSINE -> {
                float length = (float) Math.sqrt(Kernels.fastest().dot(query, query));
                yield (nodes, count, keys) -> {
                    dotAndSquare(query, nodes, count, keys);
                    for (int i = 0; i < count; i++) {
                        keys[i] = 1 - keys[i] / (length * (float) Math.sqrt(squares[i]));
                    }
                };
            }
        };
    }

    private void dotAndSquare(float[] query, int[] nodes, int count, float[] dots) {
        if (squares.length < dots.length) {
            squares = Arrays.copyOf(squares, dots.length);
        }
        rows.fetch(nodes, count);
        rows.dotAndSquare(query, nodes, count, dots, squares);
    }
}
