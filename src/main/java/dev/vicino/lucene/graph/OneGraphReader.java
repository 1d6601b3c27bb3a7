package dev.vicino.lucene.graph;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.hnsw.HnswGraph;

/// A reader as Lucene's merger sees it: with one graph to a field.
final class OneGraphReader extends KnnVectorsReader implements HnswGraphProvider {
    private final GraphVectorsReader all;
    private final GraphKind kind;

    OneGraphReader(GraphVectorsReader all, GraphKind kind) {
        this.all = all;
        this.kind = kind;
    }

    @Override
    public HnswGraph getGraph(String field) throws IOException {
        return all.graph(field, kind);
    }

    @Override
    public void checkIntegrity() throws IOException {
        all.checkIntegrity();
    }

    @Override
    public FloatVectorValues getFloatVectorValues(String field) throws IOException {
        return all.getFloatVectorValues(field);
    }

    @Override
    public ByteVectorValues getByteVectorValues(String field) throws IOException {
        return all.getByteVectorValues(field);
    }

    @Override
    public void search(String field, float[] target, KnnCollector collector, AcceptDocs accepted) throws IOException {
        all.search(field, target, collector, accepted);
    }

    @Override
    public void search(String field, byte[] target, KnnCollector collector, AcceptDocs accepted) throws IOException {
        all.search(field, target, collector, accepted);
    }

    @Override
    public void close() {
        // The files are the other reader's.
    }
}
