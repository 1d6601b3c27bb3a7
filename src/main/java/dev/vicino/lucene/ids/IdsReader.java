package dev.vicino.lucene.ids;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.RandomAccessInput;
import org.apache.lucene.util.IOUtils;

/// Reads the file that [VicinoIdsFormat] specifies.
final class IdsReader extends DocValuesProducer {
    private final IndexInput file;

    /// By number.
    private final Map<Integer, Field> fields = new HashMap<>();

    IdsReader(SegmentReadState state) throws IOException {
        file = state.directory.openInput(
                VicinoIdsFormat.fileName(state.segmentInfo.name, state.segmentSuffix), state.context);
        try {
            CodecUtil.retrieveChecksum(file);
            file.seek(0);
            VicinoIdsFormat.checkHeader(file, state);
            readFields();
        } catch (Throwable e) {
            IOUtils.closeWhileSuppressingExceptions(e, file);
            throw e;
        }
    }

    /// @param slice its offsets and values, to be cloned for each reader: slicing anew would take three times as long
    private record Field(IndexInput slice, int documents, boolean narrow) {}

    private void readFields() throws IOException {
        for (int number = file.readInt(); number != VicinoIdsFormat.NO_MORE_FIELDS; number = file.readInt()) {
            if (fields.put(number, readField(number)) != null) {
                throw new CorruptIndexException("field number " + number + " is there twice", file);
            }
        }
    }

    private Field readField(int number) throws IOException {
        int documents = file.readInt();
        int width = file.readByte();
        if (documents < 0 || (width != Integer.BYTES && width != Long.BYTES)) {
            throw new CorruptIndexException(
                    documents + " documents with offsets of " + width + " bytes; expected 4 or 8", file);
        }
        boolean narrow = width == Integer.BYTES;
        long begin = roundedUp(file.getFilePointer());
        long last = (long) width * documents;
        file.seek(begin + last);
        long end = narrow ? file.readInt() : file.readLong();
        long room = file.length() - CodecUtil.footerLength() - file.getFilePointer();
        if (end < 0 || end > room) {
            throw new CorruptIndexException("values up to byte " + end + " in " + room + " bytes", file);
        }
        file.seek(file.getFilePointer() + end);
        return new Field(file.slice("field number " + number, begin, last + width + end), documents, narrow);
    }

    private static long roundedUp(long position) {
        return Math.ceilDiv(position, VicinoIdsFormat.ALIGNMENT) * VicinoIdsFormat.ALIGNMENT;
    }

    @Override
    public BinaryDocValues getBinary(FieldInfo info) throws IOException {
        Field field = fields.get(info.number);
        if (field == null) {
            throw new CorruptIndexException("field '" + info.name + "' is not there", file);
        }
        return new StoredIds(randomAccess(field.slice.clone()), field.documents, field.narrow);
    }

    private static RandomAccessInput randomAccess(IndexInput slice) throws IOException {
        return slice instanceof RandomAccessInput mapped ? mapped : slice.randomAccessSlice(0, slice.length());
    }

    @Override
    public NumericDocValues getNumeric(FieldInfo field) {
        throw VicinoIdsFormat.notBinary(field);
    }

    @Override
    public SortedDocValues getSorted(FieldInfo field) {
        throw VicinoIdsFormat.notBinary(field);
    }

    @Override
    public SortedNumericDocValues getSortedNumeric(FieldInfo field) {
        throw VicinoIdsFormat.notBinary(field);
    }

    @Override
    public SortedSetDocValues getSortedSet(FieldInfo field) {
        throw VicinoIdsFormat.notBinary(field);
    }

    @Override
    public DocValuesSkipper getSkipper(FieldInfo field) {
        throw VicinoIdsFormat.notBinary(field);
    }

    @Override
    public void checkIntegrity() throws IOException {
        CodecUtil.checksumEntireFile(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
