package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// The vectors of a damaged segment, read without its graphs.
///
/// Where the file that says where they begin is lost, every place near the file's beginning is a
/// candidate: vectors lie one after the other, and the item's checksum tells the right one.
final class SalvagedVectors implements Closeable {
    /// The header, and what aligns the first vector behind it.
    private static final int FARTHEST_BEGINNING = 256;

    private final CollectionSpec spec;
    private final @Nullable IndexInput raw;
    private final @Nullable KnnVectorsReader reader;
    private @Nullable FloatVectorValues placed;

    private SalvagedVectors(CollectionSpec spec, @Nullable IndexInput raw, @Nullable KnnVectorsReader reader) {
        this.spec = spec;
        this.raw = raw;
        this.reader = reader;
    }

    /// @param placesAreLost whether the file that says where the vectors begin is missing or damaged
    static SalvagedVectors open(
            CollectionSpec spec, Directory directory, SegmentFiles segment, FieldInfos infos, boolean placesAreLost)
            throws IOException {
        String file = segment.file(SegmentFiles.VECTORS);
        if (file == null) {
            return new SalvagedVectors(spec, null, null);
        }
        IndexInput raw = placesAreLost ? directory.openInput(file, IOContext.DEFAULT) : null;
        KnnVectorsReader reader = null;
        try {
            String suffix = IndexFileNames.stripExtension(IndexFileNames.stripSegmentName(file))
                    .substring(1);
            reader = new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer())
                    .fieldsReader(new SegmentReadState(
                            directory, segment.info(directory, Integer.MAX_VALUE), infos, IOContext.DEFAULT, suffix));
            SalvagedVectors vectors = new SalvagedVectors(spec, raw, reader);
            vectors.placed = reader.getFloatVectorValues(VectorField.NAME);
            return vectors;
        } catch (IOException | RuntimeException | AssertionError e) {
            IOUtils.closeWhileHandlingException(reader);
            return new SalvagedVectors(spec, raw, null);
        }
    }

    /// How many documents the segment has, as far as its vectors tell; never less.
    int count() {
        if (placed != null) {
            return placed.size();
        }
        long bytes = (long) spec.dimension() * Float.BYTES;
        return raw == null ? 0 : (int) Math.min(Integer.MAX_VALUE - 1, raw.length() / bytes);
    }

    /// Whatever may be the vector of a document.
    List<float[]> candidates(int doc) throws IOException {
        List<float[]> candidates = new ArrayList<>();
        if (placed != null && doc < placed.size()) {
            candidates.add(placed.vectorValue(doc).clone());
        }
        if (raw != null) {
            long vectorBytes = (long) spec.dimension() * Float.BYTES;
            for (int beginning = 0; beginning <= FARTHEST_BEGINNING; beginning += Float.BYTES) {
                long at = beginning + doc * vectorBytes;
                if (at + vectorBytes <= raw.length()) {
                    float[] vector = new float[spec.dimension()];
                    raw.seek(at);
                    raw.readFloats(vector, 0, vector.length);
                    candidates.add(vector);
                }
            }
        }
        return candidates;
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(raw, reader);
    }
}
