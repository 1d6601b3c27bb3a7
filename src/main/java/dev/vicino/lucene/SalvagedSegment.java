package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FieldsProducer;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// One segment of a damaged collection: the items that can be read, and the names of those that cannot.
final class SalvagedSegment implements Closeable {
    private static final int BATCH = 1000;
    private static final int PROBE = 200;

    private final SegmentFiles files;
    private final Workbench bench;
    private final Directory mended;
    private final FieldInfos fields;
    private final SegmentInfo info;
    private final SalvagedVectors vectors;

    /// Null if not even the beginning of them can be read.
    private final @Nullable SalvagedItems items;

    private SalvagedSegment(
            SegmentFiles files,
            Workbench bench,
            Directory mended,
            FieldInfos fields,
            SegmentInfo info,
            SalvagedVectors vectors,
            @Nullable SalvagedItems items) {
        this.files = files;
        this.bench = bench;
        this.mended = mended;
        this.fields = fields;
        this.info = info;
        this.vectors = vectors;
        this.items = items;
    }

    /// @param fields which need not be the segment's own, see [#probe]
    static SalvagedSegment open(
            CollectionSpec spec,
            SegmentFiles files,
            Workbench bench,
            Directory damaged,
            Directory mended,
            FieldInfos fields)
            throws IOException {
        SalvagedVectors vectors =
                SalvagedVectors.open(spec, mended, files, fields, bench.isDamaged(files, SegmentFiles.VECTOR_PLACES));
        SegmentInfo own = files.readInfo(damaged);
        SegmentInfo info = own == null ? files.info(mended, Math.max(1, vectors.count())) : own;
        try {
            SalvagedItems items = SalvagedItems.open(spec, mended, info, fields, vectors);
            return new SalvagedSegment(files, bench, mended, fields, info, vectors, items);
        } catch (IOException | RuntimeException | AssertionError e) {
            return new SalvagedSegment(files, bench, mended, fields, info, vectors, null);
        }
    }

    int maxDoc() {
        return info.maxDoc();
    }

    /// How many of the first items can be read: tells which list of fields is the segment's.
    int probe() {
        int whole = 0;
        for (int doc = 0; items != null && doc < Math.min(PROBE, maxDoc()); doc++) {
            if (items.outcome(doc) instanceof SalvagedItems.Outcome.Saved) {
                whole++;
            }
        }
        return whole;
    }

    /// @param live the documents that are not deleted; null if all are to be read
    void read(@Nullable Bits live, SalvagedSegments.Taker taker) throws IOException {
        List<Item> batch = new ArrayList<>();
        Map<Integer, @Nullable String> lost = new HashMap<>();
        for (int doc = 0; doc < maxDoc(); doc++) {
            if (live == null || live.get(doc)) {
                SalvagedItems.Outcome outcome =
                        items == null ? new SalvagedItems.Outcome.Lost(null) : items.outcome(doc);
                switch (outcome) {
                    case SalvagedItems.Outcome.Saved saved -> batch.add(saved.item());
                    case SalvagedItems.Outcome.Lost gone -> lost.put(doc, gone.id());
                }
            }
            if (batch.size() == BATCH || doc == maxDoc() - 1) {
                taker.saved(batch);
                batch = new ArrayList<>();
            }
        }
        if (!lost.isEmpty()) {
            report(lost, taker);
        }
    }

    private void report(Map<Integer, @Nullable String> lost, SalvagedSegments.Taker taker) {
        boolean valuesAreWhole = filesAreWhole("dvd", "dvm", "fnm");
        Map<Integer, String> terms = filesAreWhole("tim", "tip", "tmd", "doc", "fnm") ? idsByTerm() : Map.of();
        lost.forEach((doc, read) -> {
            String id = valuesAreWhole && read != null ? read : terms.get(doc);
            if (id == null) {
                taker.lostWithoutId(1);
            } else {
                taker.lost(id);
            }
        });
    }

    private boolean filesAreWhole(String... extensions) {
        return Arrays.stream(extensions).noneMatch(extension -> bench.isDamaged(files, extension));
    }

    private Map<Integer, String> idsByTerm() {
        Map<Integer, String> ids = new HashMap<>();
        SegmentReadState state = new SegmentReadState(mended, info, fields, IOContext.DEFAULT);
        try (FieldsProducer producer = Codec.getDefault().postingsFormat().fieldsProducer(state)) {
            Terms terms = producer.terms(ItemFields.ID);
            TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
            while (each.next() != null) {
                String id = OrderedText.decode(each.term());
                PostingsEnum docs = each.postings(null, PostingsEnum.NONE);
                for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                    ids.put(doc, id);
                }
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            return Map.of();
        }
        return ids;
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(items, vectors);
    }
}
