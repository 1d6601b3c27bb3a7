package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.lucene.graph.GraphKind;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.VectorSimilarityFunction;

/// The vector field of the index: every item's vector, once, and beside it the graphs that the collection's metrics
/// need.
final class VectorField {
    static final String NAME = "vector";

    private VectorField() {}

    static FieldType type(CollectionSpec spec) {
        FieldType type = new FieldType(
                KnnFloatVectorField.createFieldType(spec.dimension(), VectorSimilarityFunction.EUCLIDEAN));
        GraphKind.attributes(spec.metrics()).forEach(type::putAttribute);
        type.freeze();
        return type;
    }
}
