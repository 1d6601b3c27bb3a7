package dev.vicino.lucene.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatFieldVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// Writes the vectors first, then links the graphs over what was written.
final class GraphVectorsWriter extends KnnVectorsWriter {
    private final SegmentWriteState state;
    private final FlatVectorsFormat flatFormat;
    private final FlatVectorsWriter flat;
    private final GraphFiles files;
    private final GraphLinking linking;
    private final List<BufferedField> buffered = new ArrayList<>();

    /// What a merge has written, opened for the graphs that are linked over it; null before.
    private @Nullable FlatVectorsReader merged;

    private boolean flatIsFinished;

    GraphVectorsWriter(SegmentWriteState state, GraphLinking.Options options, FlatVectorsFormat flatFormat)
            throws IOException {
        this.state = state;
        this.flatFormat = flatFormat;
        this.flat = flatFormat.fieldsWriter(state);
        this.linking = new GraphLinking(options, flat.getFlatVectorScorer());
        try {
            this.files = new GraphFiles(state);
        } catch (Throwable e) {
            IOUtils.closeWhileSuppressingExceptions(e, flat);
            throw e;
        }
    }

    @Override
    public KnnFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
        FlatFieldVectorsWriter<?> vectors = flat.addField(field);
        buffered.add(new BufferedField(field, vectors));
        return vectors;
    }

    @Override
    public void flush(int maxDoc, Sorter.@Nullable DocMap sortMap) throws IOException {
        flat.flush(maxDoc, sortMap);
        for (BufferedField field : buffered) {
            KnnVectorValues vectors = field.values(sortMap);
            write(field.info, vectors.size(), () -> linking.build(field.info, vectors));
        }
    }

    /// The graphs wait until the vectors of all fields are in their file, where they can be read from.
    @Override
    public IORunnable mergeOneField(FieldInfo field, MergeState merge) throws IOException {
        flat.mergeOneField(field, merge);
        return () -> {
            merge.checkAborted();
            KnnVectorValues vectors = mergedValues(field);
            write(field, vectors.size(), () -> linking.merge(field, vectors, merge));
        };
    }

    private void write(FieldInfo field, int count, IOSupplier<LinkedField> linked) throws IOException {
        if (linking.isLeftForLater(count)) {
            VicinoVectorsFormat.unlinked(state.segmentInfo);
            files.write(field, count, LinkedField.NONE);
        } else {
            files.write(field, count, linked.get());
        }
    }

    private KnnVectorValues mergedValues(FieldInfo field) throws IOException {
        if (merged == null) {
            finishFlat();
            flat.close();
            merged = flatFormat.fieldsReader(new SegmentReadState(
                    state.directory, state.segmentInfo, state.fieldInfos, state.context, state.segmentSuffix));
        }
        return switch (field.getVectorEncoding()) {
            case FLOAT32 -> merged.getFloatVectorValues(field.name);
            case BYTE -> merged.getByteVectorValues(field.name);
        };
    }

    private void finishFlat() throws IOException {
        if (!flatIsFinished) {
            flatIsFinished = true;
            flat.finish();
        }
    }

    @Override
    public void finish() throws IOException {
        finishFlat();
        files.finish();
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(files, merged, merged == null ? flat : null);
    }

    @Override
    public long ramBytesUsed() {
        return flat.ramBytesUsed();
    }

    private record BufferedField(FieldInfo info, FlatFieldVectorsWriter<?> vectors) {
        /// The vectors in the order of the segment's documents.
        KnnVectorValues values(Sorter.@Nullable DocMap sortMap) throws IOException {
            if (sortMap == null) {
                return vectors.asKnnVectorValues(info.getVectorEncoding(), info.getVectorDimension());
            }
            int[] newToOld = new int[vectors.getVectors().size()];
            mapOldOrdToNewOrd(vectors.getDocsWithFieldSet(), sortMap, null, newToOld, null);
            return switch (info.getVectorEncoding()) {
                case FLOAT32 ->
                    FloatVectorValues.fromFloats(sorted(newToOld, float[].class), info.getVectorDimension());
                case BYTE -> ByteVectorValues.fromBytes(sorted(newToOld, byte[].class), info.getVectorDimension());
            };
        }

        private <T> List<T> sorted(int[] newToOld, Class<T> type) {
            List<T> sorted = new ArrayList<>(newToOld.length);
            for (int old : newToOld) {
                sorted.add(type.cast(vectors.getVectors().get(old)));
            }
            return sorted;
        }
    }
}
