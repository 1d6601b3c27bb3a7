package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.lucene.ids.VicinoIdsFormat;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// One segment of a damaged collection: the items that can be read, and the names of those that cannot.
final class SalvagedSegment implements Closeable {
    private static final int BATCH = 1000;
    private static final int PROBE = 200;

    /// The files that must be whole for what they say of ids to be right.
    private static final List<String> TERMS = List.of("tim", "tip", "tmd", "doc", SegmentFiles.FIELDS);

    private static final List<String> IDS = List.of(VicinoIdsFormat.EXTENSION, SegmentFiles.FIELDS);

    /// Of a segment that was written before ids had a file of their own.
    private static final List<String> VALUES = List.of("dvd", "dvm", SegmentFiles.FIELDS);

    private final int maxDoc;
    private final boolean idsAreWhole;
    private final SalvagedVectors vectors;
    private final SalvagedTerms terms;

    /// Null if not even the beginning of them can be read.
    private final @Nullable SalvagedItems items;

    private SalvagedSegment(
            int maxDoc,
            boolean idsAreWhole,
            SalvagedVectors vectors,
            SalvagedTerms terms,
            @Nullable SalvagedItems items) {
        this.maxDoc = maxDoc;
        this.idsAreWhole = idsAreWhole;
        this.vectors = vectors;
        this.terms = terms;
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
        SegmentReadState segment = new SegmentReadState(mended, info, fields, IOContext.DEFAULT);
        Predicate<String> whole = extension -> !bench.isDamaged(files, extension);
        SalvagedTerms terms = new SalvagedTerms(segment, TERMS.stream().allMatch(whole));
        return new SalvagedSegment(
                info.maxDoc(),
                idFiles(fields).stream().allMatch(whole),
                vectors,
                terms,
                items(spec, segment, vectors, terms));
    }

    private static List<String> idFiles(FieldInfos fields) {
        FieldInfo id = fields.fieldInfo(ItemFields.ID);
        return id != null && VicinoIdsFormat.holds(id) ? IDS : VALUES;
    }

    private static @Nullable SalvagedItems items(
            CollectionSpec spec, SegmentReadState segment, SalvagedVectors vectors, SalvagedTerms terms) {
        try {
            return SalvagedItems.open(spec, segment, vectors, terms);
        } catch (IOException | RuntimeException | AssertionError e) {
            return null;
        }
    }

    int maxDoc() {
        return maxDoc;
    }

    /// How many of the first items can be read: tells which list of fields is the segment's.
    int probe() {
        int whole = 0;
        for (int doc = 0; items != null && doc < Math.min(PROBE, maxDoc); doc++) {
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
        for (int doc = 0; doc < maxDoc; doc++) {
            if (live == null || live.get(doc)) {
                SalvagedItems.Outcome outcome =
                        items == null ? new SalvagedItems.Outcome.Lost(null) : items.outcome(doc);
                switch (outcome) {
                    case SalvagedItems.Outcome.Saved saved -> batch.add(saved.item());
                    case SalvagedItems.Outcome.Lost gone -> lost.put(doc, gone.id());
                }
            }
            if (batch.size() == BATCH || doc == maxDoc - 1) {
                taker.saved(batch);
                batch = new ArrayList<>();
            }
        }
        if (!lost.isEmpty()) {
            report(lost, taker);
        }
    }

    private void report(Map<Integer, @Nullable String> lost, SalvagedSegments.Taker taker) {
        lost.forEach((doc, read) -> {
            String id = idsAreWhole && read != null ? read : terms.id(doc);
            if (id == null) {
                taker.lostWithoutId(1);
            } else {
                taker.lost(id);
            }
        });
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(items, vectors);
    }
}
