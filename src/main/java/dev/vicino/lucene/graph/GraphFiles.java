package dev.vicino.lucene.graph;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;

/// The meta and the data file while they are written, as [VicinoVectorsFormat] specifies them.
final class GraphFiles implements Closeable {
    static final int NO_MORE_FIELDS = -1;

    private final IndexOutput meta;
    private final IndexOutput data;

    GraphFiles(SegmentWriteState state) throws IOException {
        meta = create(state, VicinoVectorsFormat.META_EXTENSION, VicinoVectorsFormat.META_CODEC);
        try {
            data = create(state, VicinoVectorsFormat.DATA_EXTENSION, VicinoVectorsFormat.DATA_CODEC);
        } catch (Throwable e) {
            IOUtils.closeWhileSuppressingExceptions(e, meta);
            throw e;
        }
    }

    private static IndexOutput create(SegmentWriteState state, String extension, String codec) throws IOException {
        IndexOutput output = state.directory.createOutput(
                IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, extension), state.context);
        try {
            CodecUtil.writeIndexHeader(
                    output, codec, VicinoVectorsFormat.VERSION, state.segmentInfo.getId(), state.segmentSuffix);
            return output;
        } catch (Throwable e) {
            IOUtils.closeWhileSuppressingExceptions(e, output);
            throw e;
        }
    }

    /// @param vectors how many the field has
    void write(FieldInfo field, int vectors, List<GraphLinking.Linked> graphs) throws IOException {
        List<GraphShape> shapes = new ArrayList<>();
        for (GraphLinking.Linked graph : graphs) {
            shapes.add(StoredGraph.write(graph.graph(), graph.kinds(), data));
        }
        meta.writeInt(field.number);
        meta.writeVInt(vectors);
        meta.writeVInt(shapes.size());
        for (GraphShape shape : shapes) {
            shape.write(meta);
        }
    }

    void finish() throws IOException {
        meta.writeInt(NO_MORE_FIELDS);
        CodecUtil.writeFooter(meta);
        CodecUtil.writeFooter(data);
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(meta, data);
    }
}
