package dev.vicino.lucene;

import dev.vicino.Item;
import dev.vicino.engine.ItemJson;
import dev.vicino.lucene.ids.StoredIds;
import java.io.IOException;
import org.apache.lucene.codecs.lucene95.HasIndexSlice;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The items of one segment of a snapshot, by document number within the segment. For one thread.
final class SegmentItems {
    private final LeafReader reader;
    private final int docBase;
    private @Nullable FloatVectorValues vectors;
    private @Nullable BinaryDocValues ids;
    private @Nullable BinaryDocValues contents;

    SegmentItems(LeafReaderContext segment) {
        this.reader = segment.reader();
        this.docBase = segment.docBase;
    }

    LeafReader reader() {
        return reader;
    }

    /// What a document's number in the snapshot exceeds its number in the segment by.
    int docBase() {
        return docBase;
    }

    /// The living document of this id, or -1.
    int find(String id) throws IOException {
        Terms terms = reader.terms(ItemFields.ID);
        if (terms == null) {
            return -1;
        }
        TermsEnum term = terms.iterator();
        return term.seekExact(OrderedText.encode(id)) ? living(term.postings(null, PostingsEnum.NONE)) : -1;
    }

    private int living(PostingsEnum postings) throws IOException {
        Bits live = reader.getLiveDocs();
        for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
            if (live == null || live.get(doc)) {
                return doc;
            }
        }
        return -1;
    }

    /// The vector of a document, in an array that the next call writes over.
    float[] vector(int doc) throws IOException {
        return vectors().vectorValue(doc);
    }

    /// All vectors, those of deleted documents too, by document number. For any number of threads.
    SegmentBlock block() throws IOException {
        FloatVectorValues values = vectors();
        if (!(values instanceof HasIndexSlice inFile && inFile.getSlice() != null)) {
            throw new CorruptIndexException(
                    "the vectors of field " + VectorField.NAME + " are not in a file of their own", reader.toString());
        }
        return new SegmentBlock(inFile.getSlice(), values.size(), values.dimension());
    }

    private FloatVectorValues vectors() throws IOException {
        if (vectors == null) {
            vectors = reader.getFloatVectorValues(VectorField.NAME);
            // Every item has a vector, so the vectors are numbered as the documents are.
            if (vectors == null || vectors.size() != reader.maxDoc()) {
                throw new CorruptIndexException(
                        "items without a vector in field " + VectorField.NAME, reader.toString());
            }
        }
        return vectors;
    }

    String id(int doc) throws IOException {
        return OrderedText.decode(idValue(doc));
    }

    /// The id as it is stored ([OrderedText]).
    BytesRef encodedId(int doc) throws IOException {
        return BytesRef.deepCopyOf(idValue(doc));
    }

    /// To read ids in any order from; null if the segment was written before they had a format for that.
    @Nullable
    StoredIds storedIds() throws IOException {
        if (ids == null) {
            ids = reader.getBinaryDocValues(ItemFields.ID);
        }
        return ids instanceof StoredIds stored ? stored : null;
    }

    private BytesRef idValue(int doc) throws IOException {
        // Lucene's values are read forwards only; going back takes a fresh view.
        if (ids == null || doc < ids.docID()) {
            ids = reader.getBinaryDocValues(ItemFields.ID);
        }
        return value(ids, doc);
    }

    ItemJson content(int doc) throws IOException {
        if (contents == null || doc < contents.docID()) {
            contents = reader.getBinaryDocValues(ItemFields.ITEM);
        }
        return ItemJson.read(OrderedText.decode(value(contents, doc)));
    }

    Item item(int doc) throws IOException {
        ItemJson content = content(doc);
        return new Item(id(doc), vector(doc), content.payload(), content.text(), content.source());
    }

    private BytesRef value(@Nullable BinaryDocValues values, int doc) throws IOException {
        if (values == null || !values.advanceExact(doc)) {
            throw new CorruptIndexException("document " + doc + " lacks its id or content", reader.toString());
        }
        return values.binaryValue();
    }
}
