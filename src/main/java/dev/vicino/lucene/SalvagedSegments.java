package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.ProgressListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// Reads the segments of a damaged collection, the oldest first, so that the latest version of an item is the one that
/// stays.
final class SalvagedSegments {
    private final CollectionSpec spec;
    private final CollectionFolder folder;
    private final Directory damaged;
    private final Workbench bench;
    private final Directory mended;
    private final Directory pattern;
    private final List<String> assumptions = new ArrayList<>();

    SalvagedSegments(
            CollectionSpec spec,
            CollectionFolder folder,
            Directory damaged,
            Workbench bench,
            Directory mended,
            Directory pattern) {
        this.spec = spec;
        this.folder = folder;
        this.damaged = damaged;
        this.bench = bench;
        this.mended = mended;
        this.pattern = pattern;
    }

    /// Who is told what became of each item.
    interface Taker {
        void saved(List<Item> items) throws IOException;

        void lost(String id);

        void lostWithoutId(long count);
    }

    /// What had to be guessed.
    List<String> assumptions() {
        return assumptions;
    }

    void read(ProgressListener progress, Taker taker) throws IOException {
        List<SegmentFiles> segments = new ArrayList<>(SegmentFiles.in(folder, damaged));
        Map<String, SegmentCommitInfo> committed = committed();
        if (committed == null) {
            assumptions.add(
                    "the list of segments could not be read; every segment in the folder was taken, so that items which"
                            + " were deleted or replaced after the last flush that is left may have come back");
        } else {
            segments.removeIf(segment -> !committed.containsKey(segment.name()));
            Set<String> there = new HashSet<>();
            segments.forEach(segment -> there.add(segment.name()));
            for (SegmentCommitInfo segment : committed.values()) {
                if (!there.contains(segment.info.name)) {
                    taker.lostWithoutId(segment.info.maxDoc() - segment.getDelCount());
                }
            }
        }
        for (SegmentFiles segment : segments) {
            bench.layOut(segment, folder.path(), damaged);
        }
        List<FieldInfos> fields = possibleFields(segments);
        for (int i = 0; i < segments.size(); i++) {
            read(
                    segments.get(i),
                    committed == null ? null : committed.get(segments.get(i).name()),
                    fields,
                    taker);
            progress.at("reading what is left of '" + folder.name() + "'", i + 1, segments.size());
        }
    }

    /// What the fields of a segment may be of which nobody knows: any other's, with its ids in a format of their own,
    /// or among its other values as they once were.
    private List<FieldInfos> possibleFields(List<SegmentFiles> segments) throws IOException {
        SegmentInfo inPattern = SegmentInfos.readLatestCommit(pattern).info(0).info;
        FieldInfos now = SegmentFiles.readFieldInfos(pattern, inPattern);
        List<FieldInfos> possible = new ArrayList<>();
        for (String field : List.of(ItemFields.ID, ItemFields.ITEM)) {
            Map<String, String> format = now.fieldInfo(field).attributes();
            for (SegmentFiles segment : segments) {
                FieldInfos own = segment.readFieldInfos(damaged);
                if (own != null) {
                    possible.add(withIds(own, format));
                }
            }
            possible.add(withIds(SegmentFiles.readFieldInfos(pattern, inPattern), format));
        }
        return possible;
    }

    private static FieldInfos withIds(FieldInfos fields, Map<String, String> format) {
        format.forEach(fields.fieldInfo(ItemFields.ID)::putAttribute);
        return fields;
    }

    private void read(SegmentFiles segment, @Nullable SegmentCommitInfo committed, List<FieldInfos> others, Taker taker)
            throws IOException {
        FieldInfos own = segment.readFieldInfos(damaged);
        SalvagedSegment best = null;
        try {
            for (FieldInfos fields : own == null ? others : List.of(own)) {
                SalvagedSegment candidate = SalvagedSegment.open(spec, segment, bench, damaged, mended, fields);
                if (best == null || candidate.probe() > best.probe()) {
                    IOUtils.close(best);
                    best = candidate;
                } else {
                    candidate.close();
                }
            }
            if (best != null) {
                best.read(live(segment, committed, best.maxDoc()), taker);
            }
        } finally {
            IOUtils.close(best);
        }
    }

    /// The documents of a segment that are not deleted; null if none is, or nobody knows.
    private @Nullable Bits live(SegmentFiles segment, @Nullable SegmentCommitInfo committed, int maxDoc) {
        if (committed != null && !committed.hasDeletions()) {
            return null;
        }
        String file = committed == null ? segment.lastDeletions() : segment.deletions(committed.getDelGen());
        FixedBitSet live = file == null || bench.isDamaged(file) ? null : liveDocs(file, maxDoc);
        if (live == null && (file != null || committed != null)) {
            assumptions.add("the list of deletions of segment " + segment.name()
                    + " was lost; items that were deleted or replaced in it may have come back");
        }
        return live;
    }

    /// Reads the list itself, because Lucene asks for the number of deletions beforehand.
    private @Nullable FixedBitSet liveDocs(String file, int maxDoc) {
        try (IndexInput input = damaged.openInput(file, IOContext.DEFAULT)) {
            CodecUtil.readIndexHeader(input);
            long[] words = new long[FixedBitSet.bits2words(maxDoc)];
            if (input.length() - input.getFilePointer() - CodecUtil.footerLength()
                    != (long) words.length * Long.BYTES) {
                return null;
            }
            input.readLongs(words, 0, words.length);
            return new FixedBitSet(words, maxDoc);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private @Nullable Map<String, SegmentCommitInfo> committed() {
        try {
            Map<String, SegmentCommitInfo> committed = new HashMap<>();
            for (SegmentCommitInfo segment : SegmentInfos.readLatestCommit(damaged)) {
                committed.put(segment.info.name, segment);
            }
            return committed;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
