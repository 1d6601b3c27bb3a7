package dev.vicino.lucene.ids;

import java.io.IOException;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.DocValuesConsumer;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;

/// Writes the file that [VicinoIdsFormat] specifies.
final class IdsWriter extends DocValuesConsumer {
    private final IndexOutput file;
    private final int documents;
    private final long mostNarrowBytes;

    IdsWriter(SegmentWriteState state, long mostNarrowBytes) throws IOException {
        this.documents = state.segmentInfo.maxDoc();
        this.mostNarrowBytes = mostNarrowBytes;
        this.file = state.directory.createOutput(
                VicinoIdsFormat.fileName(state.segmentInfo.name, state.segmentSuffix), state.context);
        try {
            VicinoIdsFormat.writeHeader(file, state);
        } catch (Throwable e) {
            IOUtils.closeWhileSuppressingExceptions(e, file);
            throw e;
        }
    }

    /// @throws IllegalArgumentException if a document has no value
    @Override
    public void addBinaryField(FieldInfo field, DocValuesProducer values) throws IOException {
        boolean narrow = bytes(field, values) <= mostNarrowBytes;
        file.writeInt(field.number);
        file.writeInt(documents);
        file.writeByte((byte) (narrow ? Integer.BYTES : Long.BYTES));
        file.alignFilePointer(VicinoIdsFormat.ALIGNMENT);
        long end = 0;
        writeOffset(end, narrow);
        BinaryDocValues lengths = values.getBinary(field);
        while (lengths.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            end += lengths.binaryValue().length;
            writeOffset(end, narrow);
        }
        BinaryDocValues contents = values.getBinary(field);
        while (contents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            BytesRef content = contents.binaryValue();
            file.writeBytes(content.bytes, content.offset, content.length);
        }
    }

    /// How many bytes all values have together.
    private long bytes(FieldInfo field, DocValuesProducer values) throws IOException {
        BinaryDocValues each = values.getBinary(field);
        long bytes = 0;
        for (int doc = 0; doc < documents; doc++) {
            if (each.nextDoc() != doc) {
                throw new IllegalArgumentException("document " + doc + " of " + documents + " has no value in field '"
                        + field.name + "'; expected one in each");
            }
            bytes += each.binaryValue().length;
        }
        return bytes;
    }

    private void writeOffset(long offset, boolean narrow) throws IOException {
        if (narrow) {
            file.writeInt((int) offset);
        } else {
            file.writeLong(offset);
        }
    }

    @Override
    public void addNumericField(FieldInfo field, DocValuesProducer values) {
        throw VicinoIdsFormat.notBinary(field);
    }

    @Override
    public void addSortedField(FieldInfo field, DocValuesProducer values) {
        throw VicinoIdsFormat.notBinary(field);
    }

    @Override
    public void addSortedNumericField(FieldInfo field, DocValuesProducer values) {
        throw VicinoIdsFormat.notBinary(field);
    }

    @Override
    public void addSortedSetField(FieldInfo field, DocValuesProducer values) {
        throw VicinoIdsFormat.notBinary(field);
    }

    @Override
    public void close() throws IOException {
        try (file) {
            file.writeInt(VicinoIdsFormat.NO_MORE_FIELDS);
            CodecUtil.writeFooter(file);
        }
    }
}
