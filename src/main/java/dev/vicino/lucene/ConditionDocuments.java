package dev.vicino.lucene;

import dev.vicino.Filter;
import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/// The documents of one segment that meet a single condition. For one thread.
///
/// | condition | found by |
/// |---|---|
/// | equal, in | their terms ([PayloadTerms]) |
/// | range of numbers or instants | points |
/// | range of strings, prefix | a run of terms |
/// | contains, words | all terms of the path's strings, each tried |
///
/// The last two look into the items that have a string too long for a term. Deleted documents may be among the found.
final class ConditionDocuments {
    private final SegmentItems items;
    private final LeafReader segment;
    private @Nullable TermsEnum terms;
    private @Nullable PostingsEnum postings;

    ConditionDocuments(SegmentItems items) {
        this.items = items;
        this.segment = items.reader();
    }

    /// Adds the documents that meet a condition to a set.
    void add(Filter.Condition condition, FixedBitSet found) throws IOException {
        switch (condition) {
            case Filter.Equal equal -> addTerm(PayloadTerms.term(equal.field(), equal.value()), found);
            case Filter.In in -> {
                for (Object value : in.values()) {
                    addTerm(PayloadTerms.term(in.field(), value), found);
                }
            }
            case Filter.Range range -> addRange(range, found);
            case Filter.Prefix prefix -> addStrings(prefix, prefix.prefix(), prefix.prefix(), found);
            case Filter.Contains contains -> addStrings(contains, "", "", found);
            case Filter.Words words -> addStrings(words, "", "", found);
        }
    }

    /// Adds the documents that have anything at a path to a set.
    void addExisting(String path, FixedBitSet found) throws IOException {
        addTerm(PayloadTerms.exists(path), found);
    }

    private void addRange(Filter.Range range, FixedBitSet found) throws IOException {
        Filter.Bound lower = range.lower();
        Filter.Bound upper = range.upper();
        if ((lower != null && OrderedValue.has(lower.value())) || (upper != null && OrderedValue.has(upper.value()))) {
            addAll(PayloadTerms.within(range.field(), lower, upper), found);
        } else {
            addStrings(range, lower == null ? "" : (String) lower.value(), "", found);
        }
    }

    private void addAll(Query query, FixedBitSet found) throws IOException {
        IndexSearcher searcher = new IndexSearcher(segment);
        searcher.setQueryCache(null);
        Scorer scorer = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
                .scorer(searcher.getLeafContexts().getFirst());
        if (scorer != null) {
            found.or(scorer.iterator());
        }
    }

    private void addTerm(BytesRef term, FixedBitSet found) throws IOException {
        TermsEnum each = terms();
        if (each.seekExact(term)) {
            addCurrent(each, found);
        }
    }

    /// Adds the documents that have a string which meets a condition.
    ///
    /// @param from where to begin: no string before it meets the condition
    /// @param prefix what every string that meets the condition starts with
    private void addStrings(Filter.Condition condition, String from, String prefix, FixedBitSet found)
            throws IOException {
        BytesRef path = PayloadTerms.strings(condition.field(), "");
        BytesRef first = PayloadTerms.strings(condition.field(), from);
        BytesRef start = PayloadTerms.strings(condition.field(), prefix);
        TermsEnum each = terms();
        boolean more = each.seekCeil(first) != TermsEnum.SeekStatus.END;
        while (more && StringHelper.startsWith(each.term(), start)) {
            BytesRef term = each.term();
            String value =
                    OrderedText.decode(new BytesRef(term.bytes, term.offset + path.length, term.length - path.length));
            if (condition.holds(value)) {
                addCurrent(each, found);
            } else if (condition instanceof Filter.Range && !value.equals(from)) {
                break;
            }
            more = each.next() != null;
        }
        addLongStrings(condition, found);
    }

    private void addLongStrings(Filter.Condition condition, FixedBitSet found) throws IOException {
        BytesRef start = PayloadTerms.start(PayloadTerms.LONG_STRING, condition.field());
        FixedBitSet having = new FixedBitSet(segment.maxDoc());
        TermsEnum each = terms();
        boolean more = each.seekCeil(start) != TermsEnum.SeekStatus.END;
        while (more && StringHelper.startsWith(each.term(), start)) {
            addCurrent(each, having);
            more = each.next() != null;
        }
        having.andNot(found);
        Bits live = segment.getLiveDocs();
        if (live != null) {
            live.applyMask(having, 0);
        }
        for (int doc = next(having, 0); doc < having.length(); doc = next(having, doc + 1)) {
            if (condition.matches(items.content(doc).payload())) {
                found.set(doc);
            }
        }
    }

    private static int next(FixedBitSet bits, int from) {
        return from < bits.length() ? bits.nextSetBit(from) : bits.length();
    }

    private void addCurrent(TermsEnum term, FixedBitSet found) throws IOException {
        postings = term.postings(postings, PostingsEnum.NONE);
        found.or(postings);
    }

    private TermsEnum terms() throws IOException {
        if (terms == null) {
            Terms indexed = segment.terms(PayloadTerms.TERMS);
            terms = indexed == null ? TermsEnum.EMPTY : indexed.iterator();
        }
        return terms;
    }
}
