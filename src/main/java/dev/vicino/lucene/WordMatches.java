package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Fused;
import dev.vicino.NoTextIndexException;
import dev.vicino.SearchPlan;
import dev.vicino.ValueRange;
import dev.vicino.engine.RankedItems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// Finds the items of a snapshot whose texts match words best, by Lucene's BM25.
///
/// Every match is looked at, so that what is found is exact, with ties by id, under any filter.
///
/// @param filter null for all items
/// @param target what the items' values are against; null if they have none
/// @param range of the values, if there is a target
record WordMatches(
        CollectionSpec spec,
        DirectoryReader reader,
        SnapshotItems snapshot,
        @Nullable Filter filter,
        @Nullable SnapshotTarget target,
        ValueRange range) {
    private static final int[] NONE = {};

    /// The best matches, ties by id: so many, or all if fewer match.
    ///
    /// @throws NoTextIndexException if the collection does not index words
    RankedItems<RankedItem> find(String words, int count) throws IOException {
        if (!spec.textIndexed()) {
            throw new NoTextIndexException("collection '" + spec.name()
                    + "' does not index words, so it cannot be searched by them; declare it with"
                    + " CollectionSpec.indexText() when it is created");
        }
        Matches matches = new IndexSearcher(reader).search(query(words), new OnOneThread(new Matches()));
        return new RankedItems<>(matches.best(count), new SearchPlan(0, matches.segments()));
    }

    /// The value of an item, NaN where there is nothing to compare with.
    private double value(int doc) throws IOException {
        return target == null ? Double.NaN : target.metric().between(target.vector(), snapshot.vector(doc));
    }

    private static Query query(String words) throws IOException {
        Set<String> distinct = new LinkedHashSet<>();
        try (StandardAnalyzer analyzer = new StandardAnalyzer();
                TokenStream tokens = analyzer.tokenStream(ItemFields.TEXT, words)) {
            CharTermAttribute token = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                distinct.add(token.toString());
            }
            tokens.end();
        }
        if (distinct.size() > IndexSearcher.getMaxClauseCount()) {
            throw new IllegalArgumentException("a search by " + distinct.size() + " distinct words; expected at most "
                    + IndexSearcher.getMaxClauseCount());
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        distinct.forEach(word -> any.add(new TermQuery(new Term(ItemFields.TEXT, word)), BooleanClause.Occur.SHOULD));
        return any.build();
    }

    /// A searcher without an executor takes all segments one after the other.
    private record OnOneThread(Matches matches) implements CollectorManager<Matches, Matches> {
        @Override
        public Matches newCollector() {
            return matches;
        }

        @Override
        public Matches reduce(Collection<Matches> collectors) {
            return matches;
        }
    }

    /// All eligible matches with their scores.
    private final class Matches extends SimpleCollector {
        private int[] docs = new int[64];
        private float[] scores = new float[64];
        private int size;
        private final int[] perSegment = new int[snapshot.segments().size()];
        private final List<EligibleItems> eligible = new ArrayList<>();
        private int segment;
        private int docBase;
        private @Nullable Scorable scorer;

        Matches() throws IOException {
            for (SegmentItems part : snapshot.segments()) {
                eligible.add(EligibleItems.of(part, filter, target == null ? NONE : target.leftOut()));
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext context) {
            segment = context.ord;
            docBase = context.docBase;
        }

        @Override
        public void setScorer(Scorable current) {
            scorer = current;
        }

        @Override
        public void collect(int doc) throws IOException {
            if (scorer == null || !eligible.get(segment).contains(doc)) {
                return;
            }
            if (!range.equals(ValueRange.ALL) && !range.contains(value(docBase + doc))) {
                return;
            }
            if (size == docs.length) {
                docs = Arrays.copyOf(docs, 2 * size);
                scores = Arrays.copyOf(scores, 2 * size);
            }
            docs[size] = docBase + doc;
            scores[size++] = scorer.score();
            perSegment[segment]++;
        }

        /// Ids are read only of those that may be among the best.
        List<RankedItem> best(int count) throws IOException {
            float[] sorted = Arrays.copyOf(scores, size);
            Arrays.sort(sorted);
            float least = size <= count ? 0 : sorted[size - count];
            List<RankedItem> found = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                if (scores[i] >= least) {
                    found.add(new RankedItem(docs[i], snapshot.id(docs[i]), Double.NaN, Fused.of(0, 1, scores[i])));
                }
            }
            found.sort(Comparator.comparingDouble(WordMatches::textScore)
                    .reversed()
                    .thenComparing(RankedItem::id));
            List<RankedItem> ranked = new ArrayList<>();
            for (RankedItem item : found.subList(0, Math.min(count, found.size()))) {
                Fused fused = Fused.of(0, ranked.size() + 1, textScore(item));
                ranked.add(new RankedItem(item.doc(), item.id(), value(item.doc()), fused));
            }
            return ranked;
        }

        List<SearchPlan.Segment> segments() {
            List<SearchPlan.Segment> segments = new ArrayList<>();
            for (int i = 0; i < perSegment.length; i++) {
                int items = snapshot.segments().get(i).reader().numDocs();
                segments.add(new SearchPlan.Segment(i, items, perSegment[i], SearchPlan.Way.LOOKED_UP, false, 0));
            }
            return segments;
        }
    }

    private static double textScore(RankedItem item) {
        return item.fused() == null ? 0 : item.fused().textScore();
    }
}
