package dev.vicino.lucene;

import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.engine.ItemJson;
import dev.vicino.engine.Ranked;
import dev.vicino.exact.NearestScan;
import dev.vicino.exact.Neighbour;
import dev.vicino.lucene.ids.IdBatch;
import dev.vicino.lucene.ids.StoredIds;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.util.BytesRef;

/// The items of one snapshot, by document number. For one thread. Contents are read the fastest in [ReadingOrder].
final class SnapshotItems {
    private final List<LeafReaderContext> leaves;
    private final List<SegmentItems> segments;

    SnapshotItems(DirectoryReader snapshot) {
        this.leaves = snapshot.leaves();
        this.segments = new ArrayList<>(leaves.size());
        for (LeafReaderContext leaf : leaves) {
            segments.add(new SegmentItems(leaf));
        }
    }

    /// The bytes of the files that a snapshot is read from, but for segments that a writer in another process has
    /// deleted since: they can still be read, but no longer be measured.
    static long bytes(DirectoryReader snapshot) throws IOException {
        long bytes = 0;
        for (LeafReaderContext leaf : snapshot.leaves()) {
            try {
                bytes += ((SegmentReader) leaf.reader()).getSegmentInfo().sizeInBytes();
            } catch (NoSuchFileException | FileNotFoundException e) {
                // Merged away.
            }
        }
        return bytes;
    }

    List<SegmentItems> segments() {
        return segments;
    }

    /// The living document of this id, or -1.
    int find(String id) throws IOException {
        for (SegmentItems segment : segments) {
            int doc = segment.find(id);
            if (doc >= 0) {
                return segment.docBase() + doc;
            }
        }
        return -1;
    }

    /// The vector of a document, in an array that a later call writes over.
    float[] vector(int doc) throws IOException {
        SegmentItems segment = segment(doc);
        return segment.vector(doc - segment.docBase());
    }

    /// The nearest of the documents that a scan was offered, by their numbers in the snapshot.
    List<Neighbour> nearest(NearestScan scan) throws IOException {
        try {
            return scan.nearest(doc -> {
                try {
                    return vector(doc);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Documents with their ids, nearest first, ties by id.
    ///
    /// @param nearest by value, and beside `count` of them every further one whose value equals the last one's
    List<RankedItem> ranked(Metric metric, List<Neighbour> nearest, int count) throws IOException {
        BytesRef[] ids = encodedIds(nearest);
        List<RankedItem> ranked = new ArrayList<>(ids.length);
        for (int place = 0; place < ids.length; place++) {
            Neighbour neighbour = nearest.get(place);
            ranked.add(new RankedItem(neighbour.ordinal(), OrderedText.decode(ids[place]), neighbour.value(), null));
        }
        ranked.sort(Ranked.nearestFirst(metric));
        return ranked.subList(0, Math.min(count, ranked.size()));
    }

    String id(int doc) throws IOException {
        SegmentItems segment = segment(doc);
        return segment.id(doc - segment.docBase());
    }

    /// All before the first is made sense of, so that the processor waits for several at a time.
    private BytesRef[] encodedIds(List<Neighbour> items) throws IOException {
        IdBatch batch = new IdBatch(items.size());
        for (Neighbour item : items) {
            SegmentItems segment = segment(item.ordinal());
            StoredIds stored = segment.storedIds();
            if (stored == null) {
                return encodedIdsInOrder(items);
            }
            batch.add(stored, item.ordinal() - segment.docBase());
        }
        return batch.read();
    }

    /// Where a segment's ids are read forwards only.
    private BytesRef[] encodedIdsInOrder(List<Neighbour> items) throws IOException {
        BytesRef[] ids = new BytesRef[items.size()];
        for (int place : ReadingOrder.places(ids.length, i -> items.get(i).ordinal())) {
            ids[place] = encodedId(items.get(place).ordinal());
        }
        return ids;
    }

    private BytesRef encodedId(int doc) throws IOException {
        SegmentItems segment = segment(doc);
        return segment.encodedId(doc - segment.docBase());
    }

    ItemJson content(int doc) throws IOException {
        SegmentItems segment = segment(doc);
        return segment.content(doc - segment.docBase());
    }

    Item item(int doc) throws IOException {
        SegmentItems segment = segment(doc);
        return segment.item(doc - segment.docBase());
    }

    private SegmentItems segment(int doc) {
        return segments.get(ReaderUtil.subIndex(doc, leaves));
    }
}
