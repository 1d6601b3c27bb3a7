package dev.vicino.lucene.ids;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.RandomAccessInput;
import org.apache.lucene.util.BytesRef;

/// The ids of one segment. For one thread. Unlike Lucene's values they may be asked for in any order, and many at a
/// time ([IdBatch]); and what [#binaryValue] gives is never overwritten.
public final class StoredIds extends BinaryDocValues {
    /// Offsets, and behind them the ids.
    private final RandomAccessInput input;

    private final int documents;
    private final boolean narrow;
    private final long firstId;
    private int doc = -1;

    StoredIds(RandomAccessInput input, int documents, boolean narrow) {
        this.input = input;
        this.documents = documents;
        this.narrow = narrow;
        this.firstId = (documents + 1L) * (narrow ? Integer.BYTES : Long.BYTES);
    }

    /// Where a document's id begins, which is where the one's before ends.
    ///
    /// @param document may be the number of documents, for the end of the last id
    long begin(int document) throws IOException {
        return narrow ? input.readInt((long) document * Integer.BYTES) : input.readLong((long) document * Long.BYTES);
    }

    /// How long the id is that begins there.
    int length(int document, long begin) throws IOException {
        long end = begin(document + 1);
        if (begin < 0 || end < begin || end > input.length() - firstId || end - begin > Integer.MAX_VALUE) {
            throw new CorruptIndexException(
                    "the id of document " + document + " begins at " + begin + " and ends at " + end, input.toString());
        }
        return (int) (end - begin);
    }

    /// Reads as many bytes from there as the target takes.
    void read(long begin, byte[] target) throws IOException {
        input.readBytes(firstId + begin, target, 0, target.length);
    }

    @Override
    public BytesRef binaryValue() throws IOException {
        long begin = begin(doc);
        byte[] value = new byte[length(doc, begin)];
        read(begin, value);
        return new BytesRef(value);
    }

    @Override
    public boolean advanceExact(int target) {
        doc = target;
        return target < documents;
    }

    @Override
    public int docID() {
        return doc;
    }

    @Override
    public int nextDoc() {
        return advance(doc + 1);
    }

    @Override
    public int advance(int target) {
        doc = target < documents ? target : NO_MORE_DOCS;
        return doc;
    }

    @Override
    public long cost() {
        return documents;
    }
}
