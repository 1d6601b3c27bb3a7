package dev.vicino.lucene.ids;

import java.io.IOException;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.DocValuesConsumer;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.codecs.perfield.PerFieldDocValuesFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.IndexOutput;

/// Binary values that every document has, to be read in any order: ids.
///
/// A segment has one file for the fields of this format:
///
/// ## `.vid`
/// | bytes | what |
/// |---|---|
/// | index header | codec `VicinoIds`, version 0, the segment's id and suffix |
/// | for each field: int | its number |
/// | int | documents: how many values it has |
/// | byte | width of an offset in bytes, 4 or 8 |
/// | 0 to 7 | zeros, up to a multiple of 8 bytes from the file's beginning |
/// | width × (documents + 1) | where each document's value begins, from 0 on, and where the last one's ends |
/// | the last offset | the values, one after the other |
/// | int | −1: no more fields |
/// | footer | with the file's checksum |
///
/// Offsets are 4 bytes wide if all of a field's values together have no more than 2³¹ − 1 bytes. Integers are
/// little-endian.
///
/// The class is public for Lucene, which finds it by name through `META-INF/services`.
public final class VicinoIdsFormat extends DocValuesFormat {
    /// The ending of the file's name.
    public static final String EXTENSION = "vid";

    static final String NAME = "VicinoIds";
    static final int NO_MORE_FIELDS = -1;

    /// What the offsets begin at a multiple of.
    static final int ALIGNMENT = Long.BYTES;

    private static final int VERSION = 0;

    private final long mostNarrowBytes;

    /// For Lucene, and to write with.
    public VicinoIdsFormat() {
        this(Integer.MAX_VALUE);
    }

    /// @param mostNarrowBytes of all values of a field, for offsets of 4 bytes
    VicinoIdsFormat(long mostNarrowBytes) {
        super(NAME);
        this.mostNarrowBytes = mostNarrowBytes;
    }

    /// Whether a segment's field was written in this format.
    public static boolean holds(FieldInfo field) {
        return NAME.equals(field.getAttribute(PerFieldDocValuesFormat.PER_FIELD_FORMAT_KEY));
    }

    @Override
    public DocValuesConsumer fieldsConsumer(SegmentWriteState state) throws IOException {
        return new IdsWriter(state, mostNarrowBytes);
    }

    @Override
    public DocValuesProducer fieldsProducer(SegmentReadState state) throws IOException {
        return new IdsReader(state);
    }

    static String fileName(String segment, String suffix) {
        return IndexFileNames.segmentFileName(segment, suffix, EXTENSION);
    }

    static void writeHeader(IndexOutput output, SegmentWriteState state) throws IOException {
        CodecUtil.writeIndexHeader(output, NAME, VERSION, state.segmentInfo.getId(), state.segmentSuffix);
    }

    static void checkHeader(DataInput input, SegmentReadState state) throws IOException {
        CodecUtil.checkIndexHeader(input, NAME, VERSION, VERSION, state.segmentInfo.getId(), state.segmentSuffix);
    }

    static UnsupportedOperationException notBinary(FieldInfo field) {
        return new UnsupportedOperationException(
                NAME + " holds binary values; field '" + field.name + "' has others: " + field.getDocValuesType());
    }
}
