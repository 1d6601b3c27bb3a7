package dev.vicino.lucene;

import dev.vicino.Filter;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/// The documents of one segment that a [Filter] lets through, as [Filter#matches] defines it.
///
/// Sets of bits instead of Lucene queries: a filter may have more branches than Lucene allows a query clauses, and the
/// search needs the number of matches before it chooses its way.
final class FilteredDocuments {
    private final LeafReader segment;

    FilteredDocuments(LeafReader segment) {
        this.segment = segment;
    }

    /// The living documents that pass.
    FixedBitSet living(Filter filter) throws IOException {
        FixedBitSet passing = passing(filter);
        Bits live = segment.getLiveDocs();
        if (live != null) {
            live.applyMask(passing, 0);
        }
        return passing;
    }

    private FixedBitSet passing(Filter filter) throws IOException {
        return switch (filter) {
            case Filter.Equal equal -> havingOneOf(equal.field(), List.of(equal.value()));
            case Filter.In in -> havingOneOf(in.field(), in.values());
            case Filter.And and -> allOf(and.filters());
            case Filter.Or or -> anyOf(or.filters());
            case Filter.Not not -> noneOf(not.filter());
        };
    }

    private FixedBitSet havingOneOf(String field, List<Object> values) throws IOException {
        FixedBitSet having = new FixedBitSet(segment.maxDoc());
        Terms terms = segment.terms(ItemFields.PAYLOAD);
        if (terms == null) {
            return having;
        }
        TermsEnum term = terms.iterator();
        PostingsEnum postings = null;
        for (Object value : values) {
            if (term.seekExact(PayloadTerms.term(field, value))) {
                postings = term.postings(postings, PostingsEnum.NONE);
                for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                    having.set(doc);
                }
            }
        }
        return having;
    }

    private FixedBitSet allOf(List<Filter> filters) throws IOException {
        FixedBitSet all = everything();
        for (Filter filter : filters) {
            all.and(passing(filter));
        }
        return all;
    }

    private FixedBitSet anyOf(List<Filter> filters) throws IOException {
        FixedBitSet any = new FixedBitSet(segment.maxDoc());
        for (Filter filter : filters) {
            any.or(passing(filter));
        }
        return any;
    }

    private FixedBitSet noneOf(Filter filter) throws IOException {
        FixedBitSet none = everything();
        none.andNot(passing(filter));
        return none;
    }

    private FixedBitSet everything() {
        FixedBitSet all = new FixedBitSet(segment.maxDoc());
        all.set(0, segment.maxDoc());
        return all;
    }
}
