package dev.vicino.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FieldsProducer;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;

/// The ids of a damaged segment's documents, which its terms have a second time. They are read when the first is
/// asked for.
final class SalvagedTerms {
    private final SegmentReadState state;
    private final boolean whole;
    private @Nullable Map<Integer, String> ids;

    /// @param whole whether the files of the terms are as they were written; if not, nothing is read of them
    SalvagedTerms(SegmentReadState state, boolean whole) {
        this.state = state;
        this.whole = whole;
    }

    /// Null if it cannot be read.
    @Nullable
    String id(int doc) {
        if (ids == null) {
            ids = whole ? read() : Map.of();
        }
        return ids.get(doc);
    }

    private Map<Integer, String> read() {
        Map<Integer, String> read = new HashMap<>();
        try (FieldsProducer producer = Codec.getDefault().postingsFormat().fieldsProducer(state)) {
            Terms terms = producer.terms(ItemFields.ID);
            TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
            while (each.next() != null) {
                String id = OrderedText.decode(each.term());
                PostingsEnum docs = each.postings(null, PostingsEnum.NONE);
                for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                    read.put(doc, id);
                }
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            return Map.of();
        }
        return read;
    }
}
