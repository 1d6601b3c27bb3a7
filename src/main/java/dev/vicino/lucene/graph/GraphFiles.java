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
import org.jspecify.annotations.Nullable;

/// The meta, data and image files while they are written, as [VicinoVectorsFormat] specifies them.
final class GraphFiles implements Closeable {
    static final int NO_MORE_FIELDS = -1;

    private final IndexOutput meta;
    private final IndexOutput data;
    private final IndexOutput images;

    GraphFiles(SegmentWriteState state) throws IOException {
        List<IndexOutput> created = new ArrayList<>();
        try {
            created.add(create(state, VicinoVectorsFormat.META_EXTENSION, VicinoVectorsFormat.META_CODEC));
            created.add(create(state, VicinoVectorsFormat.DATA_EXTENSION, VicinoVectorsFormat.DATA_CODEC));
            created.add(create(state, VicinoVectorsFormat.IMAGE_EXTENSION, VicinoVectorsFormat.IMAGE_CODEC));
        } catch (Throwable e) {
            IOUtils.closeWhileSuppressingExceptions(e, created);
            throw e;
        }
        meta = created.get(0);
        data = created.get(1);
        images = created.get(2);
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
    void write(FieldInfo field, int vectors, LinkedField linked) throws IOException {
        meta.writeInt(field.number);
        meta.writeVInt(vectors);
        meta.writeVInt(linked.graphs().size());
        for (LinkedField.Graph graph : linked.graphs()) {
            StoredGraph.write(graph, data).write(meta);
        }
        ImageShape.write(write(linked.image()), meta);
        StepShape.write(write(linked.steps()), meta);
    }

    private @Nullable ImageShape write(ImageTrial.@Nullable Chosen chosen) throws IOException {
        if (chosen == null) {
            return null;
        }
        long offset = images.alignFilePointer(Long.SIZE);
        chosen.image().write(images);
        return new ImageShape(
                chosen.image().dimensions(),
                !chosen.image().basis().isOfComponents(),
                offset,
                chosen.image().scale(),
                chosen.stretches());
    }

    private @Nullable StepShape write(@Nullable SteppedVectors vectors) throws IOException {
        if (vectors == null) {
            return null;
        }
        long offset = images.alignFilePointer(Long.SIZE);
        vectors.write(images);
        return new StepShape(offset, vectors.steps());
    }

    void finish() throws IOException {
        meta.writeInt(NO_MORE_FIELDS);
        CodecUtil.writeFooter(meta);
        CodecUtil.writeFooter(data);
        CodecUtil.writeFooter(images);
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(meta, data, images);
    }
}
