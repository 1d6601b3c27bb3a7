package dev.vicino.lucene;

import dev.vicino.Filter;
import java.io.IOException;
import java.util.List;
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

/// The documents of one segment that a [Filter] lets through, as [Filter#matches] defines it. For one thread.
///
/// | condition | found by |
/// |---|---|
/// | equal, in, exists | their terms ([PayloadTerms]) |
/// | range of numbers or instants | points |
/// | range of strings, prefix | a run of terms |
/// | contains, words | all terms of the path's strings, each tried |
///
/// The last two look into the items that have a string too long for a term.
///
/// Sets of bits instead of Lucene queries: a filter may have more branches than Lucene allows a query clauses, and the
/// search needs the number of matches before it chooses its way. Each method adds to a set that it is given, so that
/// filters of any width and depth make do with few sets.
final class FilteredDocuments {
    private final SegmentItems items;
    private final LeafReader segment;
    private @Nullable TermsEnum terms;
    private @Nullable PostingsEnum postings;

    FilteredDocuments(SegmentItems items) {
        this.items = items;
        this.segment = items.reader();
    }

    /// The living documents that pass.
    FixedBitSet living(Filter filter) throws IOException {
        FixedBitSet passing = new FixedBitSet(segment.maxDoc());
        add(filter, passing);
        Bits live = segment.getLiveDocs();
        if (live != null) {
            live.applyMask(passing, 0);
        }
        return passing;
    }

    private void add(Filter filter, FixedBitSet passing) throws IOException {
        switch (filter) {
            case Filter.Equal equal -> addTerm(PayloadTerms.term(equal.field(), equal.value()), passing);
            case Filter.In in -> {
                for (Object value : in.values()) {
                    addTerm(PayloadTerms.term(in.field(), value), passing);
                }
            }
            case Filter.Range range -> addRange(range, passing);
            case Filter.Prefix prefix -> addStrings(prefix, prefix.prefix(), prefix.prefix(), passing);
            case Filter.Contains contains -> addStrings(contains, "", "", passing);
            case Filter.Words words -> addStrings(words, "", "", passing);
            case Filter.Exists exists -> addTerm(PayloadTerms.exists(exists.field()), passing);
            case Filter.And and -> addAllOf(and.filters(), passing);
            case Filter.Or or -> {
                for (Filter each : or.filters()) {
                    add(each, passing);
                }
            }
            case Filter.Not not -> {
                FixedBitSet excluded = new FixedBitSet(segment.maxDoc());
                add(not.filter(), excluded);
                excluded.flip(0, segment.maxDoc());
                passing.or(excluded);
            }
        }
    }

    /// Conditions that hold others come first: while one of them is at work no set of this level is held, and a deep
    /// filter takes no more of them than a flat one.
    private void addAllOf(List<Filter> filters, FixedBitSet passing) throws IOException {
        @Nullable FixedBitSet all = null;
        for (boolean compound : new boolean[] {true, false}) {
            for (Filter filter : filters) {
                if (compound != (filter instanceof Filter.Condition || filter instanceof Filter.Exists)) {
                    FixedBitSet one = new FixedBitSet(segment.maxDoc());
                    add(filter, one);
                    if (all == null) {
                        all = one;
                    } else {
                        all.and(one);
                    }
                }
            }
        }
        if (all == null) {
            passing.set(0, segment.maxDoc());
        } else {
            passing.or(all);
        }
    }

    private void addRange(Filter.Range range, FixedBitSet passing) throws IOException {
        Filter.Bound lower = range.lower();
        Filter.Bound upper = range.upper();
        if ((lower != null && OrderedValue.has(lower.value())) || (upper != null && OrderedValue.has(upper.value()))) {
            addAll(PayloadTerms.within(range.field(), lower, upper), passing);
        } else {
            addStrings(range, lower == null ? "" : (String) lower.value(), "", passing);
        }
    }

    private void addAll(Query query, FixedBitSet passing) throws IOException {
        IndexSearcher searcher = new IndexSearcher(segment);
        searcher.setQueryCache(null);
        Scorer scorer = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
                .scorer(searcher.getLeafContexts().getFirst());
        if (scorer != null) {
            passing.or(scorer.iterator());
        }
    }

    private void addTerm(BytesRef term, FixedBitSet passing) throws IOException {
        TermsEnum each = terms();
        if (each.seekExact(term)) {
            addCurrent(each, passing);
        }
    }

    /// Adds the documents that have a string which meets a condition.
    ///
    /// @param from where to begin: no string before it meets the condition
    /// @param prefix what every string that meets the condition starts with
    private void addStrings(Filter.Condition condition, String from, String prefix, FixedBitSet passing)
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
                addCurrent(each, passing);
            } else if (condition instanceof Filter.Range && !value.equals(from)) {
                break;
            }
            more = each.next() != null;
        }
        addLongStrings(condition, passing);
    }

    private void addLongStrings(Filter.Condition condition, FixedBitSet passing) throws IOException {
        BytesRef start = PayloadTerms.start(PayloadTerms.LONG_STRING, condition.field());
        FixedBitSet having = new FixedBitSet(segment.maxDoc());
        TermsEnum each = terms();
        boolean more = each.seekCeil(start) != TermsEnum.SeekStatus.END;
        while (more && StringHelper.startsWith(each.term(), start)) {
            addCurrent(each, having);
            more = each.next() != null;
        }
        having.andNot(passing);
        Bits live = segment.getLiveDocs();
        if (live != null) {
            live.applyMask(having, 0);
        }
        for (int doc = next(having, 0); doc < having.length(); doc = next(having, doc + 1)) {
            if (condition.matches(items.content(doc).payload())) {
                passing.set(doc);
            }
        }
    }

    private static int next(FixedBitSet bits, int from) {
        return from < bits.length() ? bits.nextSetBit(from) : bits.length();
    }

    private void addCurrent(TermsEnum term, FixedBitSet passing) throws IOException {
        postings = term.postings(postings, PostingsEnum.NONE);
        passing.or(postings);
    }

    private TermsEnum terms() throws IOException {
        if (terms == null) {
            Terms indexed = segment.terms(PayloadTerms.TERMS);
            terms = indexed == null ? TermsEnum.EMPTY : indexed.iterator();
        }
        return terms;
    }
}
