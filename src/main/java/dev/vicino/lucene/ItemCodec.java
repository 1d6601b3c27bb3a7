package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.lucene.graph.LinkingListener;
import dev.vicino.lucene.graph.VicinoVectorsFormat;
import dev.vicino.lucene.ids.VicinoIdsFormat;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;

/// How items are written: as Lucene does by default, but for vectors and ids.
///
/// Each segment says which formats its fields are in, so that segments written before ids had one are read like
/// others.
final class ItemCodec {
    private ItemCodec() {}

    /// @param listener of the linking of its graphs
    static Codec of(CollectionSpec spec, LinkingListener listener) {
        KnnVectorsFormat vectors = new VicinoVectorsFormat(spec.graph(), listener);
        DocValuesFormat ids = new VicinoIdsFormat();
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return vectors;
            }

            @Override
            public DocValuesFormat getDocValuesFormatForField(String field) {
                return field.equals(ItemFields.ID) ? ids : super.getDocValuesFormatForField(field);
            }
        };
    }
}
