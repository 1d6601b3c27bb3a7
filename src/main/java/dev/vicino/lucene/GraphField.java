package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import java.util.EnumSet;
import java.util.Set;
import org.apache.lucene.index.VectorSimilarityFunction;

/// The vector fields of the index: each holds every item's vector, and one HNSW graph over them.
enum GraphField {
    L2("vector.l2", VectorSimilarityFunction.EUCLIDEAN),
    DOT("vector.dot", VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT),
    COSINE("vector.cosine", VectorSimilarityFunction.COSINE);

    private final String fieldName;
    private final VectorSimilarityFunction similarity;

    GraphField(String fieldName, VectorSimilarityFunction similarity) {
        this.fieldName = fieldName;
        this.similarity = similarity;
    }

    String fieldName() {
        return fieldName;
    }

    VectorSimilarityFunction similarity() {
        return similarity;
    }

    /// The graph that is walked for a metric. Lucene has no graph by L1: the nearest by L2 are the candidates, among
    /// which the nearest by L1 are found.
    static GraphField of(Metric metric) {
        return switch (metric) {
            case EUCLIDEAN, MANHATTAN -> L2;
            case DOT_PRODUCT -> DOT;
            case COSINE -> COSINE;
        };
    }

    /// The fields that a collection needs, in a fixed order.
    static Set<GraphField> of(CollectionSpec spec) {
        Set<GraphField> fields = EnumSet.noneOf(GraphField.class);
        spec.metrics().forEach(metric -> fields.add(of(metric)));
        return fields;
    }

    /// The field that vectors are read from where any would do.
    static GraphField anyOf(CollectionSpec spec) {
        return of(spec).iterator().next();
    }
}
