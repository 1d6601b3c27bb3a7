package dev.vicino.lucene.graph;

import dev.vicino.GraphParameters;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.tests.index.BaseKnnVectorsFormatTestCase;

/// Lucene's own tests of a vector format.
public class VicinoVectorsFormatTest extends BaseKnnVectorsFormatTestCase {
    /// The tests' segments are small; each shall have its graph all the same.
    private static final KnnVectorsFormat FORMAT =
            new VicinoVectorsFormat(new GraphLinking.Options(GraphParameters.DEFAULT, 1, 1, LinkingListener.NONE));

    @Override
    protected Codec getCodec() {
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return FORMAT;
            }
        };
    }

    /// The vectors are always kept as they are; there is nothing to fall back from.
    @Override
    protected boolean supportsFloatVectorFallback() {
        return false;
    }
}
