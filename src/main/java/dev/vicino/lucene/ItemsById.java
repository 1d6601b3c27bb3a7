package dev.vicino.lucene;

import dev.vicino.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Reads a snapshot's items in the order of their ids, one at a time: the id terms lie sorted in each segment and are
/// merged on the way.
final class ItemsById extends AbstractSpliterator<Item> {
    private final SnapshotItems items;

    /// Null when there are no more: past its end, Lucene's may not be asked again.
    private @Nullable TermsEnum ids;

    private final @Nullable Bits live;
    private @Nullable PostingsEnum postings;

    ItemsById(DirectoryReader snapshot) throws IOException {
        super(
                snapshot.numDocs(),
                Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        this.items = new SnapshotItems(snapshot);
        Terms terms = MultiTerms.getTerms(snapshot, ItemFields.ID);
        this.ids = terms == null ? null : terms.iterator();
        this.live = MultiBits.getLiveDocs(snapshot);
    }

    @Override
    public boolean tryAdvance(Consumer<? super Item> action) {
        try {
            int doc = nextLiving();
            if (doc < 0) {
                return false;
            }
            action.accept(items.item(doc));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read on in the scan", e);
        }
    }

    /// The document of the next id that has a living one, or -1 at the end.
    private int nextLiving() throws IOException {
        if (ids == null) {
            return -1;
        }
        while (ids.next() != null) {
            postings = ids.postings(postings, PostingsEnum.NONE);
            for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                if (live == null || live.get(doc)) {
                    return doc;
                }
            }
        }
        ids = null;
        return -1;
    }
}
