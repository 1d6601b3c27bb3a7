package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.GraphParameters;
import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// Lucene's own HNSW format, opened to [CollectionSpec#MAX_DIMENSION] dimensions and built with a collection's
/// parameters.
///
/// It writes under the stock format's name, so any Lucene of this version reads the index without this class.
final class GraphFormat extends KnnVectorsFormat {
    private final KnnVectorsFormat stock;

    private GraphFormat(KnnVectorsFormat stock) {
        super(stock.getName());
        this.stock = stock;
    }

    static Codec codec(GraphParameters graph) {
        GraphFormat format = new GraphFormat(new Lucene99HnswVectorsFormat(graph.m(), graph.efConstruction()));
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        };
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return stock.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return stock.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String fieldName) {
        return CollectionSpec.MAX_DIMENSION;
    }
}
