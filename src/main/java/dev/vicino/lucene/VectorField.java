package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.lucene.graph.GraphKind;
import dev.vicino.lucene.graph.LinkingListener;
import dev.vicino.lucene.graph.VicinoVectorsFormat;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
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
        GraphKind.attribute(GraphKind.of(spec.metrics())).forEach(type::putAttribute);
        type.freeze();
        return type;
    }

    /// Lucene's default in all but the vectors.
    ///
    /// @param listener of the linking of its graphs
    static Codec codec(CollectionSpec spec, LinkingListener listener) {
        KnnVectorsFormat format = new VicinoVectorsFormat(spec.graph(), listener);
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        };
    }
}
